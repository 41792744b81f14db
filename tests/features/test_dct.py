# SPDX-License-Identifier: MIT
"""The DCT as a matrix agrees with scipy's and with the paper's equation."""

import math

import numpy as np
import pytest
from scipy.fft import dct

from ser_workbench.features.dct import dct_matrix


def test_that_the_orthonormal_matrix_is_scipys_dct() -> None:
    log_mel = np.random.default_rng(0).standard_normal((7, 40))
    assert np.allclose(log_mel @ dct_matrix(40, 13), dct(log_mel, type=2, norm="ortho")[:, :13])


def test_that_its_columns_are_orthonormal() -> None:
    matrix = dct_matrix(40, 40)
    assert np.allclose(matrix.T @ matrix, np.eye(40))


def test_that_the_plain_matrix_is_equation_12_of_the_paper() -> None:
    matrix = dct_matrix(40, 13, is_orthonormal=False)
    assert matrix[0, 0] == 1
    assert matrix[3, 5] == pytest.approx(math.cos(5 * math.pi / 40 * 3.5))
