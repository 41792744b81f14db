# SPDX-License-Identifier: MIT
"""The Training panel's decisions: what it shows, when it draws, what it offers."""

import pytest

from ser_workbench.presenters.session import Session
from ser_workbench.presenters.training import TrainingPresenter
from ser_workbench.runs.settings import ExperimentSettings
from tests.presenters.training_desk import LONG, WatchedJobs, ready_session


class FakeTrainingView:
    """Keeps what it was shown last, and counts how often curves were drawn."""

    def __init__(self):
        self.errors, self.log = {}, []
        self.drawn = 0
        self.curves = self.status = self.invitation = self.devices = None
        self.interrupted = ()

    def show_summary(self, lines):
        self.summary = {line.title: line for line in lines}

    def show_invitation(self, invitation):
        self.invitation = invitation

    def show_settings(self, settings):
        self.settings = settings

    def show_setting_error(self, key, sentence):
        self.errors[key] = sentence

    def show_devices(self, devices):
        self.devices = devices

    def show_controls(self, controls, *, is_running):
        self.controls, self.is_running = controls, is_running

    def show_status(self, status):
        self.status = status

    def show_curves(self, curves):
        self.curves = curves
        self.drawn += 1

    def clear_log(self):
        self.log.clear()

    def add_log_lines(self, lines):
        self.log += [line.text for line in lines]

    def show_queue(self, rows):
        self.queue = rows

    def show_interrupted(self, runs):
        self.interrupted = runs


def sit_down(session):
    view, jobs = FakeTrainingView(), WatchedJobs()
    presenter = TrainingPresenter(session, view, jobs)
    presenter.start()
    return view, jobs, presenter


@pytest.fixture
def desk(tmp_path):
    session = ready_session(tmp_path)
    view, jobs, presenter = sit_down(session)
    jobs.finish()
    return session, view, jobs, presenter


def test_that_without_a_workspace_the_panel_invites_to_open_one():
    session = Session(ExperimentSettings())
    view, _, presenter = sit_down(session)
    assert "workspace" in view.invitation.sentence
    assert view.invitation.panel == "start"
    assert not view.controls.can_start
    presenter.run()
    assert "workspace" in session.complaint


def test_that_without_a_corpus_the_panel_invites_to_open_one(desk):
    session, view, _, _ = desk
    session.change_settings({"corpus.folder": ""})
    assert view.invitation.panel == "corpus"
    assert not view.controls.can_start


def test_that_with_everything_there_it_invites_to_start(desk):
    _, view, _, _ = desk
    assert view.invitation.button == "Start"
    assert view.controls.can_start


def test_that_the_summary_says_how_large_the_noisy_condition_is(desk):
    session, view, _, _ = desk
    session.change_settings({"noise.noises": 20, "noise.snrs": 3})
    assert "61 times" in view.summary["Noise"].text
    session.change_settings({"noise.folder": ""})
    assert "clean speech only" in view.summary["Noise"].text


def test_that_an_impossible_hyperparameter_is_refused_beside_its_field(desk):
    session, view, _, presenter = desk
    presenter.change({"training.patience": 0})
    assert "Patience" in view.errors["training.patience"]
    assert session.settings.training.patience == 3
    presenter.change({"training.patience": 5})
    assert view.errors["training.patience"] is None
    assert session.settings.training.patience == 5


def test_that_mini_batches_draw_nothing_until_the_timer_asks(desk):
    _session, view, jobs, presenter = desk
    presenter.run()
    drawn = view.drawn
    jobs.until(lambda: presenter.conductor.ledger.batch is not None)
    assert view.drawn == drawn
    presenter.redraw()
    assert view.drawn == drawn + 1
    presenter.redraw()  # Nothing new has come.
    assert view.drawn == drawn + 1
    jobs.finish()


