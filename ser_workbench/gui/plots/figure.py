# SPDX-License-Identifier: MIT
"""The ground of every plot: a pyqtgraph widget that wears the theme's colours and leaves the mouse wheel alone."""

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QWheelEvent
from PySide6.QtWidgets import QWidget

from ser_workbench.gui.theme import Theme


class Figure(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types.
    """One plot; subclasses draw in `redraw`, which is called again whenever the theme changes."""

    def __init__(self, theme: Theme, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, enableMenu=False)
        self.__dict__.pop("clear", None)  # pyqtgraph lays its own over the methods of subclasses.
        self.theme = theme
        self._title = title
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMinimumSize(120, 60)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.wear_theme()
        theme.changed.connect(self._theme_changed)

    def wear_theme(self) -> None:
        """Put on the theme's colours and font sizes."""
        c = self.theme.colours
        self.setBackground(c.plot_background)
        font = QFont(self.font())
        font.setPixelSize(self.theme.font_px(11))
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(c.border))
            axis.setTextPen(pg.mkPen(c.muted))
            axis.setTickFont(font)
            axis.setStyle(tickLength=-4, tickTextOffset=6)
        if self._title:
            self.setTitle(self._title, color=c.text, size=f"{self.theme.font_px(12)}px")

    def set_axis_label(self, side: str, text: str) -> None:
        """Name an axis (`left` or `bottom`)."""
        size = f"{self.theme.font_px(11)}px"
        self.setLabel(side, text, **{"color": self.theme.colours.muted, "font-size": size})

    def redraw(self) -> None:
        """Draw again; subclasses say how."""

    def show_grid(self) -> None:
        """Faint lines behind the data."""
        self.showGrid(x=False, y=True, alpha=0.18)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt's name.
        """Let the wheel scroll the panel instead of zooming the plot."""
        event.ignore()

    def _theme_changed(self) -> None:
        self.wear_theme()
        self.redraw()


def faint(colour: str, alpha: int) -> QColor:
    """A colour with an alpha of 0 to 255."""
    faded = QColor(colour)
    faded.setAlpha(alpha)
    return faded
