# SPDX-License-Identifier: MIT
"""One training utterance that lies near: its emotion, who spoke, how near; and a button to hear it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.live.neighbours import Neighbour

DOT_PX = 10


class NeighbourRow(QWidget):
    """A dot in the emotion's colour, two words, a button."""

    play_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._neighbour: Neighbour | None = None
        self._is_playing = False
        self.play_button = QToolButton()
        self.play_button.clicked.connect(self.play_clicked)
        self._dot = QLabel()
        self._dot.setFixedSize(DOT_PX, DOT_PX)
        self._emotion = label("")
        self.who = ElidedLabel("", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TIGHT)
        row.addWidget(self.play_button)
        row.addWidget(self._dot)
        row.addWidget(self._emotion)
        row.addWidget(self.who, 1)
        theme.changed.connect(self._wear_theme)
        self._wear_theme()

    def show_neighbour(self, neighbour: Neighbour | None) -> None:
        """Another one; None: there is none, and no row."""
        self._neighbour = neighbour
        self.setVisible(neighbour is not None)
        if neighbour is None:
            return
        self._emotion.setText(neighbour.emotion)
        gender = f", {neighbour.gender}" if neighbour.gender else ""
        noise = ", in noise" if neighbour.noise else ""
        self.who.show_text(f"speaker {neighbour.speaker}{gender}{noise}")
        nearer = f"{100 * neighbour.rank_share:.0f} % of training utterances have one nearer to themselves"
        self.setToolTip(f"{neighbour.utterance}\n{nearer}")
        self.play_button.setToolTip(f"Hear {neighbour.utterance}")
        self.play_button.setAccessibleName(f"Hear {neighbour.emotion} of speaker {neighbour.speaker}")
        self._wear_theme()

    def show_playing(self, *, is_playing: bool) -> None:
        """Whether this one is heard."""
        if is_playing != self._is_playing:
            self._is_playing = is_playing
            self._wear_theme()

    def _wear_theme(self) -> None:
        self.play_button.setIcon(self._theme.icon("stop" if self._is_playing else "play"))
        if self._neighbour is not None:
            colour = self._theme.emotion_colour(self._neighbour.emotion)
            self._dot.setStyleSheet(f"background: {colour}; border-radius: {DOT_PX // 2}px;")
