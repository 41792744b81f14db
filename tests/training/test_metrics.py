# SPDX-License-Identifier: MIT
"""UA and WA against scikit-learn."""

import doctest

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, balanced_accuracy_score
from sklearn.metrics import confusion_matrix as plain_confusion_matrix

from ser_workbench.training import metrics
from ser_workbench.training.metrics import confusion_matrix, recalls, unweighted_accuracy, weighted_accuracy


@pytest.fixture
def spoken_and_heard() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(5)
    truth = rng.choice(7, size=200, p=[0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1])
    return truth, np.where(rng.random(200) < 0.6, truth, rng.integers(7, size=200))


def test_that_the_confusion_matrix_is_scikit_learns(spoken_and_heard):
    assert (confusion_matrix(*spoken_and_heard, classes=7) == plain_confusion_matrix(*spoken_and_heard)).all()


def test_that_ua_and_wa_are_scikit_learns(spoken_and_heard):
    assert unweighted_accuracy(*spoken_and_heard, classes=7) == pytest.approx(
        balanced_accuracy_score(*spoken_and_heard), abs=1e-12
    )
    assert weighted_accuracy(*spoken_and_heard) == pytest.approx(accuracy_score(*spoken_and_heard), abs=1e-12)


def test_that_a_class_which_never_occurs_does_not_count():
    truth, heard = [0, 0, 2, 2], [0, 1, 2, 2]
    assert unweighted_accuracy(truth, heard, classes=4) == pytest.approx((0.5 + 1.0) / 2)
    assert np.isnan(recalls(confusion_matrix(truth, heard, 4))[[1, 3]]).all()


def test_that_ua_weighs_rare_classes_like_frequent_ones():
    truth, heard = [0] * 9 + [1], [0] * 10
    assert unweighted_accuracy(truth, heard, classes=2) == 0.5
    assert weighted_accuracy(truth, heard) == 0.9


def test_that_nothing_heard_gives_zero():
    assert unweighted_accuracy([], [], classes=3) == 0
    assert weighted_accuracy([], []) == 0


def test_that_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(metrics).failed == 0
    assert doctest.testmod(metrics).attempted == 3
