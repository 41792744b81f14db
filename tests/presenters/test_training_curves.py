# SPDX-License-Identifier: MIT
"""Curves of a training: their points, their best epochs, and that they stay thin."""

import time

import pytest

from ser_workbench.presenters.time_left import time_text
from ser_workbench.presenters.training_curves import BatchLosses, curves_of
from ser_workbench.presenters.training_ledger import TrainingLedger
from ser_workbench.presenters.training_status import status_of
from ser_workbench.runs.events import StageStarted
from ser_workbench.training.events import BatchEnded, EpochEnded, TrainingStarted, ValidationProgress


def epoch(number, *, is_best=False, patience_left=3, ua=0.5, seconds=10.0):
    return EpochEnded(number, 1.0, 1.1, 1.2, ua, ua - 0.1, ua, ua, is_best, is_best, patience_left, seconds)


def batch(number, of=10, epoch=1, loss=1.0, eta=5.0):
    return BatchEnded(epoch, number, of, loss, 50.0, eta, 800.0)


def test_that_the_best_epoch_is_the_last_one_that_was_the_best():
    curves = curves_of([epoch(1, is_best=True), epoch(2, is_best=True), epoch(3)])
    assert (curves.best_clean, curves.best_noisy) == (2, 2)
    assert curves.accuracy[0].y == (50.0, 50.0, 50.0)
    assert curves.accuracy[1].y == pytest.approx((40.0, 40.0, 40.0))


def test_that_nothing_is_to_be_drawn_before_the_first_mini_batch():
    assert curves_of([], BatchLosses()).is_empty


@pytest.mark.parametrize("count", [1, 7, 399, 400, 401, 100_000])
def test_that_however_many_mini_batches_come_few_points_are_kept(count):
    losses = BatchLosses(most=400)
    for number in range(count):
        losses.add(number / 100, float(number))
    line = losses.line()
    assert 0 < len(line.x) <= 400
    assert list(line.x) == sorted(line.x)
    # The mean of what the points stand for is the mean of what came, but for the few that wait for a point.
    assert sum(line.y) / len(line.y) == pytest.approx((count - 1) / 2, rel=0.01, abs=0.5)


def test_that_500_epochs_and_100000_mini_batches_are_put_into_lines_within_50_ms():
    ledger = TrainingLedger()
    ledger.take(TrainingStarted("cpu", 1, 200, 2000, 500, 500))
    for number in range(100_000):
        ledger.losses.add(number / 200, 1.0)
    ledger.epochs = [epoch(number) for number in range(1, 501)]
    start = time.perf_counter()
    ledger.curves()
    status_of(ledger, is_running=True)
    assert time.perf_counter() - start < 0.05


def test_that_the_status_tells_epoch_batches_and_time_left():
    ledger = TrainingLedger()
    for event in (TrainingStarted("cpu", 1, 10, 100, 5, 3), epoch(1, patience_left=2), batch(5, epoch=2)):
        ledger.take(event)
    status = status_of(ledger, is_running=True)
    assert status.headline == "Epoch 2 of at most 5"
    assert status.epoch_share == 0.5
    assert status.epoch_text == "mini-batch 5 of 10, 5 s left"
    assert status.whole_share == pytest.approx(1.5 / 5)
    # At 10 s an epoch: patience ends it after 2 epochs at the earliest, 4 epochs are left at most; half of one is over.
    assert status.whole_text == "15 s to 35 s left, as patience allows"


def test_that_validation_has_a_progress_of_its_own():
    ledger = TrainingLedger()
    for event in (TrainingStarted("cpu", 1, 10, 100, 5, 3), batch(10), ValidationProgress(1, 30, 60, 2.0)):
        ledger.take(event)
    assert status_of(ledger, is_running=True).epoch_share == 0.5


def test_that_a_stage_without_known_length_has_no_share():
    ledger = TrainingLedger()
    ledger.take(StageStarted("Opening the corpus"))
    status = status_of(ledger, is_running=True)
    assert status.headline == "Opening the corpus"
    assert status.epoch_share is None


def test_that_a_pause_is_said():
    ledger = TrainingLedger()
    ledger.take(TrainingStarted("cpu", 1, 10, 100, 5, 3))
    assert status_of(ledger, is_running=True, is_paused=True).headline == "Paused – epoch 1 of at most 5"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "0 s"), (59.4, "59 s"), (60, "1:00 min"), (185, "3:05 min"), (7500, "2:05 h")]
)
def test_that_times_are_written_to_be_read(seconds, text):
    assert time_text(seconds) == text
