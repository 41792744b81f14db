# SPDX-License-Identifier: MIT
"""The shapes of markers as rows of pixels, each row as wide to the left as to the right.

Why so: a shape that is symmetric in every row can be laid over all points of a picture at once, by widening the
picture row by row, so that a marker of 13 pixels costs 25 passes instead of 130.
"""

from functools import cache

SHAPES = ("circle", "square", "triangle", "diamond")
"""By number; ten classes wear each of them, so that forty speakers can be told apart by colour and shape."""

Rows = tuple[int, ...]
"""Half the width of each row from top to bottom, in pixels beside the middle one; −1: nothing in this row."""


@cache
def sprite(shape: int, diameter: int) -> Rows:
    """The rows of a shape: their number is odd, the middle row lies on the point.

    diameter: pixels, of a circle; the other shapes cover about the same area
    """
    radius = diameter / 2
    reach = max(0, round(radius))
    name = SHAPES[shape % len(SHAPES)]
    if name == "square":
        side = max(0, round(radius * 0.82))
        return _pad([side] * (2 * side + 1), reach)
    if name == "triangle":
        return _triangle(radius)
    if name == "diamond":
        side = max(0, round(radius * 1.15))
        return tuple(side - abs(row) for row in range(-side, side + 1))
    return tuple(round((max(0.0, (radius + 0.25) ** 2 - row**2)) ** 0.5 - 0.25) for row in range(-reach, reach + 1))


def shrunk(rows: Rows, by: int) -> Rows:
    """The same shape without a rim of `by` pixels."""
    reach = len(rows) // 2
    inner = []
    for place in range(-reach, reach + 1):
        above, below = place - by, place + by
        if above < -reach or below > reach:
            inner.append(-1)
            continue
        near = [rows[reach + other] - by for other in range(above, below + 1)]
        inner.append(max(-1, min(near)))
    return tuple(inner)


def _triangle(radius: float) -> Rows:
    """Standing on its base, its centre of mass near the point."""
    height, half = 2.3 * radius, 1.3 * radius
    up = round(height * 0.58)
    down = max(0, round(height) - up)
    rows = [round(half * (row + up) / max(1.0, height)) for row in range(-up, down + 1)]
    return (*rows, *[-1] * (up - down))


def _pad(rows: list[int], reach: int) -> Rows:
    missing = max(0, reach - len(rows) // 2)
    return tuple([-1] * missing + rows + [-1] * missing)
