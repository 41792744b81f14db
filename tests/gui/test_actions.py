# SPDX-License-Identifier: MIT
"""Every action has a place in the menus, a tooltip, and a shortcut that no other has."""

from collections import Counter

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.actions import PANELS, Actions
from ser_workbench.gui.menus import menus_of
from ser_workbench.gui.shortcuts import ShortcutSheet
from ser_workbench.gui.theme import Theme


@pytest.fixture
def actions(qapp: QApplication) -> Actions:
    return Actions(Theme(qapp))


def test_that_every_action_is_in_a_menu(actions: Actions):
    shown = [entry for entries in menus_of(actions).values() for entry in entries if entry is not None]
    assert set(actions.all()) == set(shown)


def test_that_every_action_has_a_tooltip(actions: Actions):
    assert all(action.toolTip() for action in actions.all())


def test_that_no_two_actions_share_a_shortcut(actions: Actions):
    keys = Counter(key.toString() for action in actions.all() for key in action.shortcuts())
    assert [key for key, count in keys.items() if count > 1] == []


def test_that_the_panels_have_the_shortcuts_one_to_nine_and_those_after_them_their_own(actions: Actions):
    wanted = [*(f"Ctrl+{n}" for n in range(1, 10)), "Ctrl+Shift+9", "Ctrl+Shift+0"]
    assert [actions.panels[name].shortcut().toString() for name, _ in PANELS] == wanted[: len(PANELS)]


def test_that_nothing_can_be_paused_before_it_runs(actions: Actions):
    assert not actions.run_pause.isEnabled()
    assert not actions.run_cancel.isEnabled()


def test_that_the_sheet_of_shortcuts_fits_on_a_small_screen(actions: Actions, qtbot: QtBot):
    sheet = ShortcutSheet(actions)
    qtbot.addWidget(sheet)
    assert sheet.sizeHint().width() < 1280
    assert sheet.sizeHint().height() < 720
