# SPDX-License-Identifier: MIT
"""A run that keeps its epochs: a file an epoch, the numbers of one that does not, and none lost to a break."""

import pytest

from ser_workbench.errors import RunError
from ser_workbench.inspection.outputs import LABELINGS
from ser_workbench.progress import Progress, run_steps
from ser_workbench.runs.experiment import resume_run, run_experiment
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.lapse import MODULES
from ser_workbench.runs.lapse_files import list_kept_epochs, load_epoch
from ser_workbench.runs.workspace import Workspace
from ser_workbench.training.events import EpochEnded
from tests.runs.trained import numbers_of, same_weights, weights_of


@pytest.fixture
def keeping(tiny):
    return tiny.changed({"training.keep_epochs": True})


def points_of(folder, epoch):
    return {key: shown.train.tolist() for key, shown in load_epoch(folder, epoch).items()}


def test_that_a_run_that_keeps_its_epochs_comes_to_the_same_numbers(finished, keeping, tmp_path):
    plain, result, _ = finished
    workspace = Workspace(tmp_path)
    kept = run_steps(run_experiment(keeping, workspace))
    assert numbers_of(kept) == numbers_of(result)
    file = "checkpoint.safetensors"
    assert same_weights(weights_of(workspace, kept.run, file), weights_of(plain, result.run, file))
    assert list_kept_epochs(RunFolder(plain.run_folder(result.run))) == ()
    folder = RunFolder(workspace.run_folder(kept.run))
    assert list_kept_epochs(folder) == (0, 1, 2)
    for epoch in (0, 1, 2):
        shown = load_epoch(folder, epoch)
        assert set(shown) == {(labeling, module) for labeling in LABELINGS for module in MODULES}
        train, test = (len(folder.load_partition().side(side)) for side in ("train", "test"))
        assert (len(shown["emotion", "mlp"].train), len(shown["emotion", "mlp"].held_out)) == (train, test)
    assert points_of(folder, 1) != points_of(folder, 2)


@pytest.mark.parametrize("stop_at", ["recording epoch 0", "recording epoch 1", "between"])
def test_that_a_broken_off_run_loses_no_epoch_and_keeps_the_same_points(keeping, tmp_path, stop_at):
    whole = Workspace(tmp_path / "whole")
    expected = RunFolder(whole.run_folder(run_steps(run_experiment(keeping, whole)).run))
    workspace = Workspace(tmp_path / "broken")
    steps = run_experiment(keeping, workspace)
    for event in steps:
        stage = event.stage if isinstance(event, Progress) else ""
        if stage == f"Keeping epoch {stop_at[-1]}" or (stop_at == "between" and isinstance(event, EpochEnded)):
            break
    steps.close()
    run = workspace.store.find("last").id
    folder = RunFolder(workspace.run_folder(run))
    assert list_kept_epochs(folder) == {"recording epoch 0": (), "recording epoch 1": (0,), "between": (0,)}[stop_at]
    run_steps(resume_run(workspace, run))
    assert list_kept_epochs(folder) == (0, 1, 2)
    for epoch in (0, 1, 2):
        assert points_of(folder, epoch) == points_of(expected, epoch)


def test_that_an_epoch_that_is_not_there_or_damaged_is_named(tmp_path):
    folder = RunFolder(tmp_path)
    with pytest.raises(RunError, match="epoch 3"):
        load_epoch(folder, 3)
    folder.lapse(3).parent.mkdir()
    folder.lapse(3).write_bytes(b"half")
    with pytest.raises(RunError, match=r"epoch-00003\.safetensors is damaged"):
        load_epoch(folder, 3)
