# SPDX-License-Identifier: MIT
"""Kernels beside scikit-learn's."""

import numpy as np
import pytest
from sklearn.metrics.pairwise import linear_kernel, polynomial_kernel, rbf_kernel

from ser_workbench.baselines.kernels import grams
from ser_workbench.baselines.settings import SvmSettings

RNG = np.random.default_rng(1)
POINTS = RNG.standard_normal((7, 30))
SETTINGS = SvmSettings(degree=2, offset=0.5)
PLAIN = {
    "linear": linear_kernel,
    "polynomial": lambda a, b: polynomial_kernel(a, b, degree=2, gamma=1 / 30, coef0=0.5),
    "rbf": lambda a, b: rbf_kernel(a, b, gamma=1 / 30),
}


def test_that_kernels_are_scikit_learns():
    found = dict(grams(POINTS, SETTINGS))
    assert list(found) == list(PLAIN)
    for kernel, matrix in found.items():
        assert matrix == pytest.approx(PLAIN[kernel](POINTS, POINTS), abs=1e-12)


def test_that_rounding_makes_no_point_more_like_another_than_like_itself():
    far = 1e6 + 1e-3 * RNG.standard_normal((6, 30))
    assert dict(grams(far, SETTINGS))["rbf"].max() <= 1.0
