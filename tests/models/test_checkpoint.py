# SPDX-License-Identifier: MIT
"""Weights in safetensors files, and files that are none."""

import pytest
import torch

from ser_workbench.errors import BadCheckpointError
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.checkpoint import load_weights, put_weights, save_weights
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.settings import ModelSettings


def test_that_weights_and_text_come_back_as_they_were(tmp_path):
    file = tmp_path / "best.safetensors"
    tensors = {"a": torch.randn(3, 4).T, "b": torch.arange(3)}
    save_weights(file, tensors, {"emotions": "anger,fear"})
    again, metadata = load_weights(file)
    assert metadata == {"emotions": "anger,fear"}
    assert again.keys() == tensors.keys()
    assert all(torch.equal(again[name], tensors[name]) for name in tensors)
    assert [path.name for path in tmp_path.iterdir()] == ["best.safetensors"]


def test_that_saving_over_a_file_leaves_it_whole_when_writing_fails(tmp_path):
    file = tmp_path / "best.safetensors"
    save_weights(file, {"a": torch.zeros(2)}, {})
    (tmp_path / "best.safetensors.part").mkdir()
    with pytest.raises(OSError, match="part"):
        save_weights(file, {"a": torch.ones(2)}, {})
    assert not load_weights(file)[0]["a"].any()


@pytest.mark.parametrize("content", [b"", b"not weights at all", b"\x80\x04\x95pickle" * 10])
def test_that_a_file_that_is_none_is_refused_with_a_sentence(tmp_path, content):
    file = tmp_path / "bad.safetensors"
    file.write_bytes(content)
    with pytest.raises(BadCheckpointError, match="is not a file of weights"):
        load_weights(file)


def test_that_a_missing_file_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(BadCheckpointError, match="is not there"):
        load_weights(tmp_path / "none.safetensors")


def test_that_weights_of_another_network_are_refused():
    small = ModelSettings(cells=4, maps=2)
    one, other = Cldnn(small, FeatureSettings(), 3, 0), Cldnn(small, FeatureSettings(), 4, 0)
    with pytest.raises(BadCheckpointError, match="another network"):
        put_weights(one, other.state_dict(), "best_clean.safetensors")
