# SPDX-License-Identifier: MIT
"""Figures about promises, worked out by hand and by scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import log_loss as plain_log_loss

from ser_workbench.live.calibration import Answers, Calibration
from ser_workbench.studies.honesty_figures import Share, calibration_error, figures_of, log_loss, share_of


def test_that_the_calibration_error_is_the_one_worked_out_by_hand():
    # Bins of a fifteenth: two items at 0.7 (one right), two at 0.9 (both right), one at 0.5 (wrong).
    first = np.array([0.7, 0.7, 0.9, 0.9, 0.5])
    labels = np.array([0, 1, 0, 0, 1])
    probabilities = np.stack([first, 1 - first], axis=1)
    expected = (2 * abs(0.7 - 0.5) + 2 * abs(0.9 - 1.0) + abs(0.5 - 0.0)) / 5
    assert calibration_error(probabilities, labels) == pytest.approx(expected)


def test_that_a_calibrated_network_has_hardly_any_calibration_error_and_a_loud_one_has():
    rng = np.random.default_rng(0)
    probabilities = rng.dirichlet(np.ones(4), size=20_000)
    labels = (probabilities.cumsum(axis=1) < rng.random((20_000, 1))).sum(axis=1)
    loud = probabilities**3 / (probabilities**3).sum(axis=1, keepdims=True)
    assert calibration_error(probabilities, labels) < 0.015
    assert calibration_error(loud, labels) > 0.15


def test_that_the_log_loss_is_that_of_scikit_learn():
    rng = np.random.default_rng(1)
    probabilities, labels = rng.dirichlet(np.ones(3), size=50), rng.integers(3, size=50)
    assert log_loss(probabilities, labels) == pytest.approx(plain_log_loss(labels, probabilities, labels=[0, 1, 2]))


def test_that_a_share_of_one_speaker_has_no_interval_and_of_several_one_that_holds_it():
    is_so = np.array([True, True, False, True])
    assert share_of(is_so, np.array(["a"] * 4)) == Share(0.75, None)
    share = share_of(is_so, np.array(["a", "a", "b", "b"]))
    assert share.value == 0.75
    assert share.interval == (0.5, 1.0)  # Twice b, or twice a.


def test_that_figures_count_what_was_held_unsure_and_right():
    # At 0.8 emotions are named up to 0.85. Sure and right, sure and wrong, unsure and held, unsure and missed.
    calibration = Calibration(("anger", "fear", "sadness"), 1.0, np.full(20, 0.85), np.ones(20), 20, 2)
    probabilities = np.array([[0.8, 0.1, 0.1], [0.8, 0.1, 0.1], [0.45, 0.4, 0.15], [0.45, 0.4, 0.15]])
    answers = Answers(np.log(probabilities), np.array([0, 1, 1, 2]), ("a", "b", "c", "d"), ("s", "s", "t", "t"))
    figures = figures_of(calibration, answers)
    at = figures.levels[0]
    assert (figures.items, figures.speakers, figures.accuracy.value) == (4, 2, 0.25)
    assert (at.level, at.coverage.value, at.unsure.value, at.emotions) == (0.8, 0.5, 0.5, 1.5)
    assert at.sure_accuracy is not None
    assert at.sure_accuracy.value == 0.5
    assert at.sure_accuracy.interval is None  # All of one speaker.
    assert figures.log_loss[0] == figures.log_loss[1]  # A temperature of 1 changes nothing.