def test_that_a_whole_run_ends_with_curves_status_and_log(desk):
    _, view, jobs, presenter = desk
    presenter.run()
    assert view.is_running
    jobs.finish()
    assert not view.is_running
    assert view.status.is_finished
    assert view.status.headline.startswith("Finished: UA ")
    assert [line.name for line in view.curves.accuracy] == ["clean", "noisy"]
    assert view.curves.accuracy[0].x == (1.0, 2.0)
    assert {line.name for line in view.curves.loss} >= {"training", "clean", "noisy"}
    assert view.curves.best_noisy in (1, 2)
    assert any(text.startswith("Epoch 2:") for text in view.log)
    assert any(text.startswith("Tested: UA") for text in view.log)


def test_that_without_noise_no_noisy_line_is_drawn(desk):
    session, view, jobs, presenter = desk
    session.change_settings({"noise.folder": ""})
    presenter.run()
    jobs.finish()
    assert [line.name for line in view.curves.accuracy] == ["clean"]
    assert "noisy" not in {line.name for line in view.curves.loss}
    assert "Best noisy" not in {fact.title for fact in view.status.facts}


def test_that_comparing_leads_to_the_finished_run(desk):
    session, _, jobs, presenter = desk
    presenter.run()
    jobs.finish()
    presenter.compare()
    assert session.panel == "compare"
    assert session.run_ids == (presenter.conductor.ledger.run_id,)


def test_that_queued_runs_say_how_they_differ_from_the_settings_as_they_stand(desk):
    session, view, _, presenter = desk
    presenter.add_to_queue(2)
    session.change_settings({"training.patience": 7})
    assert [row.details for row in view.queue] == ["patience 3 epochs", "patience 3 epochs, seed 1"]
    presenter.move_in_queue(view.queue[1].number, -1)
    assert view.queue[0].details.endswith("seed 1")
    presenter.remove_from_queue(view.queue[0].number)
    assert len(view.queue) == 1
    assert view.controls.start_text == "Start queue (1)"


def test_that_a_cancelled_run_is_offered_until_it_is_dismissed(desk):
    session, view, jobs, presenter = desk
    session.change_settings(LONG)
    presenter.run()
    jobs.until(lambda: bool(presenter.conductor.ledger.epochs))
    presenter.cancel()
    jobs.finish()
    (offered,) = view.interrupted
    assert "cancelled after" in offered.text
    presenter.dismiss(offered.id)
    assert view.interrupted == []


def test_that_a_run_chosen_on_the_compare_panel_is_offered_first_even_if_dismissed(desk):
    session, view, jobs, presenter = desk
    session.change_settings(LONG)
    ids = []
    for _ in range(2):
        presenter.run()
        jobs.until(lambda: bool(presenter.conductor.ledger.epochs))
        presenter.cancel()
        jobs.finish()
        ids.append(presenter.conductor.ledger.run_id)
    for run_id in ids:
        presenter.dismiss(run_id)
    session.select_runs([ids[0]])
    presenter.shown()
    assert [run.id for run in view.interrupted] == [ids[0]]
    jobs.finish()


def test_that_an_offered_run_is_resumed_and_no_longer_offered(desk):
    session, view, jobs, presenter = desk
    session.change_settings(LONG)
    presenter.run()
    jobs.until(lambda: bool(presenter.conductor.ledger.epochs))
    presenter.cancel()
    jobs.finish()
    run_id = view.interrupted[0].id
    presenter.resume_run(run_id)
    assert view.interrupted == []
    jobs.until(lambda: presenter.conductor.ledger.run_id == run_id)
    presenter.cancel()
    jobs.finish()


def test_that_devices_are_looked_for_only_when_the_panel_is_seen(desk):
    _, view, jobs, presenter = desk
    assert view.devices is None
    presenter.shown()
    jobs.finish()
    assert "auto is" in view.devices.auto_text
    assert set(view.devices.refused) <= {"cuda", "mps"}


def test_that_closing_is_questioned_only_where_a_queue_or_a_training_would_end(desk):
    _, view, _, presenter = desk
    assert presenter.question_before_closing() == ""
    presenter.add_to_queue(2)
    assert presenter.question_before_closing() == "The queue holds 2 waiting runs, which would be lost."
    presenter.remove_from_queue(view.queue[0].number)
    assert presenter.question_before_closing() == "The queue holds 1 waiting run, which would be lost."
