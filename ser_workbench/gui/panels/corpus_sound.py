# SPDX-License-Identifier: MIT
"""The selected utterance: its waveform, its log-Mel, and a button that plays it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ser_workbench.corpus.utterance import Utterance
from ser_workbench.gui.card import Card, label
from ser_workbench.gui.panels.corpus_buttons import Hint, IconButton
from ser_workbench.gui.panels.corpus_figures import SoundPictures
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.corpus_sound import Sound

CURSOR_MS = 50
NOTHING_CHOSEN = "Choose an utterance in the table to see its waveform and log-Mel, and to hear it."


class SoundCard(Card):
    """Pictures of one recording with a cursor that moves while it is heard."""

    play_clicked = Signal()
    cursor_wanted = Signal()
    """While it plays: somebody should say where the sound is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Selected utterance", parent)
        self._facts = label("", "caption")
        self.header_buttons.addWidget(self._facts)
        self.play_button = IconButton(theme, "Play", "play", "Play the selected utterance (Space)")
        self.play_button.setEnabled(False)
        self.play_button.clicked.connect(self.play_clicked)
        self.header_buttons.addWidget(self.play_button)
        self._theme = theme
        self.pictures: SoundPictures | None = None  # Made when first needed: plots take long to make.
        self.hint = Hint(NOTHING_CHOSEN)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.hint)
        self.body.addWidget(self._pages, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(CURSOR_MS)
        self._timer.timeout.connect(self.cursor_wanted)

    @property
    def has_pictures(self) -> bool:
        """Whether waveform and log-Mel are to be seen."""
        return self._pages.currentIndex() == 1

    def show_no_utterance(self) -> None:
        """None is chosen."""
        self._say(NOTHING_CHOSEN)
        self.heading.setText("Selected utterance")
        self._facts.setText("")

    def show_utterance(self, utterance: Utterance) -> None:
        """Name it; the last pictures stay until the new ones come, so that nothing flickers."""
        self.heading.setText(utterance.file.name)
        self.heading.setToolTip(str(utterance.file))
        self._facts.setText(f"{utterance.emotion} · speaker {utterance.speaker} · {utterance.seconds:.2f} s")
        self.play_button.setEnabled(True)

    def show_sound(self, sound: Sound) -> None:
        """Draw waveform and log-Mel."""
        if self.pictures is None:
            self.pictures = SoundPictures(self._theme)
            self._pages.addWidget(self.pictures)
        self.pictures.show_sound(sound)
        self._pages.setCurrentIndex(1)

    def show_no_sound(self, sentence: str) -> None:
        """It cannot be heard, and why."""
        self._say(sentence, "error")

    def show_playing(self, is_playing: bool) -> None:
        """Turn the button into its opposite; move the cursor while it plays."""
        self.play_button.setText("Stop" if is_playing else "Play")
        self.play_button.show_icon("stop" if is_playing else "play")
        if is_playing and not self._timer.isActive():
            self._timer.start()
        elif not is_playing:
            self._timer.stop()

    def show_cursor(self, seconds: float | None) -> None:
        """Where the sound is."""
        if self.pictures is not None:
            self.pictures.show_cursor(seconds)

    def _say(self, sentence: str, role: str = "caption") -> None:
        self.hint.show_sentence(sentence, role)
        self._pages.setCurrentIndex(0)
        self.play_button.setEnabled(False)
