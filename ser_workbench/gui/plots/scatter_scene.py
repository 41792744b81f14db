# SPDX-License-Identifier: MIT
"""Everything one plot draws: its points with their looks and standing, and the part of the plane that is shown."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from ser_workbench.gui.colours import Colours
from ser_workbench.gui.plots.scatter_cloud import (
    FADED,
    Keys,
    Markers,
    colour_cloud,
    draw_markers,
    point_keys,
    sort_markers,
)
from ser_workbench.gui.plots.scatter_looks import look_table, looks_of_classes, marker_sizes
from ser_workbench.gui.plots.scatter_window import Window, window_around
from ser_workbench.presenters.inspect_items import HIDDEN, SHOWN
from ser_workbench.presenters.inspect_points import UNKNOWN, Cloud

LAYER_OF_FADED, LAYER_OF_UNKNOWN, LAYER_OF_TRAINED, LAYER_OF_HELD_OUT = 1, 2, 3, 5
ENOUGH_FOR_HALVING = 1.5
"""Below so many pixels of the screen to one of the window the cloud is drawn twice as fine and halved, to be smooth."""


@dataclass(slots=True, eq=False)
class Scene:
    """One plot's points as they are drawn; change it by its functions."""

    cloud: Cloud
    window: Window
    whole: Window
    """What shows all points."""
    class_colours: NDArray[np.uint8]
    """(classes + 1,) colour numbers; the last is that of points without a class."""
    class_shapes: NDArray[np.uint8]
    """(classes + 1,)"""
    colours: NDArray[np.uint8]
    """(points,)"""
    shapes: NDArray[np.uint8]
    """(points,)"""
    is_bright: NDArray[np.bool_]
    """(points,) whether a point is neither hidden nor faded."""
    order: NDArray[np.intp]
    """Points that are not hidden, the lower first."""
    keys: Keys
    """Of the same points."""
    markers: tuple[Markers, ...]
    """The same points, ready to be drawn."""


def make_scene(cloud: Cloud) -> Scene:
    """Show all of a cloud; nothing is seen before it is told how the utterances stand."""
    colours, shapes = looks_of_classes(cloud.labeling, cloud.classes)
    whole = window_around(*cloud.reach)
    nobody = np.zeros(0, np.intp)
    return Scene(
        cloud=cloud,
        window=whole,
        whole=whole,
        class_colours=colours,
        class_shapes=shapes,
        colours=colours[cloud.class_of],
        shapes=shapes[cloud.class_of],
        is_bright=np.zeros(len(cloud.xs), np.bool_),
        order=nobody,
        keys=nobody.astype(np.uint16),
        markers=(),
    )


def stand(scene: Scene, standing: NDArray[np.uint8]) -> None:
    """Fade or hide points; standing: (items,) by `inspect_items`."""
    cloud = scene.cloud
    now = standing[cloud.items]
    scene.is_bright = now >= SHOWN
    shown = np.flatnonzero(now != HIDDEN)
    bright, held_out = scene.is_bright[shown], cloud.is_held_out[shown]
    layers = np.where(held_out, LAYER_OF_HELD_OUT, LAYER_OF_TRAINED)
    layers = np.where(cloud.class_of[shown] == UNKNOWN, LAYER_OF_UNKNOWN, layers)
    layers = np.where(bright, layers, LAYER_OF_FADED).astype(np.uint8)
    keys = point_keys(np.where(bright, scene.colours[shown], FADED).astype(np.uint8), held_out, layers)
    order = np.argsort(keys, kind="stable")
    scene.order, scene.keys = shown[order], keys[order]
    scene.markers = sort_markers(cloud.xs[scene.order], cloud.ys[scene.order], scene.keys, scene.shapes[scene.order])


def nearest(scene: Scene, across: float, down: float, width: float, height: float, reach: float) -> int:
    """The point next to a place given in pixels of the plot; −1 where none is within reach or all there are faded."""
    cloud, window = scene.cloud, scene.window
    x = window.left + across / width * window.width
    y = window.bottom + (1 - down / height) * window.height
    away = ((cloud.xs - np.float32(x)) * np.float32(width / window.width)) ** 2
    away += ((cloud.ys - np.float32(y)) * np.float32(height / window.height)) ** 2
    away[~scene.is_bright] = np.inf
    if not len(away):
        return -1
    best = int(away.argmin())
    return best if away[best] <= reach**2 else -1


def cloud_image(scene: Scene, c: Colours, width: int, height: int, ratio: float) -> QImage:
    """The points alone, on nothing; width, height: pixels of the window, ratio: those of the screen to each."""
    is_halved = ratio < ENOUGH_FOR_HALVING
    scale = ratio * (2 if is_halved else 1)
    fine = 2 if is_halved else 1
    picture = (max(1, round(height * ratio)) * fine, max(1, round(width * ratio)) * fine)
    keys = np.zeros(picture, np.uint16)
    sizes = marker_sizes(len(scene.cloud.xs), scale)
    place = scene.window.affine(picture[1], picture[0])
    for markers in scene.markers:
        draw_markers(markers, place, sizes[markers.is_hollow], keys)
    coloured = np.ascontiguousarray(colour_cloud(keys, look_table(c), is_halved=is_halved))
    height, width = coloured.shape
    made = QImage(coloured.data, width, height, QImage.Format.Format_ARGB32_Premultiplied).copy()
    made.setDevicePixelRatio(ratio)
    return made
