# SPDX-License-Identifier: MIT
"""Kernels beside scikit-learn's."""

import numpy as np
import pytest
from sklearn.metrics.pairwise import linear_kernel, polynomial_kernel, rbf_kernel

from ser_workbench.baselines.kernels import gram, grams
from ser_workbench.baselines.settings import SvmSettings

RNG = np.random.default_rng(1)
POINTS, OTHERS = RNG.standard_normal((7, 30)), RNG.standard_normal((5, 30))
SETTINGS = SvmSettings(degree=2, offset=0.5)
PLAIN = {
    "linear": linear_kernel,
    "polynomial": lambda a, b: polynomial_kernel(a, b, degree=2, gamma=1 / 30, coef0=0.5),
    "rbf": lambda a, b: rbf_kernel(a, b, gamma=1 / 30),
}


@pytest.mark.parametrize("kernel", PLAIN)
def test_that_a_kernel_is_scikit_learns(kernel):
    assert gram(POINTS, OTHERS, kernel, SETTINGS) == pytest.approx(PLAIN[kernel](POINTS, OTHERS), abs=1e-12)


def test_that_all_kernels_of_one_set_of_points_are_the_same_as_each_by_itself():
    for kernel, matrix in grams(POINTS, SETTINGS):
        assert matrix == pytest.approx(gram(POINTS, POINTS, kernel, SETTINGS), abs=1e-12)
        assert matrix == pytest.approx(matrix.T, abs=1e-12)


def test_that_rounding_makes_no_point_more_like_another_than_like_itself():
    far = 1e6 + 1e-3 * RNG.standard_normal((6, 30))
    assert gram(far, far, "rbf", SETTINGS).max() <= 1.0
