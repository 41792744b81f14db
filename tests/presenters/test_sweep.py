# SPDX-License-Identifier: MIT
"""The Sweep panel's decisions: what may begin, what goes on, what is shown."""

import tomllib
from dataclasses import replace

import pytest

from ser_workbench.presenters.conductor import Phase
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.presenters.sweep_conductor import Place
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from tests.presenters.sweep_desk import SweepDesk, sit_down
from tests.presenters.training_desk import LONG


@pytest.fixture
def desk(tmp_path):
    made = sit_down(tmp_path)
    made.set_sizes(width_1="3-4", width_2="2")
    return made


@pytest.fixture
def long_desk(tmp_path):
    made = sit_down(tmp_path, **LONG)
    made.set_sizes(width_1="3-4", width_2="2")
    return made


def complaints_of(session):
    heard = []
    session.listen(Topic.COMPLAINT, lambda: heard.append(session.complaint))
    return heard


def test_that_nothing_can_begin_without_workspace_and_corpus():
    desk = SweepDesk(Session(ExperimentSettings()))
    assert not desk.view.controls.can_start
    assert desk.view.search is None
    assert desk.view.status.share is None
    heard = complaints_of(desk.session)
    desk.presenter.run()
    assert "workspace" in heard[0]


def test_that_a_search_is_begun_shown_and_ended(desk):
    assert desk.view.outlook.trainings == 2
    desk.presenter.run()
    assert not desk.view.controls.can_start
    desk.run_to_end()
    state = desk.view.search
    assert [line.state for line in state.lines] == ["finished", "finished"]
    assert state.best_text.startswith("Best validation UA: FST-Conv w1=")
    assert desk.view.status.headline == "Finished: FST-CLDNN (log-Mel)"
    assert desk.view.status.text == "2 of 2 trials finished"
    assert len(desk.session.workspace.store.list()) == 2
    assert desk.view.searches[0].text.endswith(" · 2 trials")
    assert desk.view.controls.can_train_best
    assert not desk.view.controls.can_resume


def test_that_a_search_is_paused_resumed_and_stopped(long_desk):
    desk = long_desk
    conductor = desk.presenter.conductor
    desk.presenter.run()
    desk.until(lambda: conductor.ledger is not None and bool(conductor.ledger.epochs))
    assert "epoch" in desk.view.status.text
    assert desk.view.status.headline == "Trial 1 of 2: FST w1=3 w2=2, seed 0"
    desk.presenter.pause()
    assert conductor.phase is Phase.PAUSED
    assert desk.view.status.headline.startswith("Paused – trial 1")
    assert desk.view.controls.can_resume
    desk.presenter.resume()
    assert conductor.phase is Phase.RUNNING
    assert "It stops here" in desk.presenter.question_before_closing()
    desk.presenter.stop()
    desk.run_to_end()
    assert desk.view.search.lines[0].state == "cancelled"
    assert desk.view.status.headline == "2 trials are left; Resume search goes on"
    assert desk.presenter.question_before_closing() == ""


def test_that_a_window_opened_again_offers_the_search_that_is_not_over(long_desk):
    desk = long_desk
    desk.presenter.run()
    desk.until(lambda: desk.presenter.conductor.trial is not None)
    desk.presenter.stop()
    desk.run_to_end()
    again = SweepDesk(desk.session)
    assert again.view.opened == desk.view.opened
    assert again.view.controls.can_resume
    assert again.view.searches[0].text.endswith(" · 2 trials, unfinished")


def test_that_another_search_or_workspace_can_be_looked_at_while_one_runs(long_desk, tmp_path):
    desk, heard = long_desk, complaints_of(long_desk.session)
    for _ in range(2):
        desk.presenter.run()
        desk.until(lambda: desk.view.search is not None and desk.presenter.conductor.trial is not None)
        desk.presenter.stop()
        desk.run_to_end()
    newer, older = (line.id for line in desk.view.searches)
    assert desk.view.search.id == newer
    desk.presenter.resume()
    desk.until(lambda: desk.presenter.conductor.trial is not None)
    desk.presenter.open(older)
    desk.until(lambda: desk.view.search is not None and desk.view.search.id == older)
    desk.presenter.pause()
    assert desk.view.search.id == older
    desk.session.take_workspace(Workspace(tmp_path / "other"))
    desk.presenter.resume()
    desk.presenter.stop()
    desk.run_to_end()
    assert desk.view.search is None
    assert heard == []


def test_that_resume_goes_on_with_every_trial_once(desk):
    desk.presenter.run()
    desk.until(lambda: desk.presenter.conductor.trial is not None)
    desk.presenter.stop()
    desk.run_to_end()
    desk.presenter.resume()
    desk.run_to_end()
    assert [line.state for line in desk.view.search.lines] == ["finished", "finished"]
    assert len(desk.session.workspace.store.list()) == 2


