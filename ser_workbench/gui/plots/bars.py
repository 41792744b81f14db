# SPDX-License-Identifier: MIT
"""Horizontal bars: how many utterances an emotion has, a speaker, a gender."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from ser_workbench.gui.plots.figure import Figure
from ser_workbench.gui.theme import Theme

THICKNESS = 0.68


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; without a colour it wears the accent."""

    name: str
    value: float
    colour: str | None = None


class BarsPlot(Figure):
    """Bars from top to bottom in the order given; a click names the bar."""

    clicked = Signal(str)

    def __init__(self, theme: Theme, title: str = "", unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._unit = unit
        self._bars: tuple[Bar, ...] = ()
        self._drawn: list[pg.GraphicsObject] = []
        self.hideAxis("bottom")
        self.getViewBox().invertY(True)
        self.scene().sigMouseClicked.connect(self._clicked)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these bars instead of the last ones."""
        self._bars = tuple(bars)
        self.redraw()

    def redraw(self) -> None:
        """Everything again, in the theme's colours."""
        for item in self._drawn:
            self.removeItem(item)
        self._drawn = []
        names = self.getAxis("left")
        names.setTicks([[(i, bar.name) for i, bar in enumerate(self._bars)]])
        names.setTextPen(pg.mkPen(self.theme.colours.text))
        names.setStyle(tickLength=0)
        names.setPen(pg.mkPen(None))
        if not self._bars:
            return
        places = list(range(len(self._bars)))
        colours = [self.theme.current_colour(bar.colour or self.theme.colours.accent) for bar in self._bars]
        item = pg.BarGraphItem(
            x0=0, y=places, height=THICKNESS, width=[bar.value for bar in self._bars], brushes=colours, pen=None
        )
        self._add(item)
        for place, bar in enumerate(self._bars):
            self._add_number(place, bar)
        longest = max((bar.value for bar in self._bars), default=1) or 1
        self.setXRange(0, longest * 1.22, padding=0)
        self.setYRange(-0.6, len(self._bars) - 0.4, padding=0)

    def _add_number(self, place: int, bar: Bar) -> None:
        text = pg.TextItem(f"{bar.value:g}{self._unit}", color=self.theme.colours.muted, anchor=(0, 0.5))
        font = QFont(self.font())
        font.setPixelSize(self.theme.font_px(11))
        text.setFont(font)
        text.setPos(bar.value, place)
        self._add(text)

    def _add(self, item: pg.GraphicsObject) -> None:
        self.addItem(item, ignoreBounds=True)
        self._drawn.append(item)

    def _clicked(self, event: object) -> None:
        if getattr(event, "button", lambda: None)() != Qt.MouseButton.LeftButton:
            return
        place = self.getViewBox().mapSceneToView(event.scenePos())  # type: ignore[attr-defined]
        row = round(place.y())
        if 0 <= row < len(self._bars) and abs(place.y() - row) <= THICKNESS / 2:
            self.clicked.emit(self._bars[row].name)
