# SPDX-License-Identifier: MIT
"""The Start panel shows five steps and the workspaces, and says what was clicked."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.actions import Actions
from ser_workbench.gui.panels.start import StartPanel
from ser_workbench.gui.panels.start_parts import RecentButton
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.way import RecentWorkspace, WayStep


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> StartPanel:
    theme = Theme(qapp)
    panel = StartPanel(theme, Actions(theme, parent=theme))
    qtbot.addWidget(panel)
    panel.resize(1100, 700)
    panel.show()
    return panel


def rows(panel: StartPanel) -> list[RecentButton]:
    layout = panel._recent_rows
    found = [layout.itemAt(i).widget() for i in range(layout.count())]
    return [row for row in found if isinstance(row, RecentButton)]


def test_that_a_click_on_a_step_names_its_panel(qtbot: QtBot, panel: StartPanel):
    with qtbot.waitSignal(panel.step_clicked) as signal:
        qtbot.mouseClick(panel._steps["training"], Qt.MouseButton.LeftButton)
    assert signal.args == ["training"]


def test_that_a_workspace_in_the_list_can_be_opened(qtbot: QtBot, panel: StartPanel):
    panel.show_recent([RecentWorkspace(Path("a"), 3, False), RecentWorkspace(Path("b"), 1, True)])
    with qtbot.waitSignal(panel.recent_clicked) as signal:
        qtbot.mouseClick(rows(panel)[1], Qt.MouseButton.LeftButton)
    assert signal.args == [Path("b")]
    assert not panel._nothing_recent.isVisible()


def test_that_the_list_is_replaced_and_survives_a_change_of_theme(qtbot: QtBot, panel: StartPanel):
    panel.show_recent([RecentWorkspace(Path("a"), 3, False)])
    panel.show_recent([])
    qtbot.waitUntil(lambda: not panel.findChildren(RecentButton))
    panel.theme.set_mode("dark")
    panel.theme.set_mode("light")
    assert panel._nothing_recent.isVisible()


def test_that_a_step_that_is_done_wears_a_tick_instead_of_its_number(panel: StartPanel):
    panel.show_way([WayStep("corpus", "Corpus", "535 utterances", is_done=True)])
    assert panel._steps["corpus"]._badge.text() == ""
    assert panel._steps["corpus"]._detail.text() == "535 utterances"
    panel.show_way([WayStep("corpus", "Corpus", "Open a folder", is_done=False)])
    assert panel._steps["corpus"]._badge.text() == "1"


@pytest.mark.parametrize(
    ("button", "action"),
    [("demo_button", "try_demo"), ("corpus_button", "open_corpus"), ("workspace_button", "open_workspace")],
)
def test_that_its_buttons_are_the_actions_of_the_menu(qtbot: QtBot, panel: StartPanel, button: str, action: str):
    with qtbot.waitSignal(getattr(panel._actions, action).triggered):
        qtbot.mouseClick(getattr(panel, button), Qt.MouseButton.LeftButton)
