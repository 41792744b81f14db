# SPDX-License-Identifier: MIT
"""The Baselines presenter: what is tried, what is kept and heard, without a window."""

from pathlib import Path

import pytest

from ser_workbench.presenters.baselines_form import FORM, NO_OPENSMILE, BaselinesForm, baselines_of, read_form
from ser_workbench.presenters.conductor import Phase
from ser_workbench.presenters.session import Session
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.baseline_book import list_baselines
from tests.presenters.baselines_desk import BaselinesDesk, sit_down

pytest.importorskip("opensmile", reason="the extra opensmile is not installed")


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> BaselinesDesk:
    """An SVM and SKRRR, each by LOSO and by TVT."""
    desk = sit_down(tmp_path_factory.mktemp("desk"))
    desk.run_to_end()
    desk.change(method="skrrr")
    desk.run_to_end()
    return desk


def test_that_each_set_is_tried_by_each_test_with_the_sides_of_the_session():
    settings = ExperimentSettings().changed({"partition.seed": 5, "corpus.folder": "somewhere"})
    form = BaselinesForm(sets="PC, EC, PC", method="skrrr").changed({"skrrr.ranks": "3"})
    made = baselines_of(form, settings)
    assert [(one.functionals.feature_set, one.partition.scheme) for one in made] == [
        ("PC", "tvt"),
        ("EC", "tvt"),
        ("PC", "loso"),
        ("EC", "loso"),
    ]
    assert {one.partition.seed for one in made} == {5}
    assert {(one.method, one.skrrr.ranks, one.corpus.folder) for one in made} == {("skrrr", "3", "somewhere")}


def test_that_a_session_that_leaves_one_speaker_out_is_tried_on_every_speaker_and_on_drawn_sides():
    settings = ExperimentSettings().changed({"partition.scheme": "loso", "partition.held_out": "s1"})
    made = baselines_of(BaselinesForm(config="own.conf"), settings)
    assert [(one.partition.scheme, one.functionals.name) for one in made] == [("tvt", "own"), ("loso", "own")]
    assert made[1].partition.held_out == ""


def test_that_the_form_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    desk = BaselinesDesk(Session(ExperimentSettings()))
    assert "workspace" in desk.view.outlook.refusal
    assert not desk.view.controls.can_start
    desk.session.take_workspace(Workspace(tmp_path / "workspace"))
    assert "corpus" in desk.view.outlook.refusal
    desk.session.change_settings({"corpus.folder": str(tmp_path)})
    assert desk.view.outlook.refusal == ""
    assert desk.view.outlook.count == 2
    desk.change(sets="")
    assert desk.view.outlook.refusal == "No feature set is chosen; tick at least one."
    desk.change(sets="EC, PC", tests_loso=False)
    assert desk.view.outlook.count == 2
    desk.change(tests_sides=False)
    assert "No test is chosen" in desk.view.outlook.refusal
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    desk.change(tests_sides=True)
    assert desk.view.outlook.refusal == NO_OPENSMILE
    desk.presenter.run()
    assert desk.session.complaint == NO_OPENSMILE


def test_that_a_wrong_value_is_told_at_its_setting_and_holds_up_the_start(tmp_path: Path):
    desk = sit_down(tmp_path)
    desk.change(skrrr__ranks="none")
    assert "ranks cannot be 'none'" in str(desk.view.errors["skrrr.ranks"])
    assert not desk.view.controls.can_start
    desk.change(skrrr__ranks="2")
    assert desk.view.errors == {}
    assert desk.view.controls.can_start


def test_that_the_form_comes_back_with_the_window(tmp_path: Path):
    desk = sit_down(tmp_path)
    desk.change(sets="PC, STC", method="skrrr")
    other = BaselinesDesk(Session(ExperimentSettings()))
    other.session.take_forms(desk.session.forms)
    assert other.view.form == desk.view.form
    assert other.view.form.chosen_sets == ("PC", "STC")
    assert read_form("what is this", BaselinesForm()) == BaselinesForm()
    assert FORM in desk.session.forms


def test_that_what_is_tried_is_kept_and_the_newest_is_shown(tried: BaselinesDesk):
    kept = list_baselines(tried.session.workspace)
    assert [line.id for line in tried.view.lines] == [result.id for result in tried.presenter.results]
    assert {line.id for line in tried.view.lines} == {result.id for result in kept}
    assert {(line.method, line.scheme) for line in tried.view.lines} == {
        (method, scheme) for method in ("SVM", "SKRRR") for scheme in ("LOSO", "TVT")
    }
    assert tried.view.status.headline == "Finished"
    assert tried.view.status.share == 1.0
    newest = tried.view.lines[0]
    assert tried.view.chosen == newest.id
    assert newest.title == "SKRRR on EC, LOSO"
    assert tried.view.score.startswith(f"SKRRR on EC, LOSO: UA {newest.ua:.1f} %")
    assert "unreliable with only 4 speakers" in tried.view.score


