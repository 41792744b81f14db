# SPDX-License-Identifier: MIT
"""The utterance that is marked in all plots: who says it, how, where it stands; and to hear it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from ser_workbench.gui.card import Card
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.inspect_words import UtteranceWords

HINT = "Point at a dot to name it; click to hear it"
HEARS = "Hear the marked utterance as the network heard it (Space)"


class UtteranceCard(Card):
    """Three lines and a button."""

    play_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Utterance", parent)
        self._theme = theme
        self.play_button = QToolButton()
        self.play_button.setToolTip(HEARS)
        self.play_button.clicked.connect(self.play_clicked)
        self.header_buttons.addWidget(self.play_button)
        self.lines = [ElidedLabel("", role) for role in ("", "caption", "caption")]
        for line in self.lines:
            self.body.addWidget(line)
        self.show_words(None)
        self.show_playing(is_playing=False)
        theme.changed.connect(lambda: self.show_playing(is_playing=False))

    def show_words(self, words: UtteranceWords | None) -> None:
        """What is known of it."""
        texts = (words.name, words.who, words.where) if words is not None else (HINT, "", "")
        for line, text in zip(self.lines, texts, strict=True):
            line.show_text(text)

    def show_can_play(self, *, can_play: bool) -> None:
        """Whether there is a marked one to hear."""
        self.play_button.setEnabled(can_play)

    def show_playing(self, *, is_playing: bool) -> None:
        """Whether it is heard now."""
        self.play_button.setAccessibleName("Stop" if is_playing else "Play")
        self.play_button.setIcon(self._theme.icon("stop" if is_playing else "play"))
