# SPDX-License-Identifier: MIT
"""The classes of a labeling and the means of what belongs to them; large arrays are read in blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

BLOCK_VALUES = 2**21
"""Values that are turned to float64 at a time: 16 MiB."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Who is of which class; items without a label are not among `places`."""

    names: tuple[str, ...]
    """Sorted; only those that occur."""
    places: NDArray[np.intp]
    """(labelled,) where the labelled items stand."""
    numbers: NDArray[np.intp]
    """(labelled,) the class of each."""

    @classmethod
    def of(cls, labels: Sequence[str]) -> Self:
        """The classes of labels, of which the empty ones are unknown."""
        every = np.asarray(labels, dtype=np.str_)
        places = np.flatnonzero(every != "")
        names, numbers = np.unique(every[places], return_inverse=True)
        return cls(tuple(map(str, names)), places, numbers)

    @property
    def counts(self) -> NDArray[np.float64]:
        """(classes,) how many items each has."""
        return np.bincount(self.numbers, minlength=len(self.names)).astype(np.float64)


def read_blocks(points: NDArray[np.floating], places: NDArray[np.intp]) -> Iterator[tuple[NDArray[np.float64], slice]]:
    """The points at these places as float64 copies, block by block, with where they stand among the places.

    points: (items, width), read in the order of the places; yields (block, width)
    """
    height = max(1, BLOCK_VALUES // max(1, points.shape[1]))
    for first in range(0, len(places), height):
        part = slice(first, first + height)
        yield np.array(points[places[part]], dtype=np.float64), part


def centres_of(points: NDArray[np.floating], classes: Classes) -> NDArray[np.float64]:
    """The mean of each class; (classes, width)."""
    sums = np.zeros((len(classes.names), points.shape[1]))
    for block, part in read_blocks(points, classes.places):
        numbers = classes.numbers[part]
        belongs = np.zeros((len(classes.names), len(numbers)))
        belongs[numbers, np.arange(len(numbers))] = 1.0
        sums += belongs @ block
    return sums / classes.counts[:, None]


def lay_along(
    points: NDArray[np.floating], mean: NDArray[np.float64], directions: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Where points lie along directions, (width, directions), seen from a mean; (points, directions)."""
    along = np.empty((len(points), directions.shape[1]))
    for block, part in read_blocks(points, np.arange(len(points))):
        along[part] = np.subtract(block, mean, out=block) @ directions
    return along
