# SPDX-License-Identifier: MIT
"""The Paper panel's decisions: what is asked, when it begins and goes on, what is shown, where a number leads."""

import pytest

from ser_workbench.errors import RunError
from ser_workbench.jobs import Finished
from ser_workbench.paper.events import ItemEnded, ItemStarted, PaperStarted
from ser_workbench.paper.shown import ShownCell
from ser_workbench.presenters.paper_conductor import begin_and_work
from ser_workbench.presenters.paper_form import plan_of
from tests.corpora import write_noise_folder, write_tone_corpus
from tests.presenters.paper_desk import LISTING, MEASURING, READING, WORKING, agenda, item, result, sit_down


@pytest.fixture
def desk(tmp_path):
    return sit_down(tmp_path)


def begin(desk, *items):
    """Start a paper of these items; the first one is in hand."""
    desk.presenter.run()
    desk.jobs.tell(WORKING, PaperStarted("quick-a", "folder", False, agenda(*items)))
    desk.jobs.end(LISTING, ["quick-a"])
    started = item(items[0].key, items[0].kind, state="running")
    desk.jobs.tell(WORKING, ItemStarted(started, 1, len(items)))


def test_that_without_a_workspace_or_a_corpus_the_panel_invites_and_measures_nothing():
    desk = sit_down(None)
    assert "workspace" in desk.view.invitation.sentence
    assert desk.jobs.count(MEASURING) == 0
    assert not desk.view.controls.can_start
    desk.presenter.run()
    assert "workspace" in desk.session.complaint


def test_that_the_plan_is_listed_at_once_and_timed_when_it_has_been_measured(desk):
    assert desk.view.invitation is None
    titles = [line.title for line in desk.view.lines]
    assert "FST-CLDNN (log-Mel), seed 0" in titles
    assert titles[-1].startswith("Report")
    assert all(line.expected_s is None for line in desk.view.lines)
    desk.jobs.end(MEASURING, agenda(item(expected_s=90.0), item("report", "report", expected_s=10.0), notes=("Few.",)))
    assert desk.view.outlook.time_text == "Time expected: about 1:40 min"
    assert desk.view.outlook.count_text == "1 training, 1 report"
    assert desk.view.outlook.notes == ("Few.",)
    assert [line.expected_s for line in desk.view.lines] == [90.0, 10.0]
    assert desk.view.status.headline == "Not begun yet"


def test_that_what_is_done_already_is_told_and_not_counted(desk):
    desk.jobs.end(MEASURING, agenda(item(expected_s=60.0), item("b", state="finished", expected_s=60.0)))
    assert desk.view.outlook.count_text == "1 training; 1 of 2 are done already"
    assert desk.view.outlook.time_text.endswith("1:00 min")


def test_that_another_setting_is_measured_anew_and_the_old_measurement_is_left(desk):
    first = desk.jobs.newest(MEASURING)
    desk.presenter.change({"paper.seeds": 3})
    assert first.asked == ["cancel"]
    assert desk.jobs.count(MEASURING) == 2
    assert sum("FST-CLDNN (log-Mel)" in line.title and "seed" in line.title for line in desk.view.lines) == 3
    assert "seeds = 3" in desk.session.forms["paper"]


def test_that_a_plan_that_cannot_be_says_why(desk):
    desk.jobs.fail(MEASURING, RunError("There is no folder speech; check the path."))
    assert desk.view.outlook.refusal == "There is no folder speech; check the path."


def test_that_a_setting_that_cannot_be_is_told_below_its_field(desk):
    desk.presenter.change({"paper.seeds": 0})
    key, sentence = desk.view.error
    assert key == "seeds"
    assert sentence
    assert desk.presenter.paper.seeds == 1


