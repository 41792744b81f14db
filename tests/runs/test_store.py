# SPDX-License-Identifier: MIT
"""What the run store keeps, finds and forgets."""

import subprocess
import sys

import psutil
import pytest

from ser_workbench.errors import RunError
from ser_workbench.runs.owner import Owner, this_process
from ser_workbench.runs.result import PredictionRow, RunResult, Score
from ser_workbench.runs.workspace import Workspace
from ser_workbench.training.events import EpochEnded

FIRST, SECOND, OTHER = "20260101-000000-a-0001", "20260101-000005-a-0002", "20270101-000000-b-0003"
EPOCH = EpochEnded(1, 1.5, 1.4, 1.3, 0.5, 0.4, 0.45, 0.35, True, False, 3, 2.5)


@pytest.fixture
def workspace(tmp_path, enter_run):
    workspace = Workspace(tmp_path)
    enter_run(workspace, FIRST, "2026-01-01T00:00:00+00:00")
    enter_run(workspace, SECOND, "2026-01-01T00:00:05+00:00")
    enter_run(workspace, OTHER, "2027-01-01T00:00:00+00:00")
    return workspace


def make_result(run):
    clean = Score(0.75, 0.7, 4, ((2, 0), (1, 1)))
    return RunResult(run, {"clean": clean}, 3, 12.5, ("anger", "sadness"), {"clean": 2})


def test_that_the_newest_is_told_by_time_and_not_by_the_hands_of_the_clock(tmp_path, enter_run):
    workspace = Workspace(tmp_path)
    enter_run(workspace, SECOND, "2026-10-25T02:10:00+01:00")  # Half an hour later: winter time has begun.
    enter_run(workspace, FIRST, "2026-10-25T02:40:00+02:00")
    assert workspace.store.find("last").id == SECOND


def test_that_an_empty_name_is_no_run_even_where_there_is_only_one(tmp_path, enter_run):
    workspace = Workspace(tmp_path)
    enter_run(workspace, FIRST)
    with pytest.raises(RunError, match="There is no run ''"):
        workspace.store.find("")


def test_that_runs_are_listed_newest_first(workspace):
    assert [run.id for run in workspace.store.list()] == [OTHER, SECOND, FIRST]


def test_that_a_run_is_found_by_id_by_a_unique_start_and_as_the_last(workspace):
    assert workspace.store.find(FIRST).id == FIRST
    assert workspace.store.find("2027").id == OTHER
    assert workspace.store.find("last").id == OTHER


def test_that_an_ambiguous_start_names_the_candidates(workspace):
    with pytest.raises(RunError, match=f"{SECOND}' or '{FIRST}"):
        workspace.store.find("2026")


def test_that_a_run_that_is_not_there_names_the_newest(workspace):
    with pytest.raises(RunError, match=OTHER):
        workspace.store.find("1999")


def test_that_an_empty_workspace_says_so(tmp_path):
    with pytest.raises(RunError, match="no run yet"):
        Workspace(tmp_path / "empty").store.find("last")


def test_that_settings_come_back_as_they_were(workspace, settings):
    assert workspace.store.find(FIRST).settings == settings


def test_that_epochs_come_back_and_a_repeated_one_replaces_the_old(workspace):
    workspace.store.save_epochs(FIRST, [EPOCH])
    workspace.store.save_epochs(FIRST, [EPOCH])
    assert workspace.store.epochs(FIRST) == (EPOCH,)
    assert workspace.store.find(FIRST).epochs == 1


def test_that_a_finished_run_has_scores_and_the_predictions_of_a_cell(workspace):
    rows = [
        PredictionRow("clean", "a.wav", "s1", "anger", "anger", (0.1 + 0.2, 0.7)),
        PredictionRow("clean", "b.wav", "s2", "sadness", "anger", (0.6, 0.4), "n.wav", -3.25),
    ]
    workspace.store.finish(make_result(FIRST), rows, seconds=12.5)
    run = workspace.store.find(FIRST)
    assert (run.state, run.ua_clean, run.ua_noisy, run.seconds) == ("finished", 0.75, None, 12.5)
    assert workspace.store.scores(FIRST)["clean"].confusion == ((2, 0), (1, 1))
    assert workspace.store.predictions(FIRST, "clean") == tuple(rows)
    assert workspace.store.predictions(FIRST, "clean", emotion="sadness", predicted="anger") == (rows[1],)


def test_that_a_deleted_run_leaves_no_epochs_or_predictions(workspace):
    workspace.store.save_epochs(FIRST, [EPOCH])
    workspace.store.finish(make_result(FIRST), [], seconds=1)
    workspace.store.delete(FIRST)
    with workspace.database.reading() as connection:
        left = [connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("epochs", "scores")]
    assert left == [0, 0]


def test_that_a_run_whose_process_died_is_interrupted(workspace):
    died = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    with workspace.database.writing() as connection:
        connection.execute("UPDATE runs SET owner_pid = ? WHERE id = ?", (int(died.stdout), FIRST))
    assert workspace.store.find(FIRST).state == "interrupted"
    assert workspace.store.find(SECOND).state == "running"


def test_that_the_same_process_number_with_another_start_is_another_process():
    owner = this_process()
    assert owner.is_alive
    assert not Owner(owner.pid, owner.started - 100, owner.host).is_alive


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the start of a process stays when the clock is set")
def test_that_a_process_lives_on_when_the_clock_is_set(monkeypatch):
    owner = this_process()
    switched_on = psutil.boot_time()
    monkeypatch.setattr("psutil._psplatform.boot_time", lambda: switched_on - 3600)
    assert owner.is_alive


def test_that_a_run_that_is_worked_on_cannot_be_claimed(workspace):
    with pytest.raises(RunError, match="being worked on"):
        workspace.store.claim(FIRST)


def test_that_a_cancelled_run_can_be_claimed_and_a_finished_one_cannot(workspace):
    workspace.store.end(FIRST, "cancelled", 1.0)
    workspace.store.claim(FIRST)
    assert workspace.store.find(FIRST).state == "running"
    workspace.store.finish(make_result(FIRST), [], seconds=1.5)
    assert workspace.store.find(FIRST).seconds == 2.5
    with pytest.raises(RunError, match="is finished"):
        workspace.store.claim(FIRST)


def test_that_a_run_of_another_computer_is_taken_over_only_when_asked(workspace):
    with workspace.database.writing() as connection:
        connection.execute("UPDATE runs SET owner_host = 'elsewhere' WHERE id = ?", (FIRST,))
    with pytest.raises(RunError, match=r"by the computer elsewhere; .* --take-over"):
        workspace.store.claim(FIRST)
    workspace.store.claim(FIRST, take_over=True)
    with pytest.raises(RunError, match="cancel it there"):
        workspace.store.claim(FIRST, take_over=True)


@pytest.mark.parametrize("event", ["{", "[]", '{"epoch": 1}'])
def test_that_a_damaged_epoch_is_told_in_a_sentence(workspace, event):
    workspace.store.save_epochs(FIRST, [EPOCH])
    with workspace.database.writing() as connection:
        connection.execute("UPDATE epochs SET event = ?", (event,))
    with pytest.raises(RunError, match="damaged"):
        workspace.store.epochs(FIRST)
