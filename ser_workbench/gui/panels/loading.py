# SPDX-License-Identifier: MIT
"""The page that stands in for a panel whose code is still being read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.panels.panel import Panel
from ser_workbench.gui.theme import Theme


class LoadingPage(Panel):
    """Says that a panel is coming, or why it will not."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        self.title = title  # The stand-in bears the name of the panel that is coming.
        super().__init__(theme, parent)
        self._words = label("Loading…", "subtitle")
        self.body.addWidget(self._words, 1, Qt.AlignmentFlag.AlignCenter)

    def show_failure(self, sentence: str) -> None:
        """The panel cannot be loaded."""
        self._words.hide()
        self.body.addStretch(1)
        self.show_error(sentence)
