# SPDX-License-Identifier: MIT
"""Bars are as long as their values, and a click names one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.plots.bars import Bar, BarsPlot
from ser_workbench.gui.theme import Theme


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> BarsPlot:
    plot = BarsPlot(Theme(qapp), unit=" s")
    qtbot.addWidget(plot)
    plot.resize(300, 120)
    plot.show_bars([Bar("anger", 40), Bar("boredom", 10, "#d55e00"), Bar("calm", 0)])
    plot.show()
    return plot


def test_that_lengths_stand_to_each_other_as_the_values(plot: BarsPlot):
    assert plot.bar_rect(0).width() / plot.bar_rect(1).width() == pytest.approx(4, rel=0.01)
    assert plot.bar_rect(2).width() == 2


def test_that_bars_lie_below_each_other_inside_the_widget(plot: BarsPlot):
    boxes = [plot.bar_rect(i) for i in range(3)]
    assert boxes[0].bottom() < boxes[1].top()
    assert boxes[1].bottom() < boxes[2].top()
    assert all(plot.rect().toRectF().contains(box) for box in boxes)


def test_that_a_click_names_the_bar(qtbot: QtBot, plot: BarsPlot):
    with qtbot.waitSignal(plot.clicked) as signal:
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.bar_rect(1).center().toPoint())
    assert signal.args == ["boredom"]


def test_that_no_bars_can_be_painted_and_clicked(qtbot: QtBot, plot: BarsPlot):
    plot.show_bars([])
    plot.grab()
    with qtbot.assertNotEmitted(plot.clicked):
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton)


def test_that_a_bar_is_painted_in_its_colour(plot: BarsPlot):
    plot.theme.set_mode("light")
    place = plot.bar_rect(1).center().toPoint()
    assert plot.grab().toImage().pixelColor(place).name() == "#d55e00"
