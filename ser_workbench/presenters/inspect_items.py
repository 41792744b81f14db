# SPDX-License-Identifier: MIT
"""The utterances of the Inspect panel: which of them are shown, faded by a filter, or taken by a lasso."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ser_workbench.inspection.outputs import LABELINGS, OutputRow

NOBODY = -1
"""Instead of the number of an utterance."""
HIDDEN, FAINT, SHOWN = 0, 1, 2
"""How an utterance stands: not drawn; drawn in grey behind the others; drawn in its colour."""
SIDES = (("both", "Both sides"), ("train", "Training"), ("held_out", "Held out"))


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """The utterances of all nine plots, those of the training side first."""

    rows: tuple[OutputRow, ...]
    trained: int
    """How many of them the network was trained on."""
    numbers: dict[str, NDArray[np.int32]] = field(default_factory=dict)
    """By labeling, (items,) the place of the label in `names`."""
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By labeling, its labels in order."""

    @property
    def has_noise(self) -> bool:
        """Whether any of them lies under noise."""
        return any(row.noise for row in self.rows)


def make_items(train: Sequence[OutputRow], held_out: Sequence[OutputRow]) -> Items:
    """Number the labels once, so that a filter over 75,000 utterances costs a look-up."""
    items = Items((*train, *held_out), len(train))
    for labeling in LABELINGS:
        labels = [str(getattr(row, labeling)) for row in items.rows]
        names = sorted(set(labels) - {""})
        numbers = {name: number for number, name in enumerate(names)} | {"": len(names)}
        items.numbers[labeling] = np.array([numbers[name] for name in labels], np.int32)
        items.names[labeling] = tuple(names)
    return items


def standing_of(
    items: Items,
    side: str,
    left_out: Mapping[str, Set[str]],
    taken: NDArray[np.intp] | None,
) -> NDArray[np.uint8]:
    """(items,) HIDDEN, FAINT or SHOWN.

    side: by SIDES; left_out: by labeling, labels that are faded; taken: a lasso's, the only ones not faded
    """
    standing = np.full(len(items.rows), SHOWN, np.uint8)
    for labeling, names in left_out.items():
        known = items.names[labeling]
        is_out = np.array([name in names for name in known] + [False])
        standing[is_out[items.numbers[labeling]]] = FAINT
    if taken is not None:
        chosen = np.zeros(len(standing), np.bool_)
        chosen[taken] = True
        standing[~chosen] = FAINT
    if side == "train":
        standing[items.trained :] = HIDDEN
    elif side == "held_out":
        standing[: items.trained] = HIDDEN
    return standing


def inside(
    xs: NDArray[np.float32], ys: NDArray[np.float32], polygon: Sequence[tuple[float, float]]
) -> NDArray[np.intp]:
    """The points within a closed polygon, by crossings of a ray; where it crosses itself, every second field."""
    corners = np.asarray(polygon, np.float64)
    if len(corners) < 3:
        return np.zeros(0, np.intp)
    near = np.flatnonzero(
        (xs >= corners[:, 0].min())
        & (xs <= corners[:, 0].max())
        & (ys >= corners[:, 1].min())
        & (ys <= corners[:, 1].max())
    )
    x, y = xs[near].astype(np.float64), ys[near].astype(np.float64)
    is_in = np.zeros(len(near), np.bool_)
    for (x1, y1), (x2, y2) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if y1 != y2:
            is_in ^= ((y1 > y) != (y2 > y)) & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return near[is_in]
