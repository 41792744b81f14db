# SPDX-License-Identifier: MIT
"""A run is entered whole, or not at all."""

import sqlite3

import pytest

from ser_workbench.errors import WorkspaceError
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.workspace import Workspace


def test_that_a_run_that_cannot_be_entered_leaves_no_folder_behind(tiny, tmp_path, monkeypatch):
    workspace = Workspace(tmp_path)
    monkeypatch.setattr("ser_workbench.runs.database.BUSY_TIMEOUT_S", 0.01)
    other = sqlite3.connect(workspace.database.file)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(WorkspaceError, match="another program"):
        run_steps(run_experiment(tiny, workspace))
    other.close()
    assert list(workspace.runs_folder.iterdir()) == []
