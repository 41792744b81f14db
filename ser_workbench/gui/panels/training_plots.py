# SPDX-License-Identifier: MIT
"""The two plots of a training: loss, and UA with its best epochs marked by stars; their legends stand beside them."""

from collections.abc import Iterator, Sequence
from html import escape

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ser_workbench.gui.card import Card, label
from ser_workbench.gui.plots.curves import Curve, CurvesPlot
from ser_workbench.gui.plots.figure import faint
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.presenters.training_curves import Line, TrainingCurves

MOST_DOTTED = 60
"""Points above which dots would run into one another."""
MOST_TICKS = 10
FAINT = 110


class LearningPlot(CurvesPlot):
    """Curves without dots where there are many points, and a star on the best point of some."""

    def __init__(self, theme: Theme, title: str, y_label: str = "", parent: QWidget | None = None) -> None:
        self._stars: list[tuple[float, float, int]] = []
        self._tick_spacing = 0.0
        super().__init__(theme, title, y_label=y_label, parent=parent)
        self._legend.hide()  # It would lie over the curves; `Legend` stands beside them.
        self._star_points = pg.ScatterPlotItem(symbol="star", size=16, pxMode=True)
        self._star_points.setZValue(10)
        self.addItem(self._star_points)
        self.setMinimumHeight(110)
        for side in ("bottom", "left"):
            self.getAxis(side).enableAutoSIPrefix(False)  # "epoch (x0.001)" helps nobody.
        self.setLimits(minXRange=1.0)

    def show_lines(self, lines: Sequence[Line], best: Sequence[tuple[str, int | None]] = ()) -> None:
        """Draw these lines; `best`: (name of a line, the epoch that gets its star).

        Only what has changed is drawn: while a network learns, Python's lock is contended, and each touch of
        a plot may wait for it.
        """
        curves = tuple(Curve(line.name, line.x, line.y, line.colour_index, line.is_dashed) for line in lines)
        if _kinds(curves) == _kinds(self._curves):
            changed = [i for i, curve in enumerate(curves) if curve != self._curves[i]]
            self._curves = curves
            for i in changed:
                self._lines[i].setData(curves[i].x, curves[i].y)
        else:
            self.show_curves(curves)
            self._dress()
        self._space_ticks()
        stars = list(_stars(lines, best))
        if stars != self._stars:
            self._stars = stars
            self._draw_stars()

    def redraw(self) -> None:
        """Everything again, in the theme's colours."""
        super().redraw()
        self._dress()
        if self._stars:
            self._draw_stars()

    def _dress(self) -> None:
        for item, curve in zip(self._lines, self._curves, strict=True):
            item.setSymbol("o" if _is_dotted(curve) else None)
            if curve.is_dashed:  # The scatter of mini-batches stays behind the curves that count.
                item.setPen(pg.mkPen(faint(self.theme.class_colour(curve.colour_index), FAINT), width=1))
                item.setZValue(-1)

    def _space_ticks(self) -> None:
        spacing = _whole_ticks(max((curve.x[-1] for curve in self._curves if curve.x), default=1.0))
        if spacing != self._tick_spacing:
            self._tick_spacing = spacing
            self.getAxis("bottom").setTickSpacing(spacing, spacing)

    def _draw_stars(self) -> None:
        spots = [
            {
                "pos": (x, y),
                "brush": pg.mkBrush(self.theme.class_colour(colour)),
                "pen": pg.mkPen(self.theme.colours.text, width=1),
            }
            for x, y, colour in self._stars
        ]
        self._star_points.setData(spots)


def _kinds(curves: Sequence[Curve]) -> list[tuple[str, int, bool, bool]]:
    return [(curve.name, curve.colour_index, curve.is_dashed, _is_dotted(curve)) for curve in curves]


def _is_dotted(curve: Curve) -> bool:
    return not curve.is_dashed and len(curve.x) <= MOST_DOTTED


def _stars(lines: Sequence[Line], best: Sequence[tuple[str, int | None]]) -> Iterator[tuple[float, float, int]]:
    for name, epoch in best:
        for line in lines:
            if line.name == name and epoch is not None and float(epoch) in line.x:
                yield float(epoch), line.y[line.x.index(float(epoch))], line.colour_index


def _whole_ticks(last: float) -> float:
    """The spacing of ticks, so that no epoch and a half is named."""
    steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
    return float(next((step for step in steps if last / step <= MOST_TICKS), 5000))


class Legend(QLabel):
    """Names of lines in one row of words, each behind a dot of its colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[tuple[str, int, bool], ...] = ()
        self.setProperty("role", "caption")
        theme.changed.connect(self._write)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Name these lines."""
        named = tuple((line.name, line.colour_index, line.is_dashed) for line in lines)
        if named != self._lines:
            self._lines = named
            self._write()

    def _write(self) -> None:
        words = []
        for name, colour, is_dashed in self._lines:
            sign = "―" if is_dashed else "●"
            dot = f'<span style="color:{self._theme.class_colour(colour)}">{sign}</span>'
            words.append(f"{dot}&nbsp;{escape(name).replace(' ', '&nbsp;')}")
        self.setText("&nbsp;&nbsp; ".join(words))


class PlotCard(Card):
    """A plot below its title and legend; a sentence stands there until the first line can be drawn."""

    def __init__(self, theme: Theme, title: str, waiting: str, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._theme = theme
        self.legend = Legend(theme)
        self.header_buttons.addWidget(self.legend)
        self.plot: LearningPlot | None = None  # Made when first needed: plots take long to make.
        self.setToolTip(tooltip)
        self.waiting = label(waiting, "caption", is_wrapped=True)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self.waiting, 1)

    def show_lines(self, lines: Sequence[Line], best: Sequence[tuple[str, int | None]] = ()) -> None:
        """Draw these lines, `best` as in `LearningPlot`."""
        self.legend.show_lines(lines)
        self.waiting.setVisible(not lines)
        if lines:
            self.make_plot().show_lines(lines, best)
        if self.plot is not None:
            self.plot.setVisible(bool(lines))

    def make_plot(self) -> LearningPlot:
        """The plot, made at the latest now; while a network learns that takes several times as long."""
        if self.plot is None:
            self.plot = LearningPlot(self._theme, "")
            self.plot.hide()
            self.body.addWidget(self.plot, 1)
        return self.plot


class TrainingPlots(QWidget):
    """Loss at the left, UA at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loss = PlotCard(
            theme,
            "Loss",
            "The loss begins with the first mini-batches.",
            "Mean cross-entropy, in nats, of training and of validation (clean, noisy): the smaller, the better",
        )
        self.accuracy = PlotCard(
            theme,
            "Validation UA, %",
            "The accuracy is known at the end of the first epoch.",
            "Unweighted accuracy, the mean recall over emotions; stars: best epochs",
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.loss, 1)
        row.addWidget(self.accuracy, 1)

    def show_curves(self, curves: TrainingCurves) -> None:
        """Draw what is known."""
        self.loss.show_lines(curves.loss)
        self.accuracy.show_lines(curves.accuracy, (("clean", curves.best_clean), ("noisy", curves.best_noisy)))
