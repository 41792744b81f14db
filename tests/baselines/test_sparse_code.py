# SPDX-License-Identifier: MIT
"""Sparse codes: what is least is least, against scikit-learn's lasso and against the conditions of optimality."""

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.linear_model import Lasso

from ser_workbench.baselines.sparse_code import Quadratic, SparseCoder

ATOMS, ROWS = 40, 60


def _draw() -> tuple[NDArray[np.float64], NDArray[np.float64], Quadratic]:
    """A dictionary (rows, atoms) of atoms that are alike, signals (rows, 3), and the quadratic form of the codes."""
    rng = np.random.default_rng(1)
    dictionary = rng.standard_normal((ROWS, ATOMS)) + 2 * rng.standard_normal((ROWS, 1))
    signals = dictionary[:, :3] + dictionary[:, 10:13] + 0.3 * rng.standard_normal((ROWS, 3))
    return dictionary, signals, Quadratic(*np.linalg.eigh(dictionary.T @ dictionary))


def _code(penalty: float) -> NDArray[np.float64]:
    dictionary, signals, quadratic = _draw()
    start = np.linalg.lstsq(dictionary, signals, rcond=None)[0]
    return SparseCoder(quadratic, penalty, start).code(dictionary.T @ signals)


@pytest.mark.parametrize("penalty", [0.5, 5.0, 50.0])
def test_that_codes_are_those_of_scikit_learns_lasso(penalty):
    dictionary, signals, _ = _draw()
    codes = _code(penalty)
    for place in range(3):
        lasso = Lasso(alpha=penalty / ROWS, fit_intercept=False, tol=1e-10, max_iter=100_000)
        assert codes[:, place] == pytest.approx(lasso.fit(dictionary, signals[:, place]).coef_, abs=1e-3)


def test_that_no_small_change_of_a_code_makes_it_better():
    dictionary, signals, _ = _draw()
    codes = _code(5.0)
    slope = dictionary.T @ (signals - dictionary @ codes)
    assert slope[codes != 0] == pytest.approx(5.0 * np.sign(codes[codes != 0]), abs=0.3)
    assert np.abs(slope[codes == 0]).max() <= 5.3


def test_that_a_larger_penalty_leaves_fewer_codes_and_the_largest_none():
    dictionary, signals, _ = _draw()
    counts = [np.count_nonzero(_code(penalty)) for penalty in (0.5, 5.0, 50.0)]
    assert counts == sorted(counts, reverse=True)
    assert 0 < counts[-1] < counts[0] < ATOMS * 3
    assert not _code(1.001 * float(np.abs(dictionary.T @ signals).max())).any()


def test_that_a_second_search_goes_on_from_the_first_and_ends_at_the_same_codes():
    dictionary, signals, quadratic = _draw()
    coder = SparseCoder(quadratic, 5.0, np.ones((ATOMS, 3)))
    coder.code(dictionary.T @ (signals + 1))
    assert coder.code(dictionary.T @ signals) == pytest.approx(_code(5.0), abs=1e-3)
