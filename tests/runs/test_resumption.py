# SPDX-License-Identifier: MIT
"""Cancelled runs go on, or are kept as they are."""

import pytest

from ser_workbench.errors import RunError
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import resume_run, run_experiment
from ser_workbench.runs.workspace import Workspace
from ser_workbench.training.events import BatchEnded
from tests.runs.trained import numbers_of, same_weights, weights_of


def cancel_at(steps, is_there):
    for event in steps:
        if is_there(event):
            steps.close()
            return
    raise AssertionError("the run ended before it could be cancelled")


def is_in_second_epoch(event):
    return isinstance(event, BatchEnded) and event.epoch == 2


def test_that_a_cancelled_run_goes_on_to_the_same_numbers(finished, tiny, tmp_path):
    workspace, result, _ = finished
    other = Workspace(tmp_path)
    cancel_at(run_experiment(tiny, other), is_in_second_epoch)
    run = other.store.find("last")
    assert (run.state, run.epochs) == ("cancelled", 1)
    resumed = run_steps(resume_run(other, "last"))
    assert numbers_of(resumed) == numbers_of(result)
    assert [e.train_loss for e in other.store.epochs(run.id)] == [
        e.train_loss for e in workspace.store.epochs(result.run)
    ]
    assert same_weights(
        weights_of(workspace, result.run, "best_noisy.safetensors"), weights_of(other, run.id, "best_noisy.safetensors")
    )


def test_that_a_run_cancelled_before_its_first_epoch_starts_over(finished, tiny, tmp_path):
    _, result, _ = finished
    workspace = Workspace(tmp_path)
    cancel_at(run_experiment(tiny, workspace), lambda event: isinstance(event, BatchEnded))
    assert numbers_of(run_steps(resume_run(workspace, "last"))) == numbers_of(result)


def test_that_stop_and_keep_tests_the_best_so_far(tiny, tmp_path):
    workspace = Workspace(tmp_path)
    cancel_at(run_experiment(tiny, workspace), is_in_second_epoch)
    result = run_steps(resume_run(workspace, "last", keep_only=True))
    assert result.epochs == 1
    assert result.best_epochs == {"clean": 1, "noisy": 1}
    assert workspace.store.find("last").state == "finished"


def test_that_nothing_can_be_kept_before_the_first_epoch(tiny, tmp_path):
    workspace = Workspace(tmp_path)
    cancel_at(run_experiment(tiny, workspace), lambda event: isinstance(event, BatchEnded))
    with pytest.raises(RunError, match="no whole epoch"):
        run_steps(resume_run(workspace, "last", keep_only=True))
    assert workspace.store.find("last").is_resumable


def test_that_a_finished_run_is_not_resumed(finished):
    workspace, _, _ = finished
    with pytest.raises(RunError, match="is finished"):
        run_steps(resume_run(workspace, "last"))


def test_that_a_run_whose_folder_is_gone_is_not_resumed_and_says_so(tmp_path, enter_run):
    workspace = Workspace(tmp_path)
    enter_run(workspace, "20260101-000000-a-0001")
    workspace.store.end("20260101-000000-a-0001", "cancelled", 1.0)
    with pytest.raises(RunError, match=r"is gone from .*; put it back, or delete the run"):
        run_steps(resume_run(workspace, "last"))
    assert workspace.store.find("last").state == "cancelled"
