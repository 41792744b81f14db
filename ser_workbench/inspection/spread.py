# SPDX-License-Identifier: MIT
"""How points spread whatever their labels: mean, deviations and principal axes, on which an LDA of any labeling stands.

Columns are brought to deviation 1, so that what counts does not depend on their units; for PCA, which shows distances
as ρ measures them, they are left as they are.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ser_workbench.baselines.standardise import NO_SPREAD
from ser_workbench.inspection.classes import read_blocks

Values = NDArray[np.float64]

LEAST_VARIANCE = 1e-8
"""Axes along which scaled points vary less are rounding, or columns that follow from others; scikit-learn's LDA draws
the same line, 1e-4 of deviation. Of points that are not scaled it is a share of what they vary in all."""


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Where points lie and along which axes they vary."""

    items: int
    mean: Values
    """(width,)"""
    scale: Values
    """(width,) one by the deviation, or 1; 0 for a column that is the same everywhere."""
    axes: Values
    """(width, axes) orthonormal, of the scaled columns; no more than items - 1."""
    variances: Values
    """(axes,) of the scaled points, divided by the items; rising."""

    @property
    def columns(self) -> int:
        """How many columns vary."""
        return int(np.count_nonzero(self.scale))


def measure_spread(points: NDArray[np.floating], places: NDArray[np.intp], is_scaled: bool = True) -> Spread:
    """The spread of the points at these places, whose columns may be scaled; exact in float64.

    points: (items, width); a matrix of width² is made, or of places² where there are fewer of them
    """
    mean = sum_up(points, places) / len(places)
    squares = np.zeros(points.shape[1])
    for block, _ in read_blocks(points, places):
        apart = np.subtract(block, mean, out=block)
        squares += np.einsum("ij,ij->j", apart, apart)
    deviation = np.sqrt(squares / len(places))
    varies = deviation > NO_SPREAD * np.abs(mean)
    scale = np.divide(1.0, deviation if is_scaled else 1.0, out=np.zeros_like(deviation), where=varies)
    of = _axes_of_items if len(places) < points.shape[1] else _axes_of_columns
    axes, variances = of(points, places, mean, scale)
    kept = variances > LEAST_VARIANCE * (1.0 if is_scaled else variances.sum())
    return Spread(len(places), mean, scale, axes[:, kept], variances[kept])


def sum_up(points: NDArray[np.floating], places: NDArray[np.intp]) -> Values:
    """The sum of the points at these places; (width,)."""
    total = np.zeros(points.shape[1])
    for block, _ in read_blocks(points, places):
        total += block.sum(axis=0)
    return total


def _axes_of_columns(
    points: NDArray[np.floating], places: NDArray[np.intp], mean: Values, scale: Values
) -> tuple[Values, Values]:
    products = np.zeros((points.shape[1], points.shape[1]))
    for block, _ in read_blocks(points, places):
        scaled = np.multiply(np.subtract(block, mean, out=block), scale, out=block)
        products += scaled.T @ scaled
    variances, axes = np.linalg.eigh(products / len(places))
    return axes, variances


def _axes_of_items(
    points: NDArray[np.floating], places: NDArray[np.intp], mean: Values, scale: Values
) -> tuple[Values, Values]:
    """With fewer items than columns: the same axes from the products of items."""
    scaled = (np.asarray(points[places], np.float64) - mean) * scale
    variances, shares = np.linalg.eigh(scaled @ scaled.T / len(places))
    lengths = np.sqrt(len(places) * np.maximum(variances, 0.0))
    shares = np.divide(shares, lengths, out=np.zeros_like(shares), where=lengths > 0)
    return scaled.T @ shares, variances
