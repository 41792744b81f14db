# SPDX-License-Identifier: MIT
"""What a panel shows before it has anything to show: a sentence, and a button that helps."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from ser_workbench.gui.card import Card, label


class EmptyCard(Card):
    """A sentence and a button in the middle."""

    def __init__(self, tooltip: str = "Do what is missing", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.sentence = label("", "subtitle", is_wrapped=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton()
        self.button.setProperty("kind", "primary")
        self.button.setToolTip(tooltip)
        self.body.addStretch(1)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch(1)

    def show_words(self, sentence: str, button: str) -> None:
        """Say what is missing; without words there is no button."""
        self.sentence.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def offer(self, action: QAction, sentence: str) -> None:
        """Let the button do an action whenever that makes sense."""
        self.show_words(sentence, action.text())
        self.button.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.button.setEnabled)
        self.button.setEnabled(action.isEnabled())
