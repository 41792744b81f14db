# SPDX-License-Identifier: MIT
"""One scatter plot under the hand, and what nine of them share."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.plots.scatter import ScatterPlot
from ser_workbench.gui.plots.scatter_grid import ScatterGrid
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.inspect_items import standing_of
from tests.presenters.inspect_projections import some_items

ITEMS, CLOUDS = some_items()
ALL = standing_of(ITEMS, "both", {}, None)


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> ScatterPlot:
    made = ScatterPlot(Theme(qapp))
    qtbot.addWidget(made)
    made.resize(320, 240)
    made.show_names(lambda item: ITEMS.rows[item].utterance)
    made.show_cloud(CLOUDS["emotion"], ALL)
    made.show()
    qtbot.waitUntil(lambda: made.scene is not None and bool(made.scene.is_bright.any()))
    return made


def alone_item(plot: ScatterPlot) -> int:
    """An item that no other covers."""
    return next(item for item in range(len(ITEMS.rows)) if plot.point_at(place(plot, item)) == item)


def place(plot: ScatterPlot, item: int) -> QPointF:
    found = plot.place_of(item)
    assert found is not None
    return found


def drag(qtbot: QtBot, plot: ScatterPlot, corners: list[QPoint], modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, modifier, corners[0])
    for corner in corners[1:]:
        qtbot.mouseMove(plot, corner)
    qtbot.mouseRelease(plot, Qt.MouseButton.LeftButton, modifier, corners[-1])


def test_that_a_click_tells_the_utterance_and_a_hover_names_it(plot: ScatterPlot, qtbot: QtBot):
    item = alone_item(plot)
    at = place(plot, item).toPoint()
    with qtbot.waitSignal(plot.hovered) as hovered:
        qtbot.mouseMove(plot, at)
    assert hovered.args == [item]
    with qtbot.waitSignal(plot.clicked) as clicked:
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=at)
    assert clicked.args == [item]


def test_that_every_point_lies_in_the_frame_and_is_drawn_in_its_colour(plot: ScatterPlot):
    assert all(plot.frame().contains(place(plot, item)) for item in range(len(ITEMS.rows)))
    angry = [one for one in range(ITEMS.trained) if ITEMS.rows[one].emotion == "anger"]
    item = next(one for one in angry if plot.point_at(place(plot, one)) == one)
    image = plot.grab().toImage()
    seen = image.pixelColor((place(plot, item) * image.devicePixelRatio()).toPoint())
    assert seen.name() == plot._theme.emotion_colour("anger")


def test_that_a_drag_moves_the_points_with_the_mouse_and_is_no_click(plot: ScatterPlot, qtbot: QtBot):
    item = alone_item(plot)
    before = place(plot, item)
    with qtbot.assertNotEmitted(plot.clicked):
        drag(qtbot, plot, [QPoint(150, 120), QPoint(160, 124), QPoint(180, 130)])
    moved = place(plot, item) - before
    assert moved.x() == pytest.approx(30, abs=0.01)
    assert moved.y() == pytest.approx(10, abs=0.01)
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert (place(plot, item) - before).manhattanLength() < 1e-6


def test_that_the_wheel_zooms_at_the_mouse_and_not_without_end(plot: ScatterPlot, qapp: QApplication):
    item = alone_item(plot)
    at = place(plot, item)
    width = plot.scene.window.width
    for _ in range(60):
        wheel = QWheelEvent(
            at, QPointF(plot.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        qapp.sendEvent(plot, wheel)
    assert width / 500 < plot.scene.window.width < width / 100
    assert (place(plot, item) - at).manhattanLength() < 0.01


def test_that_a_lasso_takes_what_it_goes_round_and_nothing_that_is_faded(plot: ScatterPlot, qtbot: QtBot):
    standing = standing_of(ITEMS, "both", {"emotion": {"fear"}}, None)
    plot.show_standing(standing)
    qtbot.waitUntil(lambda: not plot.scene.is_bright.all())
    frame = plot.frame().toRect().adjusted(1, 1, -1, -1)
    round_all = [frame.topLeft(), frame.topRight(), frame.bottomRight(), frame.bottomLeft()]
    with qtbot.waitSignal(plot.lassoed) as taken:
        drag(qtbot, plot, round_all, Qt.KeyboardModifier.ShiftModifier)
    wanted = {item for item, row in enumerate(ITEMS.rows) if row.emotion != "fear"}
    assert set(taken.args[0].tolist()) == wanted


def test_that_a_faded_point_is_not_under_the_mouse(plot: ScatterPlot, qtbot: QtBot):
    item = alone_item(plot)
    at = place(plot, item)
    plot.show_standing(standing_of(ITEMS, "both", {"speaker": {ITEMS.rows[item].speaker}}, None))
    qtbot.waitUntil(lambda: not plot.scene.is_bright.all())
    assert plot.point_at(at) != item


def test_that_the_title_enlarges_and_the_points_do_not(plot: ScatterPlot, qtbot: QtBot):
    with qtbot.waitSignal(plot.enlarge_clicked):
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(60, 4))
    with qtbot.waitSignal(plot.enlarge_clicked):
        qtbot.keyClick(plot, Qt.Key.Key_Return)


def test_that_points_glide_to_where_noise_brings_them_and_the_window_stays_that_was_zoomed(
    plot: ScatterPlot, qtbot: QtBot
):
    cloud = CLOUDS["emotion"]
    plot.zoom(0.5)
    window = plot.scene.window
    plot.show_cloud(replace(cloud, xs=cloud.xs + 1), ALL)
    assert plot._film.isActive()
    qtbot.waitUntil(lambda: not plot._film.isActive())
    assert plot.scene.window == window
    assert not plot._glide.is_going


@pytest.fixture
def grid(qtbot: QtBot, qapp: QApplication) -> ScatterGrid:
    made = ScatterGrid(Theme(qapp))
    qtbot.addWidget(made)
    made.resize(760, 480)
    for row, cloud in enumerate(CLOUDS.values()):
        for column in range(3):
            made.show_cloud(row, column, cloud if column else None, ALL, "nothing here")
    made.show()
    qtbot.waitUntil(lambda: bool(made.plots[2, 2].scene.is_bright.any()))
    return made


def test_that_what_is_hovered_in_one_plot_is_ringed_in_all(grid: ScatterGrid, qtbot: QtBot):
    plot = grid.plots[0, 1]
    item = alone_item(plot)
    with qtbot.waitSignal(grid.hovered):
        qtbot.mouseMove(plot, place(plot, item).toPoint())
    for place_, other in grid.plots.items():
        if place_[1]:
            assert other.scene.cloud.items[other._points["hovered"]] == item


def test_that_one_plot_can_have_the_room_of_all_until_escape(grid: ScatterGrid, qtbot: QtBot):
    small = grid.plots[1, 2].size()
    grid.plots[1, 2].enlarge_clicked.emit()
    qtbot.waitUntil(lambda: grid.plots[1, 2].width() > 2 * small.width())
    assert grid.alone == (1, 2)
    assert [name for name, plot in grid.plots.items() if plot.isVisible()] == [(1, 2)]
    qtbot.keyClick(grid.plots[1, 2], Qt.Key.Key_Escape)
    assert grid.alone is None
    assert all(plot.isVisible() for plot in grid.plots.values())


def test_that_nine_plots_of_many_points_are_each_drawn_in_a_turn_of_their_own(grid: ScatterGrid, qtbot: QtBot):
    drawn: list[int] = []
    for number, plot in enumerate(grid.plots.values()):
        plot._soon.timeout.connect(lambda number=number: drawn.append(number))
    grid.show_standing(np.ones_like(ALL))
    assert not drawn
    qtbot.waitUntil(lambda: sorted(drawn) == list(range(9)))
