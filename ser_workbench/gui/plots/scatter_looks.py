# SPDX-License-Identifier: MIT
"""What the points of a plot look like: ten colours that the colour-blind can tell apart, four shapes, filled or hollow.

Emotions and genders have the colours they have everywhere. Speakers take colours in their order; the eleventh begins
again with the second shape, so that forty can be told apart. Filled: trained on; hollow: held out.
"""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from ser_workbench.gui.colours import Colours, class_of_emotion, class_of_gender
from ser_workbench.gui.plots.scatter_cloud import COLOUR_BIT, FADED, HOLLOW, INNER, LOOKS, MarkerSize
from ser_workbench.gui.plots.scatter_sprites import SHAPES
from ser_workbench.gui.plots.shades import blend

UNKNOWN_COLOUR = 10
UNKNOWN_SHARE = 0.45
"""Of the colour of text that points without a class bear; they lie behind the others."""
HOLLOW_TINT = 0.18
SIZES_PX = ((250, 9.0), (800, 7.5), (3000, 6.0), (12_000, 4.5), (30_000, 3.5))
"""Up to so many points the markers are so wide; more: SMALLEST_PX."""
SMALLEST_PX = 3.0
RIM_FROM_PX = 5.0
"""Narrower filled markers have no rim."""


def looks_of_classes(labeling: str, classes: tuple[str, ...]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Colour numbers and shapes (classes + 1,); the last is that of points without a class."""
    if labeling == "emotion":
        colours = [class_of_emotion(name) for name in classes]
    elif labeling == "gender":
        colours = [class_of_gender(name) for name in classes]
    else:
        colours = [number % UNKNOWN_COLOUR for number in range(len(classes))]
    shapes = [number // UNKNOWN_COLOUR % len(SHAPES) if labeling == "speaker" else 0 for number in range(len(classes))]
    return np.array([*colours, UNKNOWN_COLOUR], np.uint8), np.array([*shapes, 0], np.uint8)


def colour_of(number: int, c: Colours) -> str:
    """The colour with a number, as `#rrggbb`."""
    if number == UNKNOWN_COLOUR:
        return blend(c.plot_background, c.muted, UNKNOWN_SHARE).name()
    if number == FADED:
        return blend(c.plot_background, c.grid, 0.28).name()
    return c.classes[number % len(c.classes)]


def look_table(c: Colours) -> NDArray[np.uint32]:
    """ARGB (64,) by colour, hollow and inner bit."""
    table = np.zeros(LOOKS, np.uint32)
    for number in range(LOOKS >> COLOUR_BIT):
        full = colour_of(number, c)
        ground = blend(c.plot_background, c.plot_background, 0).rgba()
        pale = blend(c.plot_background, full, HOLLOW_TINT).rgba()
        plain = QColor(full).rgba()
        at = number << COLOUR_BIT
        table[at], table[at | INNER] = ground, plain
        table[at | HOLLOW], table[at | HOLLOW | INNER] = plain, pale
    return table


def marker_px(points: int) -> float:
    """How wide a marker is among so many, in pixels of the screen."""
    return next((size for most, size in SIZES_PX if points <= most), SMALLEST_PX)


def marker_sizes(points: int, scale: float) -> tuple[MarkerSize, MarkerSize]:
    """Of filled and of hollow markers, in a picture with `scale` pixels to each of the screen."""
    wide = marker_px(points)
    filled = MarkerSize(round(wide * scale), max(1, round(0.5 * scale)) if wide >= RIM_FROM_PX else 0)
    hollow = MarkerSize(round(max(wide, 4.5) * scale), max(1, round((1.3 if wide >= RIM_FROM_PX else 1.0) * scale)))
    return filled, hollow
