# SPDX-License-Identifier: MIT
"""Curves that grow: loss and UA by epoch, several runs over each other, the best epoch marked."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from ser_workbench.gui.plots.figure import Figure, faint
from ser_workbench.gui.theme import Theme

REPAINT_MS = 250
"""How often a plot is painted while its curves grow. Painting axes and lines takes 10 to 40 ms, and several times as
long while a training wants the processor and Python's lock: at 20 times a second it froze the window."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One line: x and y of the same length; its colour by number, dashed for a second kind."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    colour_index: int = 0
    is_dashed: bool = False


class CurvesPlot(Figure):
    """Lines over a common x, with a legend and one vertical mark."""

    def __init__(
        self, theme: Theme, title: str, x_label: str = "epoch", y_label: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, title, parent)
        self._labels = {"bottom": x_label, "left": y_label}
        self._curves: tuple[Curve, ...] = ()
        self._mark: tuple[float, str] | None = None
        self._lines: list[pg.PlotDataItem] = []
        self._legend = self.addLegend(offset=(-8, 8), labelTextSize="11px")
        self._mark_line = pg.InfiniteLine(angle=90, movable=False, label="", labelOpts={"position": 0.06})
        self._mark_line.setVisible(False)
        self.addItem(self._mark_line)
        self.show_grid()
        self._repaint = QTimer(self, singleShot=True, interval=REPAINT_MS)
        self._repaint.timeout.connect(self.viewport().update)
        self.setViewportUpdateMode(self.ViewportUpdateMode.NoViewportUpdate)
        self.scene().changed.connect(self._repaint_soon)
        self.redraw()

    def show_curves(self, curves: Sequence[Curve]) -> None:
        """Draw these curves instead of the last ones."""
        shape_before = [(c.name, c.colour_index, c.is_dashed) for c in self._curves]
        self._curves = tuple(curves)
        if shape_before == [(c.name, c.colour_index, c.is_dashed) for c in self._curves]:
            for line, curve in zip(self._lines, self._curves, strict=True):
                line.setData(list(curve.x), list(curve.y))
        else:
            self._build_lines()

    def mark(self, x: float | None, label: str = "") -> None:
        """Mark one place on x, the best epoch for instance; None takes the mark away."""
        self._mark = None if x is None else (x, label)
        self._draw_mark()

    def redraw(self) -> None:
        """Everything again, in the theme's colours."""
        for side, text in self._labels.items():
            if text:
                self.set_axis_label(side, text)
        self._legend.setLabelTextColor(self.theme.colours.text)
        self._legend.setBrush(pg.mkBrush(faint(self.theme.colours.surface, 140)))
        self._build_lines()
        self._draw_mark()

    def _repaint_soon(self) -> None:
        if not self._repaint.isActive():
            self._repaint.start()

    def _build_lines(self) -> None:
        for line in self._lines:
            self.removeItem(line)
        self._lines = [self._line(curve) for curve in self._curves]

    def _line(self, curve: Curve) -> pg.PlotDataItem:
        colour = self.theme.class_colour(curve.colour_index)
        style = Qt.PenStyle.DashLine if curve.is_dashed else Qt.PenStyle.SolidLine
        return self.plot(
            list(curve.x),
            list(curve.y),
            name=curve.name,
            pen=pg.mkPen(colour, width=2, style=style),
            symbol="o",
            symbolSize=5,
            symbolBrush=colour,
            symbolPen=None,
            antialias=not curve.is_dashed,  # Smooth lines cost time, and dashed ones may have thousands of points.
        )

    def _draw_mark(self) -> None:
        self._mark_line.setVisible(self._mark is not None)
        if self._mark is None:
            return
        x, label = self._mark
        self._mark_line.setPen(pg.mkPen(self.theme.colours.good, width=1.5, style=Qt.PenStyle.DotLine))
        self._mark_line.setValue(x)
        self._mark_line.label.setColor(self.theme.colours.good)
        self._mark_line.label.setFormat(label)
