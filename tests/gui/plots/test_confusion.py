# SPDX-License-Identifier: MIT
"""A click and the arrow keys choose a cell of the confusion matrix."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.plots.confusion import ConfusionPlot
from ser_workbench.gui.theme import Theme


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> ConfusionPlot:
    plot = ConfusionPlot(Theme(qapp))
    qtbot.addWidget(plot)
    plot.resize(400, 400)
    plot.show_matrix(np.array([[5, 1, 0], [0, 0, 0], [2, 2, 2]]), ["anger", "fear", "sadness"])
    plot.show()
    return plot


@pytest.mark.parametrize("cell", [(0, 0), (0, 1), (2, 0), (2, 2)])
def test_that_a_click_tells_true_and_predicted_class(qtbot: QtBot, plot: ConfusionPlot, cell: tuple[int, int]):
    with qtbot.waitSignal(plot.cell_clicked) as signal:
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.cell_rect(*cell).center().toPoint())
    assert signal.args == list(cell)


def test_that_a_click_beside_the_matrix_chooses_nothing(qtbot: QtBot, plot: ConfusionPlot):
    with qtbot.assertNotEmitted(plot.cell_clicked):
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_that_arrow_keys_move_the_choice_and_stop_at_the_edge(qtbot: QtBot, plot: ConfusionPlot):
    plot.show_chosen(0, 1)
    with qtbot.waitSignal(plot.cell_clicked) as signal:
        qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert signal.args == [0, 2]
    with qtbot.assertNotEmitted(plot.cell_clicked):
        qtbot.keyClick(plot, Qt.Key.Key_Right)


def test_that_a_class_without_utterances_and_an_empty_matrix_can_be_painted(plot: ConfusionPlot):
    plot.grab()
    plot.show_matrix(np.zeros((0, 0), np.int64), [])
    plot.grab()


def test_that_cells_do_not_overlap(plot: ConfusionPlot):
    assert plot.cell_rect(0, 0).right() <= plot.cell_rect(0, 1).left() + 1e-9
    assert plot.cell_rect(0, 0).bottom() <= plot.cell_rect(1, 0).top() + 1e-9


def test_that_the_cell_under_the_mouse_says_what_it_holds(plot: ConfusionPlot):
    at = plot.cell_rect(0, 1).center().toPoint()
    QApplication.sendEvent(plot, QHelpEvent(QEvent.Type.ToolTip, at, plot.mapToGlobal(at)))
    assert plot.toolTip() == "anger heard as fear: 1 of 6"
    QApplication.sendEvent(plot, QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), plot.mapToGlobal(at)))
    assert "Click a cell" in plot.toolTip()


def test_that_forty_classes_can_be_painted_and_clicked(qtbot: QtBot, plot: ConfusionPlot):
    plot.show_matrix(np.eye(40, dtype=np.int64), [f"s{number:02d}" for number in range(40)])
    plot.grab()
    with qtbot.waitSignal(plot.cell_clicked) as signal:
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.cell_rect(31, 17).center().toPoint())
    assert signal.args == [31, 17]