def test_that_the_plan_takes_data_and_machine_from_the_session_and_all_else_from_the_paper(desk, tmp_path):
    desk.session.change_settings({"partition.seed": 5, "training.device": "cpu", "training.patience": 9})
    plan = plan_of(desk.session.settings, desk.presenter.paper)
    assert plan.corpus.folder == str(tmp_path / "speech")
    assert (plan.partition.seed, plan.training.device) == (5, "cpu")
    assert (plan.training.patience, plan.noise.noises, plan.noise.snrs) == (3, 1, 1)
    full = plan_of(desk.session.settings, desk.presenter.paper.changed({"scale": "full"}))
    assert (full.noise.noises, full.noise.snrs) == (20, 3)
    assert desk.view.summary["Noise"] == "noise: 1 noisy copy"
    desk.presenter.change({"paper.scale": "full"})
    assert desk.view.summary["Noise"] == "noise: 20 × 3 noisy copies of each utterance"


def test_that_a_paper_begins_shows_its_items_and_leaves_the_measurement(desk):
    measuring = desk.jobs.newest(MEASURING)
    begin(desk, item(), item("report", "report"))
    assert measuring.asked == ["cancel"]
    assert desk.view.chosen == "quick-a"
    assert desk.view.status.headline == "1 of 2: Title of run/a/0"
    assert [line.state for line in desk.view.lines] == ["running", "waiting"]
    assert desk.view.is_running
    controls = desk.view.controls
    assert (controls.can_start, controls.can_pause, controls.can_resume, controls.can_stop) == (
        False,
        True,
        False,
        True,
    )
    assert "Resume in the Paper panel" in desk.presenter.question_before_closing()


def test_that_measured_times_go_along_and_tell_how_long_it_still_takes(desk):
    desk.jobs.end(MEASURING, agenda(item(expected_s=7200.0), item("report", "report", expected_s=60.0)))
    begin(desk, item(), item("report", "report"))
    assert [line.expected_s for line in desk.view.lines] == [7200.0, 60.0]
    assert "left" in desk.view.status.text
    assert desk.view.status.share == pytest.approx(0.0, abs=0.01)
    ended = item(state="finished", made="run-1", seconds=5.0, words="UA 60.0 % clean")
    desk.jobs.tell(WORKING, ItemEnded(ended, 1, 2))
    assert desk.view.status.share == pytest.approx(7200 / 7260)
    assert desk.view.lines[0].words == "UA 60.0 % clean"


def test_that_an_item_that_ends_is_read_and_told_to_the_other_panels(desk):
    begin(desk, item(), item("report", "report"))
    before = desk.jobs.count(READING)
    desk.jobs.end(READING, result(desk.session.workspace.folder, item(state="running")))
    desk.jobs.tell(WORKING, ItemEnded(item(state="finished", made="run-1"), 1, 2))
    assert desk.jobs.count(READING) > before


def test_that_pausing_and_stopping_reach_the_job(desk):
    begin(desk, item(), item("report", "report"))
    desk.presenter.pause()
    assert desk.view.status.headline.startswith("Paused")
    desk.presenter.resume()
    desk.presenter.stop()
    assert desk.jobs.newest(WORKING).asked == ["pause", "unpause", "cancel"]
    assert desk.view.status.headline.startswith("Stops")
    desk.jobs.cancelled(WORKING)
    assert not desk.view.is_running
    assert desk.presenter.question_before_closing() == ""


def test_that_time_spent_paused_does_not_count(tmp_path):
    desk = sit_down(tmp_path)
    clock = [0.0]
    desk.presenter.conductor._now = lambda: clock[0]
    begin(desk, item(), item("report", "report"))
    clock[0] = 10.0
    desk.presenter.pause()
    clock[0] = 500.0
    desk.presenter.resume()
    clock[0] = 503.0
    desk.presenter.redraw()
    assert desk.view.lines[0].seconds == pytest.approx(13.0)


def test_that_a_stopped_paper_goes_on_with_resume(desk):
    begin(desk, item(), item("report", "report"))
    desk.jobs.cancelled(WORKING)
    desk.jobs.end(READING, result(desk.session.workspace.folder, item(), item("report", "report")))
    assert desk.view.controls.can_resume
    desk.presenter.resume()
    assert desk.jobs.count(WORKING) == 2
    assert desk.presenter.conductor.paper_id == "quick-a"


