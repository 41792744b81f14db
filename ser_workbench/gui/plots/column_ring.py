# SPDX-License-Identifier: MIT
"""A picture that grows at its right and forgets at its left: a new column costs the same however long it has run.

Why so: scrolling thirty times a second, a plot that draws all it shows again would take most of the window's thread.
"""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

Inks = NDArray[np.uint32]
"""Colours as Qt keeps them: 0xAARRGGBB, the colours multiplied by the opacity."""


class ColumnRing:
    """The last columns of an endless picture, counted from the first one ever put into it."""

    def __init__(self, columns: int, height: int) -> None:
        self._inks = np.zeros((height, columns), np.uint32)
        # The image looks at the array's own memory, which lives as long as this ring.
        kind = QImage.Format.Format_ARGB32_Premultiplied
        self._image = QImage(self._inks.data, columns, height, 4 * columns, kind)
        self.end = 0
        """The place behind the newest column."""

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self._inks.shape[0]

    @property
    def columns(self) -> int:
        """How many columns are remembered."""
        return self._inks.shape[1]

    def put(self, first: int, inks: Inks) -> None:
        """Write columns (height, n) from the place `first` on; older ones are forgotten where there is no room."""
        until = first + inks.shape[1]
        if first > self.end:
            self._blank(self.end, first)
        kept = max(first, until - self.columns, self.end - self.columns)
        if kept < until:
            places = np.arange(kept, until) % self.columns
            self._inks[:, places] = inks[:, kept - first :]
        self.end = max(self.end, until)

    def paint(self, painter: QPainter, target: QRectF, first: float, last: float) -> None:
        """Draw the columns from `first` to `last` (parts of columns too) over the whole of `target`."""
        scale = target.width() / (last - first)
        low = max(first, float(max(0, self.end - self.columns)))
        high = min(last, float(self.end))
        while low < high:
            turn = int(low // self.columns)
            stop = min(high, float((turn + 1) * self.columns))
            source = QRectF(low - turn * self.columns, 0, stop - low, self.height)
            place = QRectF(target.left() + (low - first) * scale, target.top(), (stop - low) * scale, target.height())
            painter.drawImage(place, self._image, source)
            low = stop

    def _blank(self, first: int, until: int) -> None:
        first = max(first, until - self.columns)
        self._inks[:, np.arange(first, until) % self.columns] = 0


def ink_of(colour: str, opacity: NDArray[np.float32]) -> Inks:
    """One colour in many opacities (0 to 1), any shape; inks of parts of a pixel may be added.

    Rounded downwards: parts that fill a pixel together must not overflow it.
    """
    rgb = QColor(colour)
    inks: Inks = (opacity * 255).astype(np.uint32) << np.uint32(24)
    for value, shift in ((rgb.red(), 16), (rgb.green(), 8), (rgb.blue(), 0)):
        inks |= (opacity * value).astype(np.uint32) << np.uint32(shift)
    return inks


def coverage(top: NDArray[np.float32], bottom: NDArray[np.float32], height: int) -> NDArray[np.float32]:
    """How much of each pixel lies between two lines: top and bottom (n,) in pixels from above → (height, n)."""
    rows = np.arange(height, dtype=np.float32)[:, None]
    part: NDArray[np.float32] = np.clip(np.minimum(bottom, rows + 1) - np.maximum(top, rows), 0, 1)
    return part
