# SPDX-License-Identifier: MIT
"""One utterance under one noise at an SNR: seen, and heard part by part."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSlider, QStackedWidget, QWidget

from ser_workbench.gui.card import Card, label
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.panels.corpus_buttons import Hint, IconButton
from ser_workbench.gui.panels.corpus_sound import CURSOR_MS
from ser_workbench.gui.panels.noise_figures import MixPictures
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.noise_mixture import Mixture, MixWish
from ser_workbench.presenters.noise_preview import PARTS, Part

LOWEST_DB, HIGHEST_DB, STEPS_A_DB = -20, 40, 2
REST_MS = 60
"""The slider rests so long before a mix is asked for."""
PART_WORDS = {"clean": "Clean", "noise": "Noise", "mix": "Mix"}
PART_HELP = {
    "clean": "Hear the utterance alone, at the level it has in the mix",
    "noise": "Hear the noise alone, at the level it has in the mix",
    "mix": "Hear speech and noise together (Space)",
}


class PreviewCard(Card):
    """SNR slider above, pictures in the middle, what is heard below."""

    snr_chosen = Signal(float)
    draw_clicked = Signal()
    part_clicked = Signal(str)
    cursor_wanted = Signal()
    noise_shown = Signal(str)
    """The id of the noise that is mixed now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Preview of one mix", parent)
        self.draw_button = IconButton(theme, "Draw one", "refresh", "Show another item of the noisy set, as it will be")
        self.draw_button.clicked.connect(self.draw_clicked)
        self.header_buttons.addWidget(self.draw_button)
        self.slider = _snr_slider()
        self.slider.valueChanged.connect(self._slid)
        self._snr = label("", "value")
        self._parts = ElidedLabel("", "caption")
        self._level = ElidedLabel("", "caption")
        self._level.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._theme = theme
        self.pictures: MixPictures | None = None  # Made when first needed: plots take long to make.
        self.play_buttons: dict[Part, IconButton] = {part: self._play_button(theme, part) for part in PARTS}
        self.hint = Hint("")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.hint)
        self._controls = self._arrange_controls()
        self.body.addWidget(self._controls)
        self.body.addWidget(self._pages, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(lambda: self.snr_chosen.emit(self.slider.value() / STEPS_A_DB))
        self._timer = QTimer(self)
        self._timer.setInterval(CURSOR_MS)
        self._timer.timeout.connect(self.cursor_wanted)

    @property
    def has_pictures(self) -> bool:
        """Whether a mix is to be seen."""
        return self._pages.currentIndex() == 1

    @property
    def words(self) -> str:
        """Which utterance is under which noise."""
        return self._parts.whole

    @property
    def level(self) -> str:
        """The SNR measured and the level chosen."""
        return self._level.whole

    def show_no_mix(self, sentence: str) -> None:
        """Nothing can be mixed yet."""
        self._say(sentence, "caption")
        self._controls.setEnabled(False)
        self.draw_button.setEnabled(False)
        self._parts.show_text("")
        self._level.show_text("")

    def show_wish(self, wish: MixWish) -> None:
        """What is being mixed."""
        self._controls.setEnabled(True)
        self.draw_button.setEnabled(True)
        if not self._rest.isActive():  # Else the user's hand is still on the slider.
            was_blocked = self.slider.blockSignals(True)
            self.slider.setValue(round(wish.snr_db * STEPS_A_DB))
            self.slider.blockSignals(was_blocked)
            self._show_snr(wish.snr_db)
        self._parts.show_text(f"{wish.utterance_id}  under  {wish.noise_id}")
        self._parts.setToolTip(f"{wish.speech}\nunder\n{wish.noise}")
        self.noise_shown.emit(wish.noise_id)

    def show_mixture(self, mixture: Mixture, level: str) -> None:
        """Draw it."""
        if self.pictures is None:
            self.pictures = MixPictures(self._theme)
            self._pages.addWidget(self.pictures)
        self.pictures.show_mixture(mixture)
        self._level.show_text(level)
        for button in self.play_buttons.values():
            button.setEnabled(True)
        self._pages.setCurrentIndex(1)

    def show_mix_error(self, sentence: str) -> None:
        """It cannot be mixed."""
        self._say(sentence, "error")
        self._level.show_text("")

    def show_playing_part(self, part: Part | None) -> None:
        """Turn the button of the part that is heard into its opposite."""
        for name, button in self.play_buttons.items():
            button.show_icon("stop" if name == part else "play")
        if part is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def show_mix_cursor(self, seconds: float | None) -> None:
        """Where the sound is."""
        if self.pictures is not None:
            self.pictures.show_cursor(seconds)

    def _slid(self, value: int) -> None:
        self._show_snr(value / STEPS_A_DB)
        self._rest.start()

    def _show_snr(self, snr_db: float) -> None:
        self._snr.setText(f"{snr_db:+.1f} dB".replace("-", "−"))

    def _say(self, sentence: str, role: str) -> None:
        self.hint.show_sentence(sentence, role)
        self._pages.setCurrentIndex(0)
        for button in self.play_buttons.values():
            button.setEnabled(False)

    def _play_button(self, theme: Theme, part: Part) -> IconButton:
        button = IconButton(theme, PART_WORDS[part], "play", PART_HELP[part])
        button.setEnabled(False)
        button.clicked.connect(lambda: self.part_clicked.emit(part))
        return button

    def _arrange_controls(self) -> QWidget:
        controls = QWidget()
        grid = QGridLayout(controls)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(TIGHT)
        grid.addWidget(self._parts, 0, 0, 1, 3)
        grid.addWidget(label("SNR"), 1, 0)
        grid.addWidget(self.slider, 1, 1)
        self._snr.setMinimumWidth(84)
        self._snr.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._snr, 1, 2)
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        for button in self.play_buttons.values():
            row.addWidget(button)
        row.addWidget(self._level, 1)
        grid.addLayout(row, 2, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        return controls


def _snr_slider() -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(LOWEST_DB * STEPS_A_DB, HIGHEST_DB * STEPS_A_DB)
    slider.setPageStep(5 * STEPS_A_DB)
    slider.setToolTip("Signal-to-noise ratio of the mix: left is louder noise")
    slider.setAccessibleName("Signal-to-noise ratio in decibels")
    return slider
