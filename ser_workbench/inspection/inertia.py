# SPDX-License-Identifier: MIT
"""How well classes stand apart in a representation: inertia within and between them (paper.md, Section 7, eqs. 15-17).

Labels that are empty are unknown, and are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ser_workbench.inspection.classes import Classes, centres_of, read_blocks

Centres = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Inertia:
    """The spread within classes and that of their centres; the smaller ρ, the better the classes are separated."""

    within: float
    """ω_i, eq. 15: the mean squared distance to the own centre, each class counting the same."""
    between: float
    """ω_o, eq. 16: the mean squared distance between two centres; over 0."""

    @property
    def rho(self) -> float:
        """Eq. 17."""
        return self.within / self.between


def measure_inertia(points: NDArray[np.floating], labels: Sequence[str]) -> Inertia | None:
    """Eqs. 15-17 in float64; None where there are fewer than two classes, or where their centres coincide.

    points: (items, width), in whatever type and place, read twice and in blocks
    """
    classes = Classes.of(labels)
    if len(classes.names) < 2:
        return None
    centres = centres_of(points, classes)
    between = _between(centres)
    return Inertia(_within(points, classes, centres), between) if between > 0 else None


def _within(points: NDArray[np.floating], classes: Classes, centres: Centres) -> float:
    squared = np.zeros(len(classes.names))
    for block, part in read_blocks(points, classes.places):
        numbers = classes.numbers[part]
        apart = np.subtract(block, centres[numbers], out=block)
        distances = np.einsum("ij,ij->i", apart, apart)
        squared += np.bincount(numbers, weights=distances, minlength=len(squared))
    return float((squared / classes.counts).mean())


def _between(centres: Centres) -> float:
    """All pairs at once: Σ Σ ‖p_c' − p_c‖² = 2 · |C| · Σ ‖p_c − p̄‖², p̄ the mean of the centres."""
    apart = centres - centres.mean(axis=0)
    return 2 * float((apart**2).sum()) / (len(centres) - 1)
