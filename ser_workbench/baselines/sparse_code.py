# SPDX-License-Identifier: MIT
"""Sparse representation: signals written with few atoms of a dictionary, by an l1 penalty.

Solved by the alternating direction method of multipliers (Boyd et al., Distributed Optimization and Statistical
Learning via ADMM, 2011, Sections 6.4 and 3.4): with the dictionary's eigenvectors at hand an iteration is two products
of matrices for all signals at once, where coordinate descent goes through the atoms one by one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

OVER_RELAXATION = 1.6
TOLERANCE = 1e-4
"""Of both residuals, relative."""
MOST_ITERATIONS = 2000
BALANCE_EVERY = 10
"""Iterations between two looks at which residual lags behind."""
BALANCE_RATIO = 5.0
BALANCE_STEP = 3.0


@dataclass(frozen=True, slots=True)
class Quadratic:
    """A symmetric matrix with no negative eigenvalue, by its eigenvectors."""

    values: Array
    """(atoms,)"""
    vectors: Array
    """(atoms, atoms), a column an eigenvector."""

    def times(self, codes: Array) -> Array:
        """The matrix times codes, (atoms, signals)."""
        return self.spread(self.values, codes)

    def spread(self, values: Array, codes: Array) -> Array:
        """A matrix of the same eigenvectors, but these eigenvalues, times codes, (atoms, signals)."""
        product: Array = self.vectors @ (values[:, None] * (self.vectors.T @ codes))
        return product


class SparseCoder:
    """Finds codes for one signal after the other; each search begins where the last one ended."""

    def __init__(self, quadratic: Quadratic, penalty: float, start: Array) -> None:
        """quadratic: G; penalty: above 0; start: (atoms, signals), not all 0, of the size that the codes will have."""
        self._quadratic = quadratic
        self._penalty = penalty
        self._codes = start
        self._dual = np.zeros_like(start)
        self._step = penalty / float(np.abs(start).max())

    def code(self, linear: Array) -> Array:
        """The U that makes ½ tr(UᵀGU) - tr(UᵀC) + penalty · Σ|U| least; most of it is exactly 0.

        linear: C, (atoms, signals)
        """
        for iteration in range(1, MOST_ITERATIONS + 1):
            lack, drift = self._iterate(linear)
            if max(lack, drift) < TOLERANCE:
                break
            if iteration % BALANCE_EVERY == 0:
                factor = _balance(lack, drift)
                self._step, self._dual = self._step * factor, self._dual / factor
        return self._codes

    def _iterate(self, linear: Array) -> tuple[float, float]:
        """One iteration; the primal and the dual residual, relative."""
        inverse = 1 / (self._quadratic.values + self._step)
        smooth = self._quadratic.spread(inverse, linear + self._step * (self._codes - self._dual))
        relaxed = OVER_RELAXATION * smooth + (1 - OVER_RELAXATION) * self._codes
        before = self._codes
        self._codes = _shrink(relaxed + self._dual, self._penalty / self._step)
        self._dual = self._dual + relaxed - self._codes
        return _share(smooth - self._codes, smooth), _share(self._codes - before, self._dual)


def _shrink(values: Array, by: float) -> Array:
    shrunk: Array = np.sign(values) * np.maximum(np.abs(values) - by, 0)
    return shrunk


def _share(part: Array, whole: Array) -> float:
    size = float(np.linalg.norm(whole))
    return float(np.linalg.norm(part)) / size if size else 0.0


def _balance(lack: float, drift: float) -> float:
    """How much faster the step must be for both residuals to fall alike."""
    if lack > BALANCE_RATIO * drift:
        return BALANCE_STEP
    return 1 / BALANCE_STEP if drift > BALANCE_RATIO * lack else 1.0