def test_that_what_failed_is_told_and_can_be_tried_again(desk, tmp_path):
    desk.presenter.open("quick-a")
    failed = item(state="failed", words="There is no room on the disk.")
    desk.jobs.end(READING, result(tmp_path, failed, item("b", state="finished")))
    assert desk.view.controls.can_retry
    assert desk.view.status.text == "1 of 2 items finished, 1 failed"
    desk.presenter.retry_failed()
    assert desk.jobs.count(WORKING) == 1


def test_that_a_failure_is_told_in_its_sentence(desk):
    begin(desk, item(), item("report", "report"))
    desk.jobs.fail(WORKING, RunError("The disk is full; make room."))
    assert desk.session.complaint == "The disk is full; make room."
    assert not desk.view.is_running


def test_that_the_paper_worked_on_last_is_opened_with_its_workspace(tmp_path):
    desk = sit_down(tmp_path)
    desk.session.tell("workspace")
    desk.jobs.end(LISTING, ["quick-b", "quick-a"])
    assert desk.view.chosen == "quick-b"
    desk.presenter.open("")
    assert desk.view.result is None
    assert desk.view.lines[0].state == "waiting"


def test_that_a_finished_paper_with_its_report_has_nothing_left(desk, tmp_path):
    done = result(tmp_path, item(state="finished"), item("report", "report"))
    desk.presenter.open("quick-a")
    desk.jobs.end(READING, done)
    assert "left" in desk.view.status.headline
    desk.presenter.open_report()
    assert "no report yet" in desk.session.complaint
    (tmp_path / "report.html").write_text("<!doctype html>")
    desk.presenter.open("")
    desk.presenter.open("quick-a")
    desk.jobs.end(READING, done)
    assert desk.view.status.headline == "Finished"
    assert desk.view.controls.can_open_report
    assert not desk.view.controls.can_resume
    desk.presenter.open_report()
    assert desk.view.opened == tmp_path / "report.html"


def test_that_a_number_opens_its_run_or_baseline(desk):
    desk.presenter.open_cell(ShownCell("86.2", "", "run-1", "run"))
    assert (desk.session.panel, desk.session.run_ids) == ("compare", ("run-1",))
    desk.presenter.open_cell(ShownCell("80.1", "", "svm-1", "baseline"))
    assert (desk.session.panel, desk.session.baseline_id) == ("baselines", "svm-1")
    desk.session.go_to("paper")
    desk.presenter.open_cell(ShownCell("", "66.61"))
    assert desk.session.panel == "paper"
    assert "nothing behind" in desk.session.message


@pytest.mark.parametrize(("kind", "panel"), [("run", "compare"), ("baseline", "baselines"), ("inspection", "inspect")])
def test_that_an_item_opens_where_it_is_looked_at(desk, tmp_path, kind, panel):
    desk.presenter.open("quick-a")
    desk.jobs.end(READING, result(tmp_path, item(kind=kind, state="finished", made="made-1")))
    desk.presenter.open_item(desk.view.lines[0])
    assert desk.session.panel == panel


def test_that_a_reading_of_another_paper_that_comes_late_is_passed_over(desk, tmp_path):
    desk.presenter.open("quick-a")
    late = desk.jobs.newest(READING)
    desk.presenter.open("")
    late.receive([Finished(result(tmp_path, item()))])
    assert desk.view.result is None


def test_that_the_steps_of_a_paper_are_those_of_the_command_line(tmp_path):
    write_tone_corpus(tmp_path / "speech")
    write_noise_folder(tmp_path / "noise")
    desk = sit_down(tmp_path)
    steps = begin_and_work(plan_of(desk.session.settings, desk.presenter.paper), desk.session.workspace)
    started = next(event for event in steps if isinstance(event, PaperStarted))
    steps.close()
    assert [line.title for line in desk.view.lines] == [one.title for one in started.agenda.items]
