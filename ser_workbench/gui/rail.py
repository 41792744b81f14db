# SPDX-License-Identifier: MIT
"""The rail at the left: one button a panel, and the name of the program above."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ser_workbench.gui.actions import PANELS, Actions
from ser_workbench.gui.card import label
from ser_workbench.gui.theme import GAP, PAD, TIGHT, Theme

WIDTH = 176


class NavigationRail(QWidget):
    """Shows where one is; a click says where one wants to go."""

    panel_chosen = Signal(str)

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(GAP, PAD, GAP, GAP)
        rows.setSpacing(4)
        rows.addLayout(self._make_name())
        rows.addSpacing(GAP)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for name, title in PANELS:
            self.buttons[name] = self._make_button(name, title, actions)
            rows.addWidget(self.buttons[name])
        rows.addStretch(1)
        self.shortcuts_button = QPushButton("All shortcuts  F1")
        self.shortcuts_button.setProperty("kind", "quiet")
        self.shortcuts_button.setToolTip(actions.show_shortcuts.toolTip())
        self.shortcuts_button.clicked.connect(actions.show_shortcuts.trigger)
        rows.addWidget(self.shortcuts_button)
        self._wear_theme()
        theme.changed.connect(self._wear_theme)

    def show_panel(self, name: str) -> None:
        """Mark the panel that is shown."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)

    def _make_name(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.setContentsMargins(TIGHT, 0, 0, 0)
        self._sign = QLabel()
        row.addWidget(self._sign)
        row.addWidget(label("SER Workbench", "heading"), 1)
        return row

    def _make_button(self, name: str, title: str, actions: Actions) -> QPushButton:
        button = QPushButton(f" {title}")  # The space sets the word off from the icon.
        button.setProperty("kind", "rail")
        button.setCheckable(True)
        button.setToolTip(actions.panels[name].toolTip())
        button.setIconSize(QSize(20, 20))
        button.clicked.connect(lambda: self.panel_chosen.emit(name))
        self._group.addButton(button)
        return button

    def _wear_theme(self) -> None:
        self._sign.setPixmap(self._theme.picture("ser-workbench", 26))
        for name, button in self.buttons.items():
            button.setIcon(self._theme.icon(name))
