# SPDX-License-Identifier: MIT
"""Runs are exported, imported, deleted and done again."""

import pytest

from ser_workbench.errors import RunError
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import rerun_folder
from ser_workbench.runs.transfer import delete_run, export_run, import_run
from ser_workbench.runs.workspace import Workspace
from tests.runs.trained import numbers_of, same_weights, weights_of


def test_that_a_run_done_again_from_its_folder_alone_gives_the_same_numbers(finished, tmp_path):
    workspace, result, _ = finished
    copy = run_steps(export_run(workspace, result.run, tmp_path / "copy"))
    other = Workspace(tmp_path / "other")
    again = run_steps(rerun_folder(copy, other))
    assert again.run != result.run
    assert numbers_of(again) == numbers_of(result)
    for name in ("best_clean.safetensors", "best_noisy.safetensors"):
        assert same_weights(weights_of(workspace, result.run, name), weights_of(other, again.run, name))


def test_that_an_exported_run_is_imported_elsewhere_whole(finished, tmp_path):
    workspace, result, _ = finished
    file = run_steps(export_run(workspace, result.run, tmp_path / "run.zip"))
    other = Workspace(tmp_path / "other")
    assert run_steps(import_run(file, other)) == result.run
    assert other.store.scores(result.run) == result.scores
    assert other.store.epochs(result.run) == workspace.store.epochs(result.run)
    assert other.store.find("last").state == "finished"
    with pytest.raises(RunError, match="already"):
        run_steps(import_run(file, other))
    delete_run(other, "last")
    assert other.store.list() == []
    assert list(other.runs_folder.iterdir()) == []


def test_that_a_folder_that_is_no_run_is_not_imported(tmp_path):
    workspace = Workspace(tmp_path / "w")
    (tmp_path / "x").mkdir()
    for place in (tmp_path / "x", tmp_path / "missing"):
        with pytest.raises(RunError):
            run_steps(import_run(place, workspace))
    assert list(workspace.runs_folder.iterdir()) == []
