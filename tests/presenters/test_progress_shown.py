# SPDX-License-Identifier: MIT
"""Trainings tell how far they are in the words of every other work."""

from ser_workbench.presenters.progress_shown import progress_of
from ser_workbench.progress import Note, Progress
from ser_workbench.training.events import BatchEnded


def test_that_progress_stays_as_it_is():
    assert progress_of(Progress("Features", 1, 2)) == Progress("Features", 1, 2)


def test_that_a_mini_batch_counts_within_its_epoch():
    event = BatchEnded(3, 10, 40, loss=1.0, utterances_per_s=5, eta_epoch_s=6, memory_mib=7)
    shown = progress_of(event)
    assert shown is not None
    assert shown.share == 0.25
    assert shown.stage == "Epoch 3, mini-batch"


def test_that_a_remark_is_no_progress():
    assert progress_of(Note("hello")) is None
