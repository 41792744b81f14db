# SPDX-License-Identifier: MIT
"""What a training must remember, and files that are no checkpoint."""

import dataclasses

import pytest
import torch

from ser_workbench.errors import BadCheckpointError
from ser_workbench.models.checkpoint import save_weights
from ser_workbench.progress import run_steps
from ser_workbench.training.checkpoint import TrainingCheckpoint, load_checkpoint, save_checkpoint
from ser_workbench.training.trainer import train
from tests.training.toy import QUICK, toy_network, toy_sets


@pytest.fixture(scope="module")
def checkpoint() -> TrainingCheckpoint:
    saved: list[TrainingCheckpoint] = []
    run_steps(train(toy_network(), toy_sets(), QUICK.changed({"max_epochs": 1}), None, saved.append))
    return saved[0]


def test_that_a_checkpoint_read_again_holds_the_same_bits(checkpoint, tmp_path):
    file = tmp_path / "checkpoint.safetensors"
    save_checkpoint(file, checkpoint)
    again = load_checkpoint(file)
    assert again.epochs == checkpoint.epochs
    for group in ("weights", "adam", "best_clean", "best_noisy"):
        assert all(torch.equal(t, getattr(checkpoint, group)[name]) for name, t in getattr(again, group).items())
        assert getattr(again, group).keys() == getattr(checkpoint, group).keys()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["checkpoint.safetensors"]


def test_that_a_state_which_is_also_the_best_is_stored_once(checkpoint, tmp_path):
    assert checkpoint.best_clean is checkpoint.weights
    save_checkpoint(tmp_path / "once", checkpoint)
    size = sum(t.numel() * 4 for t in (*checkpoint.weights.values(), *checkpoint.adam.values()))
    assert (tmp_path / "once").stat().st_size < size * 1.5


def test_that_a_file_of_plain_weights_is_no_checkpoint(tmp_path):
    file = tmp_path / "weights.safetensors"
    save_weights(file, {"a": torch.zeros(2)}, {})
    with pytest.raises(BadCheckpointError, match="not the checkpoint of a training"):
        load_checkpoint(file)


def test_that_a_checkpoint_cut_off_is_refused_with_a_sentence(checkpoint, tmp_path):
    file = tmp_path / "checkpoint.safetensors"
    save_checkpoint(file, checkpoint)
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(BadCheckpointError, match="restore it or train again"):
        load_checkpoint(file)


def test_that_the_checkpoint_of_another_network_is_refused(checkpoint):
    other = toy_network(name="t-cldnn-log-mel")
    with pytest.raises(BadCheckpointError, match="another network"):
        run_steps(train(other, toy_sets(), QUICK, checkpoint, lambda _: None))


@pytest.mark.parametrize(
    "change", [{"validation_loss_noisy": "low"}, {"epoch": 7}, {"is_best_clean": False}, {"is_best_noisy": 1}]
)
def test_that_a_history_that_cannot_be_is_refused(checkpoint, tmp_path, change):
    history = tuple(dataclasses.replace(epoch, **change) for epoch in checkpoint.epochs)
    save_checkpoint(tmp_path / "c", dataclasses.replace(checkpoint, epochs=history))
    with pytest.raises(BadCheckpointError, match="start the run anew"):
        load_checkpoint(tmp_path / "c")


def test_that_moments_of_another_shape_are_refused(checkpoint):
    adam = {name: tensor[:1] if tensor.ndim else tensor for name, tensor in checkpoint.adam.items()}
    with pytest.raises(BadCheckpointError, match="do not fit"):
        run_steps(train(toy_network(), toy_sets(), QUICK, dataclasses.replace(checkpoint, adam=adam), lambda _: None))
