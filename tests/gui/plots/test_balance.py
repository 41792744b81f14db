# SPDX-License-Identifier: MIT
"""The balance of emotions as a picture."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.plots.balance import BalancePlot
from ser_workbench.gui.theme import Theme


def colours_in(plot: BalancePlot) -> set[str]:
    image = plot.grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


def test_that_bars_wear_the_emotions_colours_and_gaps_are_marked(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(qapp)
    theme.set_mode("light")
    plot = BalancePlot(theme)
    qtbot.addWidget(plot)
    plot.resize(360, 120)
    plot.show_counts({"train": {"anger": 3, "fear": 1}, "test": {"anger": 2, "fear": 0}})
    assert plot.missing == (("test", "fear"),)
    assert "no fear in test" in plot.toolTip()
    drawn = colours_in(plot)
    assert {theme.emotion_colour("anger"), theme.emotion_colour("fear")} <= drawn
    plot.show_counts({"train": {"anger": 3}, "test": {"anger": 2}})
    assert "every side has every emotion" in plot.toolTip()
    assert theme.emotion_colour("fear") not in colours_in(plot)


def test_that_nothing_is_drawn_of_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    plot = BalancePlot(Theme(qapp))
    qtbot.addWidget(plot)
    plot.show_counts({})
    assert len(colours_in(plot)) == 1
