# SPDX-License-Identifier: MIT
"""The window: rail, pages, menus, drops, errors."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ser_workbench.gui.actions import PANELS, Actions
from ser_workbench.gui.launch import make_window
from ser_workbench.gui.main_window import MainWindow
from ser_workbench.gui.panels.loading import LoadingPage
from ser_workbench.gui.panels.panel import Panel
from ser_workbench.gui.theme import Theme


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    theme = Theme(qapp)
    window = make_window(theme, Actions(theme))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.first_painted):
        window.show()
    return window


def test_that_the_start_panel_is_there_and_the_others_are_loading(window: MainWindow):
    kinds = [isinstance(window.page(name), LoadingPage) for name, _ in PANELS]
    assert kinds == [False] + [True] * (len(PANELS) - 1)


def test_that_a_click_on_the_rail_turns_to_a_panel_that_is_not_ready_without_freezing(window: MainWindow):
    window.rail.buttons["training"].click()
    assert window.panel_name == "training"
    assert window.actions_of_window.panels["training"].isChecked()


def test_that_ctrl_and_a_number_turns_to_that_panel(qtbot: QtBot, window: MainWindow):
    window.activateWindow()
    for number, (name, _) in enumerate(PANELS, start=1):
        ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        digit = number if number < 10 else (number - 1) % 10
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + digit), ctrl if number < 10 else ctrl | shift)
        assert window.panel_name == name
        assert window.rail.buttons[name].isChecked()


def test_that_a_panel_takes_the_place_of_its_stand_in_while_it_is_shown(qapp: QApplication, window: MainWindow):
    window.show_panel("noise")
    panel = Panel(Theme(qapp))
    window.put_panel("noise", panel)
    assert window.page("noise") is panel
    assert window.panel_name == "noise"
    assert panel.isVisible()
    assert [window.page(name) is panel for name, _ in PANELS].count(True) == 1


def test_that_an_error_stands_in_a_banner_until_it_is_closed(qtbot: QtBot, window: MainWindow):
    window.show_error("The corpus is gone; choose another folder.")
    banner = window.page("start").banner
    assert banner.isVisible()
    assert banner.sentence.text() == "The corpus is gone; choose another folder."
    assert "The corpus is gone" in window.status.message.text()
    qtbot.mouseClick(banner.close_button, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


@pytest.mark.parametrize("is_file", [False, True], ids=["a folder", "a file in it"])
def test_that_a_dropped_folder_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path, is_file: bool):
    (tmp_path / "a.wav").touch()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.wav" if is_file else tmp_path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(window.folder_dropped) as signal:
        window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    assert signal.args == [tmp_path]


def test_that_words_cannot_be_dropped(window: MainWindow):
    data = QMimeData()
    data.setText("hello")
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    enter.ignore()
    window.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_that_every_button_of_the_start_panel_and_the_rail_has_a_tooltip(window: MainWindow):
    from PySide6.QtWidgets import QPushButton

    shown: list[QWidget] = [*window.findChildren(QPushButton), *window.findChildren(QToolButton)]
    nameless = [widget for widget in shown if widget.isVisible() and not widget.toolTip()]
    assert nameless == []


def test_that_the_window_fits_1280_by_800(window: MainWindow):
    smallest = window.minimumSizeHint()
    assert smallest.width() <= 1280
    assert smallest.height() <= 800


def test_that_the_sheet_lists_every_shortcut(qtbot: QtBot, window: MainWindow):
    from PySide6.QtWidgets import QLabel

    from ser_workbench.gui.shortcuts import ShortcutSheet

    sheet = ShortcutSheet(window.actions_of_window, window)
    words = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Open corpus", "Ctrl+O", "Stop and keep", "Ctrl+K", "F1 or Ctrl+/"} <= words


def test_that_closing_asks_first_where_something_would_be_lost(qtbot: QtBot, window: MainWindow):
    window.question_before_closing = lambda: "A training is running."
    window.close()
    assert window.isVisible()
    question = window.findChild(QMessageBox)
    assert question.text() == "A training is running."
    question.button(QMessageBox.StandardButton.Cancel).click()
    assert window.isVisible()
    window.close()
    quit_button = next(button for button in window.findChildren(QMessageBox)[-1].buttons() if button.text() == "Quit")
    with qtbot.waitSignal(window.closing):
        quit_button.click()
    assert not window.isVisible()


def test_that_closing_asks_nothing_where_nothing_would_be_lost(qtbot: QtBot, window: MainWindow):
    with qtbot.waitSignal(window.closing):
        window.close()
    assert not window.isVisible()
