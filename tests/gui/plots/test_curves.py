# SPDX-License-Identifier: MIT
"""Curves grow, wear the theme and mark the best epoch."""

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.plots.curves import REPAINT_MS, Curve, CurvesPlot
from ser_workbench.gui.theme import Theme


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> CurvesPlot:
    plot = CurvesPlot(Theme(qapp), "Loss", y_label="loss")
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show()
    return plot


def drawn(plot: CurvesPlot) -> list[tuple[list[float], list[float]]]:
    return [tuple(list(map(float, axis)) for axis in line.getData()) for line in plot._lines]


def test_that_a_growing_curve_keeps_its_line(plot: CurvesPlot):
    plot.show_curves([Curve("training", [1], [0.9])])
    line = plot._lines[0]
    plot.show_curves([Curve("training", [1, 2], [0.9, 0.5])])
    assert plot._lines[0] is line
    assert drawn(plot) == [([1, 2], [0.9, 0.5])]


def test_that_other_curves_replace_the_old_ones(plot: CurvesPlot):
    plot.show_curves([Curve("a", [1], [1]), Curve("b", [1], [2])])
    plot.show_curves([Curve("c", [5], [6])])
    assert drawn(plot) == [([5], [6])]


def test_that_the_best_epoch_is_marked_and_unmarked(plot: CurvesPlot):
    plot.mark(3, "best")
    assert plot._mark_line.isVisible()
    assert plot._mark_line.value() == 3
    plot.mark(None)
    assert not plot._mark_line.isVisible()


def test_that_a_change_of_theme_keeps_the_curves(plot: CurvesPlot):
    plot.show_curves([Curve("training", [1, 2], [0.9, 0.5])])
    plot.theme.set_mode("dark")
    assert drawn(plot) == [([1, 2], [0.9, 0.5])]
    assert plot._lines[0].opts["pen"].color().name() == plot.theme.class_colour(0)
    plot.theme.set_mode("light")


def test_that_no_curves_at_all_is_an_empty_plot(plot: CurvesPlot):
    plot.show_curves([])
    assert drawn(plot) == []


def test_that_a_fast_growing_curve_is_painted_at_most_a_few_times_a_second(qtbot: QtBot, plot: CurvesPlot):
    class Paints(QObject):
        count = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name.
            self.count += event.type() == QEvent.Type.Paint
            return False

    qtbot.waitExposed(plot)
    paints = Paints()
    plot.viewport().installEventFilter(paints)
    lengths = iter(range(1, 1000))
    grow = QTimer()
    grow.timeout.connect(lambda: plot.show_curves([Curve("loss", range(n := next(lengths)), [0.5] * n)]))
    grow.start(20)
    qtbot.waitUntil(lambda: len(plot._curves[0].x) > 60 if plot._curves else False, timeout=10_000)
    grow.stop()
    assert 1 <= paints.count <= 2 + 60 * 20 / REPAINT_MS
