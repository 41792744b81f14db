# SPDX-License-Identifier: MIT
"""What a run is made from: recordings, the genders the user named, and noises."""

from pathlib import Path

import pytest

from ser_workbench.corpus.genders import FILE_NAME, save_genders
from ser_workbench.errors import WorkspaceError
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.workspace import Workspace


def test_that_genders_named_by_the_user_are_frozen_with_the_run(tiny, tmp_path):
    workspace = Workspace(tmp_path)
    tones = Path(tiny.corpus.folder).as_posix()
    save_genders(workspace.folder / FILE_NAME, {(tones, "s02"): "female", ("/elsewhere", "s01"): "male"})
    quick = tiny.changed({"training.max_epochs": 1, "noise.folder": ""})
    result = run_steps(run_experiment(quick, workspace))
    partition = RunFolder(workspace.run_folder(result.run)).load_partition()
    assert {row.speaker: row.gender for row in partition.rows} == {"s01": "female", "s02": "female", "s03": "female"}


def test_that_a_damaged_table_of_speakers_leaves_no_run_behind(tiny, tmp_path):
    workspace = Workspace(tmp_path)
    (workspace.folder / FILE_NAME).write_text("who,what\n")
    with pytest.raises(WorkspaceError, match=FILE_NAME):
        run_steps(run_experiment(tiny, workspace))
    assert workspace.store.list() == []
