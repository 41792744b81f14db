# SPDX-License-Identifier: MIT
"""Emotions per side, and those that are missing."""

from ser_workbench.corpus.balance import emotion_counts, missing_emotions
from ser_workbench.corpus.partition_row import PartitionRow


def test_that_emotions_are_counted_per_side_and_missing_ones_named():
    rows = [
        PartitionRow(f"{side}{emotion}", "s", "male", emotion, side, "", 1.0)
        for side, emotion in (("train", "fear"), ("train", "anger"), ("train", "anger"), ("test", "rage"))
    ]
    assert emotion_counts(rows, ("train", "test")) == {
        "train": {"anger": 2, "fear": 1, "rage": 0},
        "test": {"anger": 0, "fear": 0, "rage": 1},
    }
    assert missing_emotions(rows, ("train", "test")) == {"train": ("rage",), "test": ("anger", "fear")}
