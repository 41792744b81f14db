# SPDX-License-Identifier: MIT
"""Actions of the window as buttons with words, in the head of a panel; menus and shortcuts are the same actions."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from ser_workbench.gui.theme import Theme

ICON_PX = 16


def action_button(action: QAction, kind: str) -> QToolButton:
    """A button of one of the theme's kinds: primary, plain, danger."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setProperty("kind", kind)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(QSize(ICON_PX, ICON_PX))
    return button


def start_button(action: QAction, theme: Theme, icon: str = "play") -> QToolButton:
    """The button that begins; on the accent colour the action's own icon could not be seen."""
    button = action_button(action, "primary")

    def wear_theme() -> None:
        button.setIcon(theme.accent_icon(icon) if action.isEnabled() else action.icon())

    action.changed.connect(wear_theme)
    theme.changed.connect(wear_theme)
    wear_theme()
    return button


def enable_actions(actions: Iterable[tuple[QAction, bool]]) -> None:
    """Enable what makes sense; only what changes is touched, since every touch lays out anew."""
    for action, is_enabled in actions:
        if action.isEnabled() != is_enabled:
            action.setEnabled(is_enabled)
