# SPDX-License-Identifier: MIT
"""The points of one plot of the Inspect panel: where each lies, which utterance it is, whose class it bears.

A projection onto one line (gender) would lay its points over each other: there every class has a lane of its own,
and within it points are spread by how crowded their place is, always the same way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ser_workbench.inspection.projection import Projection
from ser_workbench.presenters.inspect_items import NOBODY

Floats = NDArray[np.float32]
UNKNOWN = -1
BINS = 48
LANE_HALF_WIDTH = 0.38
SPREAD_SEED = 3
SHORT_EMOTION = 3
AXES = {"lda": "LD", "pca": "PC"}
"""Of t-SNE and UMAP the directions mean nothing."""


@dataclass(frozen=True, slots=True)
class Centre:
    """Where the middle of a class lies, and the short name that stands there."""

    number: int
    """Of its class."""
    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, eq=False)
class Cloud:
    """One plot; arrays are (points,)."""

    labeling: str
    module: str
    view: str
    classes: tuple[str, ...]
    xs: Floats
    ys: Floats
    items: NDArray[np.intp]
    """Which of the panel's utterances a point is."""
    class_of: NDArray[np.int16]
    """The number of its class; UNKNOWN where it has none, or one that was not trained on."""
    is_held_out: NDArray[np.bool_]
    centres: tuple[Centre, ...]
    title: str
    hint: str
    is_line: bool
    """Whether the projection is one-dimensional, with a lane for each class."""
    reach: tuple[float, float, float, float]
    """Left, right, bottom and top of what the plot shows: its points, and where they come from when they move."""

    def point_of(self, item: int) -> int:
        """Where an utterance stands in the arrays; −1 where it is not in this plot."""
        found = np.flatnonzero(self.items == item)
        return int(found[0]) if len(found) else NOBODY

    @property
    def axes(self) -> tuple[str, str]:
        """What stands along the axes; nothing where they mean nothing, or upwards where lanes do."""
        name = AXES.get(self.view)
        return (f"{name}1", "" if self.is_line else f"{name}2") if name else ("", "")


def make_cloud(
    projection: Projection,
    labels: tuple[Sequence[str], Sequence[str]],
    title: str,
    hint: str,
    others: Sequence[Projection] = (),
) -> Cloud:
    """A projection as points; the panel's utterances are the rows of the training side, then the held-out ones.

    labels: of each row of the training side and of the held-out side
    others: between which and this the points move, so that the plot shows the room of all of them
    """
    classes = tuple(projection.centres)
    numbers = {name: number for number, name in enumerate(classes)}
    class_of_item = np.array([numbers.get(name, UNKNOWN) for side in labels for name in side], np.int16)
    items = np.concatenate([projection.train_places, projection.held_out_places + len(labels[0])]).astype(np.intp)
    places = np.concatenate([projection.train, projection.held_out]).astype(np.float32)
    is_line = places.shape[1] == 1
    xs = np.ascontiguousarray(places[:, 0])
    class_of = class_of_item[items]
    ys = in_lanes(xs, class_of, len(classes)) if is_line else np.ascontiguousarray(places[:, 1])
    return Cloud(
        labeling=projection.labeling,
        module=projection.module,
        view=projection.view,
        classes=classes,
        xs=xs,
        ys=ys,
        items=items,
        class_of=class_of,
        is_held_out=np.arange(len(places)) >= len(projection.train),
        centres=_centres(projection.labeling, projection.centres, is_line=is_line),
        title=title,
        hint=hint,
        is_line=is_line,
        reach=_reach(xs, ys, others),
    )


def short_name(labeling: str, name: str) -> str:
    """`hap`, `s07`, `female`: as the paper labels the centres of classes."""
    if labeling == "emotion":
        return name[:SHORT_EMOTION]
    if labeling == "speaker":
        return f"s{int(name):02d}" if name.isdigit() else name
    return name


def in_lanes(xs: Floats, class_of: NDArray[np.int16], classes: int) -> Floats:
    """Heights (points,): the lane of the class, the first on top, plus a spread as wide as the place is crowded."""
    chance = np.random.default_rng(SPREAD_SEED).uniform(-LANE_HALF_WIDTH, LANE_HALF_WIDTH, len(xs))
    lanes = np.where(class_of == UNKNOWN, classes, class_of)
    heights = (classes - 1 - lanes).astype(np.float32)
    if not len(xs):
        return heights
    low, high = float(xs.min()), float(xs.max())
    places = np.clip(((xs - low) / max(high - low, 1e-12) * BINS).astype(np.intp), 0, BINS - 1)
    for lane in np.unique(lanes):
        mine = lanes == lane
        counts = np.bincount(places[mine], minlength=BINS).astype(np.float64)
        crowd = np.convolve(counts, [0.25, 0.5, 0.25], mode="same")
        heights[mine] += (chance[mine] * (crowd / max(crowd.max(), 1e-12))[places[mine]]).astype(np.float32)
    return heights


def _centres(labeling: str, centres: Mapping[str, Floats], *, is_line: bool) -> tuple[Centre, ...]:
    found = []
    for number, (name, place) in enumerate(centres.items()):
        height = float(len(centres) - 1 - number) if is_line else float(place[1])
        found.append(Centre(number, short_name(labeling, name), float(place[0]), height))
    return tuple(found)


def _reach(xs: Floats, ys: Floats, others: Sequence[Projection]) -> tuple[float, float, float, float]:
    clouds = [one for other in others for one in (other.train, other.held_out) if len(one)]
    across = [xs, *(one[:, 0] for one in clouds)]
    up = [ys, *(one[:, 1] for one in clouds if one.shape[1] > 1)]
    left, right = min(float(one.min()) for one in across), max(float(one.max()) for one in across)
    return left, right, min(float(one.min()) for one in up), max(float(one.max()) for one in up)
