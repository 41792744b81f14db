# SPDX-License-Identifier: MIT
"""Any number of markers as one picture, drawn with numpy: the time goes with the pixels of the picture.

Why so: 75,000 markers painted one by one take Qt 30 to 100 ms a frame, and there are nine plots. Here each point is
written into the pixel it lies on, as a number that says what it looks like and who lies above whom; then the picture
is widened to the shape of the marker by taking maxima of shifted copies.

The number of a point, 16 bits from high to low: layer (3), shuffle (7), colour (4), hollow (1), inner (1).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ser_workbench.gui.plots.scatter_sprites import Rows, shrunk, sprite

Keys = NDArray[np.uint16]
Affine = tuple[float, float, float, float]
LAYER_BIT, SHUFFLE_BIT, COLOUR_BIT, HOLLOW, INNER = 13, 6, 2, 2, 1
LOOKS = 64
"""How many looks the low six bits tell: colour, hollow or not, rim or inner."""
FADED = 12
"""The colour number of a point that a filter leaves out."""
SHUFFLE_SEED = 5
FEW_POINTS_A_PIXEL = 1 / 60
"""Below this share of points to pixels, markers are written one by one, which is then the quicker way."""


@dataclass(frozen=True, slots=True)
class MarkerSize:
    """Diameter and rim in pixels of the picture."""

    diameter: int
    rim: int


def point_keys(colours: NDArray[np.uint8], is_hollow: NDArray[np.bool_], layers: NDArray[np.uint8]) -> Keys:
    """The number of each point, without its inner bit.

    colours: (points,) 0 to 12; layers: (points,) 1 to 7, the higher lies above; both uint8
    """
    shuffle = np.random.default_rng(SHUFFLE_SEED).integers(0, 128, len(colours), dtype=np.uint16)
    keys: Keys = layers.astype(np.uint16) << np.uint16(LAYER_BIT)
    keys |= shuffle << np.uint16(SHUFFLE_BIT)
    keys |= colours.astype(np.uint16) << np.uint16(COLOUR_BIT)
    keys |= np.where(is_hollow, np.uint16(HOLLOW), np.uint16(0))
    return keys


@dataclass(frozen=True, slots=True, eq=False)
class Markers:
    """Points of one shape; arrays are (points,), the lower first."""

    shape: int
    is_hollow: bool
    xs: NDArray[np.float32]
    ys: NDArray[np.float32]
    keys: Keys


def sort_markers(
    xs: NDArray[np.float32], ys: NDArray[np.float32], keys: Keys, shapes: NDArray[np.uint8]
) -> tuple[Markers, ...]:
    """Part points by what their markers look like, once for many pictures; all arrays are (points,)."""
    found = []
    order = np.argsort(keys, kind="stable")
    kinds = (shapes[order].astype(np.uint16) << 1) | ((keys[order] & HOLLOW) > 0)
    for kind in np.flatnonzero(np.bincount(kinds)):
        mine = order[kinds == kind]
        found.append(Markers(int(kind) >> 1, bool(kind & 1), xs[mine], ys[mine], keys[mine]))
    return tuple(found)


def draw_markers(markers: Markers, place: Affine, size: MarkerSize, picture: Keys) -> None:
    """Lay markers over a picture (height, width) of keys.

    place: (left, top, across, down), so that x lies at left + across · x and y at top + down · y, in pixels
    """
    height, width = picture.shape
    outer = sprite(markers.shape, size.diameter)
    inner = shrunk(outer, size.rim)
    pad = max(len(outer) // 2, *outer) + 1  # What lies outside is brought to the rim of this margin, and cut off.
    padded = (height + 2 * pad, width + 2 * pad)
    left, top, across, down = place
    x = np.clip(markers.xs * np.float32(across) + np.float32(left + pad), 0, padded[1] - 1).astype(np.int32)
    y = np.clip(markers.ys * np.float32(down) + np.float32(top + pad), 0, padded[0] - 1).astype(np.int32)
    draw = _stamp if len(x) < FEW_POINTS_A_PIXEL * height * width else _widen
    ground = draw(x, y, markers.keys, padded, outer, inner)
    np.maximum(picture, ground[pad : pad + height, pad : pad + width], out=picture)


def _stamp(
    x: NDArray[np.int32], y: NDArray[np.int32], keys: Keys, padded: tuple[int, int], outer: Rows, inner: Rows
) -> Keys:
    """Point after point: (padded height, padded width)."""
    reach, side = len(outer) // 2, max(outer)
    height, width = padded[0] + 2 * reach, padded[1] + 2 * side
    ground = np.zeros(height * width, np.uint16)
    middle = (y + reach).astype(np.intp) * width + x + side
    offsets, bits = _pixels(outer, inner, width)
    ground[middle[:, None] + offsets] = keys[:, None] | bits
    return ground.reshape(height, width)[reach : reach + padded[0], side : side + padded[1]]


def _widen(
    x: NDArray[np.int32], y: NDArray[np.int32], keys: Keys, padded: tuple[int, int], outer: Rows, inner: Rows
) -> Keys:
    """All points at once: (padded height, padded width)."""
    seeds = np.zeros(padded, np.uint16)
    seeds.reshape(-1)[y * np.int32(padded[1]) + x] = keys  # Of two on one pixel the last, which is higher, is seen.
    ground = _dilate(seeds, outer)
    if max(inner) < 0:
        return ground
    seeds[seeds > 0] |= INNER
    np.maximum(ground, _dilate(seeds, inner), out=ground)
    return ground


def _pixels(outer: Rows, inner: Rows, width: int) -> tuple[NDArray[np.intp], Keys]:
    reach = len(outer) // 2
    there = [
        ((row - reach) * width + column, INNER if abs(column) <= inner[row] else 0)
        for row, half in enumerate(outer)
        for column in range(-half, half + 1)
    ]
    return np.array([one[0] for one in there], np.intp), np.array([one[1] for one in there], np.uint16)


def _dilate(seeds: Keys, rows: Rows) -> Keys:
    """Lay a shape over every seed: for each width once across, then for each row once down."""
    reach, height = len(rows) // 2, seeds.shape[0]
    ground = np.zeros_like(seeds)
    wide = seeds.copy()
    for half in range(max(rows) + 1):
        if half:
            np.maximum(wide[:, half:], seeds[:, :-half], out=wide[:, half:])
            np.maximum(wide[:, :-half], seeds[:, half:], out=wide[:, :-half])
        for number, width in enumerate(rows):
            if width == half:
                down = number - reach
                to, source = slice(max(0, down), height + min(0, down)), slice(max(0, -down), height - max(0, down))
                np.maximum(ground[to], wide[source], out=ground[to])
    return ground


def colour_cloud(keys: Keys, looks: NDArray[np.uint32], *, is_halved: bool) -> NDArray[np.uint32]:
    """The picture in colours (height, width), ARGB premultiplied; halved: the mean of each two by two pixels.

    looks: (64,) uint32, by the low six bits; a key of 0 is transparent
    """
    found: NDArray[np.uint32] = looks[keys & (LOOKS - 1)]
    found[keys == 0] = 0
    if not is_halved:
        return found
    low = np.uint32(0x00FF00FF)
    total = np.zeros((2, keys.shape[0] // 2, keys.shape[1] // 2), np.uint32)
    for quarter in (found[::2, ::2], found[1::2, ::2], found[::2, 1::2], found[1::2, 1::2]):
        total[0] += quarter & low
        total[1] += (quarter >> 8) & low
    total >>= 2
    total &= low
    whole: NDArray[np.uint32] = total[0] | (total[1] << 8)
    return whole