def test_that_the_published_number_stands_beside_each(tried: BaselinesDesk):
    published = {(line.method, line.scheme): line.published for line in tried.view.lines}
    assert published == {
        ("SVM", "LOSO"): 66.61,
        ("SVM", "TVT"): 70.83,
        ("SKRRR", "LOSO"): 87.46,
        ("SKRRR", "TVT"): 87.46,
    }
    by_title = {row.title: row.cells[0] for row in tried.view.table_3.rows}
    for scheme in ("LOSO", "TVT"):
        (line,) = [line for line in tried.view.lines if (line.method, line.scheme) == ("SVM", scheme)]
        assert by_title[scheme].made == line.id
        assert by_title[scheme].percent == pytest.approx(line.ua)


def test_that_the_chosen_ones_confusions_are_listed_and_heard(tried: BaselinesDesk):
    (line,) = [line for line in tried.view.lines if (line.method, line.scheme) == ("SVM", "LOSO")]
    tried.presenter.choose(line.id)
    tried.jobs.finish()
    assert tried.view.chosen == line.id
    (result,) = [result for result in tried.presenter.results if result.id == line.id]
    assert tried.matrix.counts == result.score.confusion
    true, predicted = tried.matrix.cell
    assert len(tried.matrix.rows) == result.score.confusion[true][predicted] > 0
    row = tried.matrix.rows[0]
    tried.cells.play(row)
    tried.jobs.finish()
    assert tried.matrix.playing == row
    assert tried.session.complaint == ""


def test_that_a_number_of_table_3_opens_its_baseline_and_an_empty_one_says_why(tried: BaselinesDesk):
    cell = tried.view.table_3.rows[1].cells[0]
    tried.presenter.open_cell(cell)
    tried.jobs.finish()
    assert tried.view.chosen == cell.made == tried.session.baseline_id
    tried.presenter.open_cell(tried.view.table_3.rows[0].cells[3])
    assert "not been tried yet" in tried.session.message


def test_that_a_baseline_chosen_elsewhere_is_read_and_shown(tried: BaselinesDesk):
    wanted = tried.view.lines[-1].id
    other = BaselinesDesk(Session(tried.session.settings))
    other.session.take_workspace(tried.session.workspace)
    other.session.select_baseline(wanted)
    other.jobs.finish()
    assert other.view.chosen == wanted


def test_that_a_baseline_is_deleted_once_somebody_has_said_yes(tmp_path: Path):
    desk = sit_down(tmp_path)
    desk.change(tests_loso=False)
    desk.run_to_end()
    (line,) = desk.view.lines
    desk.presenter.delete()
    assert desk.view.asked == ("Delete SVM on EC, TVT with all its answers? This cannot be undone.", line.id)
    assert desk.view.controls.can_delete
    desk.presenter.delete_confirmed(line.id)
    desk.jobs.finish()
    assert list(desk.view.lines) == []
    assert desk.view.score == ""
    assert not desk.view.controls.can_delete
    assert list_baselines(desk.session.workspace) == []


def test_that_it_is_paused_stopped_and_gone_on_with(tmp_path: Path):
    desk = sit_down(tmp_path)
    presenter = desk.presenter
    presenter.run()
    assert desk.view.is_running
    assert desk.view.status.headline == "1 of 2: SVM on EC, TVT"
    assert presenter.question_before_closing()
    presenter.pause()
    assert desk.view.status.headline.startswith("Paused")
    assert (desk.view.controls.can_pause, desk.view.controls.can_resume) == (False, True)
    presenter.resume()
    assert presenter.conductor.phase is Phase.RUNNING
    presenter.stop()
    desk.jobs.finish()
    assert not desk.view.is_running
    left = len(presenter.conductor.waiting)
    assert left >= 1
    assert "left; Resume baselines goes on" in desk.view.status.headline
    assert desk.view.controls.can_resume
    presenter.resume()
    desk.jobs.finish()
    assert presenter.conductor.waiting == ()
    assert len(desk.view.lines) == 2
    assert presenter.question_before_closing() == ""


def test_that_what_cannot_be_tried_is_told_and_the_rest_waits(tmp_path: Path):
    desk = sit_down(tmp_path)
    desk.change(config=str(tmp_path / "nowhere.conf"))
    desk.run_to_end()
    assert "nowhere.conf" in desk.session.complaint
    assert desk.view.lines == []
    assert not desk.view.is_running
    assert len(desk.presenter.conductor.waiting) == 2
