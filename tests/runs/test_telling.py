# SPDX-License-Identifier: MIT
"""The events of a run as progress and in words."""

from ser_workbench.progress import Note, Progress
from ser_workbench.runs.telling import progress_of, words_of
from ser_workbench.training.events import BatchEnded, EpochEnded, ValidationProgress


def test_that_progress_stays_as_it_is() -> None:
    assert progress_of(Progress("Features", 1, 2)) == Progress("Features", 1, 2)


def test_that_a_mini_batch_counts_within_its_epoch() -> None:
    event = BatchEnded(3, 10, 40, loss=1.0, utterances_per_s=5, eta_epoch_s=6, memory_mib=7)
    assert progress_of(event) == Progress("epoch 3, mini-batch", 10, 40)


def test_that_validation_counts_utterances() -> None:
    assert progress_of(ValidationProgress(3, 8, 20, eta_epoch_s=1)) == Progress("epoch 3, validation", 8, 20)


def test_that_a_remark_is_no_progress() -> None:
    assert progress_of(Note("hello")) is None


def test_that_an_epoch_is_told_in_percent_with_its_best() -> None:
    epoch = EpochEnded(4, 1.25, 1.5, 1.75, 0.5, 0.25, 0.5, 0.25, True, False, 3, 12.0)
    line = words_of(epoch)
    assert "loss 1.250, validation 1.750" in line
    assert "clean  50.0 %, noisy  25.0 %" in line
    assert line.endswith("best clean")