def test_that_the_trial_in_hand_can_be_skipped_and_taken_back(long_desk):
    desk = long_desk
    desk.presenter.run()
    desk.until(lambda: desk.view.search is not None and desk.view.search.lines[0].epochs > 0)
    desk.presenter.choose(0)
    assert desk.view.chosen == 0
    assert desk.view.controls.can_skip
    desk.presenter.skip()
    desk.until(lambda: desk.view.search.lines[0].state == "skipped" and desk.view.search.lines[1].state == "running")
    assert desk.view.controls.skip_text == "Take back"
    desk.presenter.skip()
    desk.until(lambda: desk.view.search.lines[0].state == "cancelled")
    desk.presenter.stop()
    desk.run_to_end()


def test_that_the_best_is_trained_with_five_seeds(desk):
    desk.presenter.run()
    desk.run_to_end()
    first, (_, best) = desk.view.search.id, desk.view.search.best
    desk.presenter.train_best()
    desk.run_to_end()
    state = desk.view.search
    assert state.id != first
    assert [line.seed for line in state.lines] == [0, 1, 2, 3, 4]
    assert {line.sizes for line in state.lines} == {" ".join(f"{key[0]}{key[-1]}={value}" for key, value in best)}
    assert state.best_text.endswith("mean of 5 seeds.")
    desk.presenter.open(first)
    desk.jobs.finish()
    assert desk.view.search.id == first


def test_that_a_trial_opens_its_run_in_compare_once_it_has_begun(desk):
    desk.presenter.run()
    desk.until(lambda: desk.view.search is not None and desk.view.search.lines[0].state == "finished")
    desk.run_to_end()
    line = desk.view.search.lines[0]
    desk.presenter.compare(replace(line, state="waiting"))
    assert desk.session.message == "Trial 1 has not begun; Compare shows it once it has."
    assert desk.session.panel != "compare"
    desk.presenter.compare(line)
    assert desk.session.run_ids == (line.run_id,)
    assert desk.session.panel == "compare"


def test_that_a_wrong_range_is_told_and_nothing_begins_until_it_is_mended(desk):
    desk.presenter.change({"sweep.width_1": "9-"})
    assert "as 4-9 or 4,6,8" in desk.view.errors["width_1"]
    assert not desk.view.controls.can_start
    assert desk.presenter.sweep.width_1 == "3-4"
    desk.set_sizes(width_1="3")
    assert desk.view.controls.can_start
    assert desk.view.outlook.trainings == 1


@pytest.mark.parametrize(("kept", "seeds"), [("seeds = 3\n", 3), ("not toml [", 1), ("no_such_setting = 3\n", 1)])
def test_that_the_form_comes_back_as_it_was_when_the_window_was_closed(desk, kept, seeds):
    again = sit_down(desk.session.workspace.folder.parent / "again")
    again.session.take_forms({"sweep": kept})
    assert again.presenter.sweep.seeds == seeds
    again.presenter.change({"sweep.seeds": 4})
    assert tomllib.loads(again.session.forms["sweep"])["seeds"] == 4


def test_that_ranges_of_which_nothing_can_be_built_are_refused_with_the_reason(desk):
    desk.set_sizes(width_1="40-41")
    assert desk.view.outlook.refusal.startswith("None of the combinations can be built")
    assert not desk.view.controls.can_start


def test_that_a_corpus_that_is_gone_is_told_before_a_search_begins(desk, tmp_path):
    heard = complaints_of(desk.session)
    desk.session.change_settings({"corpus.folder": str(tmp_path / "gone")})
    desk.jobs.finish()
    desk.presenter.run()
    desk.run_to_end()
    assert "There is no folder" in heard[0]
    assert not desk.view.searches
    assert desk.view.controls.can_start


def test_that_sizes_follow_the_network(desk):
    assert set(desk.view.unused) == {"height_1", "height_2", "trials", "seed", "top"}
    assert "cover all bands" in desk.view.unused["height_1"]
    desk.session.change_settings({"model.name": "st-cldnn-log-mel"})
    assert set(desk.view.unused) == {"trials", "seed"}
    assert desk.view.placeholders["height_1"] == "4–9"
    desk.presenter.change({"sweep.method": "tpe"})
    assert set(desk.view.unused) == {"top"}
    desk.jobs.finish()


@pytest.mark.slow
def test_that_several_trials_at_once_end_with_the_numbers_of_one_after_the_other(desk, tmp_path):
    desk.presenter.run()
    desk.run_to_end()
    alone = [(line.title, line.ua, line.epochs) for line in desk.view.search.lines]
    desk.presenter.change_place(Place("local", 2))
    desk.presenter.run()
    desk.run_to_end()
    assert [(line.title, line.ua, line.epochs) for line in desk.view.search.lines] == alone
    assert desk.view.searches[0].id != desk.view.searches[1].id


def test_that_a_scheduler_that_does_not_answer_is_told_and_the_search_is_kept(desk):
    heard = complaints_of(desk.session)
    desk.presenter.change_place(Place("dask", address="dask://127.0.0.1:1"))
    desk.presenter.run()
    desk.run_to_end()
    assert "No scheduler answers at dask://127.0.0.1:1" in heard[0]
    assert desk.view.controls.can_resume
