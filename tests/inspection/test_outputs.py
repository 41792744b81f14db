# SPDX-License-Identifier: MIT
"""Outputs of modules with their rows."""

import numpy as np
import pytest

from ser_workbench.inspection.outputs import ModuleOutputs, OutputRow

ROWS = (
    OutputRow("a.wav", "s1", "anger", "female", "train"),
    OutputRow("b.wav", "s2", "fear", "", "test"),
    OutputRow("c.wav", "s1", "fear", "female", "train"),
)


@pytest.fixture
def outputs() -> ModuleOutputs:
    return ModuleOutputs(ROWS, {"cnn": np.arange(6, dtype=np.float32).reshape(3, 2)})


def test_that_labels_are_those_of_the_rows(outputs):
    assert outputs.labels("emotion") == ("anger", "fear", "fear")
    assert outputs.labels("speaker") == ("s1", "s2", "s1")
    assert outputs.labels("gender") == ("female", "", "female")
    with pytest.raises(ValueError, match="utterance"):
        outputs.labels("utterance")


def test_that_a_side_brings_its_rows_and_its_numbers(outputs):
    train = outputs.side("train")
    assert [row.utterance for row in train.rows] == ["a.wav", "c.wav"]
    assert train.arrays["cnn"].tolist() == [[0, 1], [4, 5]]


def test_that_outputs_are_taken_in_the_order_asked_for(outputs):
    taken = outputs.take([2, 0])
    assert [row.utterance for row in taken.rows] == ["c.wav", "a.wav"]
    assert taken.arrays["cnn"].tolist() == [[4, 5], [0, 1]]
    assert outputs.side("validation").arrays["cnn"].shape == (0, 2)
