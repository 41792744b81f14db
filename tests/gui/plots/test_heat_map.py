# SPDX-License-Identifier: MIT
"""The map of a score over two sizes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.plots.heat_map import HeatMap
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.sweep_maps import MapCell, SizeMap

CELLS = {
    (3, 2): MapCell(40.0, "·", 0),
    (3, 3): MapCell(60.0, "·", 1),
    (4, 2): MapCell(50.0, "·", 2),
    (4, 3): MapCell(None, "…", 3),
}


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> HeatMap:
    made = HeatMap(Theme(qapp))
    qtbot.addWidget(made)
    made.resize(360, 180)
    made.show_map(SizeMap("FST-Conv", "w1", "w2", (3, 4), (2, 3), CELLS))
    made.show()
    return made


def test_that_a_click_names_the_trial_of_the_cell(plot: HeatMap, qtbot: QtBot):
    with qtbot.waitSignal(plot.trial_clicked) as signal:
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.cell_rect((3, 3)).center().toPoint())
    assert signal.args == [1]


def test_that_larger_values_lie_further_right_and_up_and_inside_the_widget(plot: HeatMap):
    assert plot.cell_rect((4, 2)).left() >= plot.cell_rect((3, 2)).right()
    assert plot.cell_rect((3, 3)).bottom() <= plot.cell_rect((3, 2)).top()
    assert all(plot.rect().toRectF().contains(plot.cell_rect(place)) for place in CELLS)


def test_that_arrow_keys_move_the_choice_and_stop_at_the_edge(plot: HeatMap, qtbot: QtBot):
    told: list[int] = []
    plot.trial_clicked.connect(told.append)
    plot.show_chosen(0)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Left):
        qtbot.keyClick(plot, key)
    assert told == [2, 3, 1]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_that_shades_follow_the_score_evenly_in_brightness(plot: HeatMap, mode: str):
    plot.theme.set_mode(mode)
    shades = [plot.shade(ua).lightness() for ua in (40.0, 45.0, 50.0, 55.0, 60.0)]
    assert shades == sorted(shades, reverse=mode == "light")
    assert abs(shades[0] - shades[-1]) > 60


def test_that_scores_that_lie_close_have_close_shades(plot: HeatMap):
    close = {(3, 2): MapCell(50.0, "·", 0), (4, 2): MapCell(50.2, "·", 1)}
    plot.show_map(SizeMap("FST-Conv", "w1", "w2", (3, 4), (2,), close))
    assert abs(plot.shade(50.0).lightness() - plot.shade(50.2).lightness()) < 15
