# SPDX-License-Identifier: MIT
"""A selected network as a file."""

import shutil

import numpy as np
import pytest
import torch

from ser_workbench.errors import BadCheckpointError
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.selected import load_selected, save_selected


@pytest.fixture
def file(finished, tmp_path):
    workspace, result, _ = finished
    return shutil.copy(RunFolder(workspace.run_folder(result.run)).best("noisy"), tmp_path / "best.safetensors")


def test_that_the_file_alone_brings_the_network_back(file, finished, tiny):
    _, result, _ = finished
    selected = load_selected(file)
    assert (selected.run, selected.condition) == (result.run, "noisy")
    assert selected.emotions == ("anger", "happiness", "sadness")
    assert selected.settings == tiny
    logits = selected.build_network()(torch.zeros(1, 30, 40), torch.tensor([30]))
    assert logits.shape == (1, 3)


def test_that_saving_and_loading_changes_no_number(file, tmp_path):
    selected = load_selected(file)
    save_selected(tmp_path / "again.safetensors", selected)
    again = load_selected(tmp_path / "again.safetensors")
    assert all(torch.equal(selected.weights[name], again.weights[name]) for name in selected.weights)
    assert np.array_equal(selected.scaling.training.scale, again.scaling.training.scale)


def test_that_a_checkpoint_is_not_taken_for_a_network(finished):
    workspace, result, _ = finished
    with pytest.raises(BadCheckpointError, match="no network of a run"):
        load_selected(RunFolder(workspace.run_folder(result.run)).checkpoint)


def test_that_a_file_that_was_cut_off_is_told_in_one_sentence(file):
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(BadCheckpointError, match=r"best\.safetensors"):
        load_selected(file)
