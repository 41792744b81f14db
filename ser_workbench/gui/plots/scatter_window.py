# SPDX-License-Identifier: MIT
"""Which part of the plane a plot shows, and how it is moved and zoomed."""

from dataclasses import dataclass

MARGIN = 0.06
CLOSEST, WIDEST = 1 / 400, 4.0
"""How far one may zoom, as shares of what shows everything."""


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of the plane, in the plot's own units."""

    left: float
    bottom: float
    width: float
    height: float

    def moved(self, across: float, up: float) -> "Window":
        """The same size, further on by these shares of it."""
        return Window(self.left + across * self.width, self.bottom + up * self.height, self.width, self.height)

    def zoomed(self, factor: float, across: float, up: float) -> "Window":
        """Larger (factor > 1) or smaller; the place at these shares stays where it is."""
        width, height = self.width * factor, self.height * factor
        return Window(
            self.left + across * (self.width - width), self.bottom + up * (self.height - height), width, height
        )

    def affine(self, width: float, height: float) -> tuple[float, float, float, float]:
        """(left, top, across, down) in a picture of this size: x lies at left + across · x, y at top + down · y."""
        across, down = width / self.width, -height / self.height
        return -self.left * across, height - self.bottom * down, across, down

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Shares across and down of a place in the plane."""
        return (x - self.left) / self.width, 1 - (y - self.bottom) / self.height


def window_around(left: float, right: float, bottom: float, top: float) -> Window:
    """Shows this rectangle with a margin."""
    width, height = (right - left) or 1.0, (top - bottom) or 1.0
    return Window(left - MARGIN * width, bottom - MARGIN * height, (1 + 2 * MARGIN) * width, (1 + 2 * MARGIN) * height)


def is_zoom_sensible(new: Window, whole: Window) -> bool:
    """Whether one still sees something there."""
    return CLOSEST * whole.width <= new.width <= WIDEST * whole.width
