# SPDX-License-Identifier: MIT
"""Mean 0 and deviation 1, of whom it was asked."""

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from ser_workbench.baselines.standardise import standardise_by, standardise_speakers

RNG = np.random.default_rng(3)
POINTS = RNG.normal(5, 3, size=(12, 4)).astype(np.float32)
SPEAKERS = ["a", "b", "c"] * 4


def test_that_each_speaker_is_standardised_as_scikit_learn_does_it():
    ours = standardise_speakers(POINTS, SPEAKERS)
    for first in range(3):
        plain = StandardScaler().fit_transform(POINTS[first::3].astype(np.float64))
        assert ours[first::3] == pytest.approx(plain, abs=1e-12)


def test_that_others_are_standardised_by_the_training_alone():
    ours = standardise_by(POINTS, POINTS[:6])
    assert ours == pytest.approx(StandardScaler().fit(POINTS[:6].astype(np.float64)).transform(POINTS), abs=1e-6)
    assert ours[:6].mean(axis=0) == pytest.approx(np.zeros(4), abs=1e-12)


def test_that_a_feature_that_never_changes_becomes_zero_even_where_its_mean_is_not_exact():
    points = POINTS.copy()
    points[:, 1] = 0.1
    points[:, 2] = 1e30
    ours = standardise_speakers(points, SPEAKERS)
    assert np.abs(ours[:, 1]).max() < 1e-6
    assert np.isfinite(ours).all()
    assert np.abs(ours[:, 2]).max() < 1e16
