# SPDX-License-Identifier: MIT
"""Two sliders below the plots: noise comes in over the same utterances, and the training goes by."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.theme import GAP, TIGHT, Theme

REST_MS = 120
"""The slider rests so long before its points are asked for."""
NONE = "none"
STEP_MS = 700
"""Between two epochs while the training is played."""


class StepSlider(QWidget):
    """A slider over named places; the last one is where it rests."""

    chosen = Signal(int)
    """The place."""

    def __init__(self, title: str, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places: Sequence[str] = ()
        """Their names from left to right."""
        self._tooltip = tooltip
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setPageStep(1)
        self.slider.setAccessibleName(title)
        self.words = label("", "caption")
        self._title = label(title)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(TIGHT)
        self.row.addWidget(self._title)
        self.row.addWidget(self.slider, 1)
        self.row.addWidget(self.words)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(lambda: self.chosen.emit(self.slider.value()))
        self.slider.valueChanged.connect(self._slid)

    def show_places(self, names: Sequence[str], chosen: int, why_not: str) -> None:
        """The places from left to right; where there are none, why."""
        if self._rest.isActive():  # The user's hand is still on the slider.
            return
        self.places = names
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, len(names) - 1))
        self.slider.setValue(chosen)
        self.slider.blockSignals(False)
        self.setEnabled(bool(names))
        self.setToolTip(why_not or self._tooltip)
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        self.words.setMinimumWidth(widest + TIGHT)
        self.words.setText(names[chosen] if names else NONE)

    def _slid(self, place: int) -> None:
        self.words.setText(self.places[place] if place < len(self.places) else "")
        self._rest.start()


class SlidersStrip(QWidget):
    """Signals out, `show_…` in."""

    snr_chosen = Signal(int)
    """The place on the slider."""
    epoch_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.snr = StepSlider("Noise", "The same utterances, each under one noise, ever louder to the left")
        self.epochs = StepSlider("Training", "The same utterances after each epoch, on the planes of the end")
        self.play_button = QToolButton()
        self.play_button.setCheckable(True)
        self.play_button.setToolTip("Let the training go by")
        self.epochs.row.insertWidget(1, self.play_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GAP)
        row.addWidget(self.snr, 1)
        row.addWidget(self.epochs, 1)
        self._film = QTimer(self)
        self._film.setInterval(STEP_MS)
        self._film.timeout.connect(self._next_epoch)
        self.snr.chosen.connect(self.snr_chosen)
        self.epochs.chosen.connect(self.epoch_chosen)
        self.play_button.toggled.connect(self._play)
        theme.changed.connect(self._wear_theme)
        self._wear_theme()

    def show_snrs(self, names: Sequence[str], chosen: int, why_not: str = "") -> None:
        """The ratios, the loudest noise first; the last place is clean."""
        self.snr.show_places(names, chosen, why_not)

    def show_epochs(self, names: Sequence[str], chosen: int, why_not: str = "") -> None:
        """The epochs that the run kept; the last place is the network that is shown."""
        self.epochs.show_places(names, chosen, why_not)
        if not names:
            self.play_button.setChecked(False)

    def _play(self, is_on: bool) -> None:
        slider = self.epochs.slider
        if is_on:
            if slider.value() == slider.maximum():
                slider.setValue(0)
            self._film.start()
        else:
            self._film.stop()
        self._wear_theme()

    def _next_epoch(self) -> None:
        slider = self.epochs.slider
        slider.setValue(slider.value() + 1)
        if slider.value() == slider.maximum():
            self.play_button.setChecked(False)

    def _wear_theme(self) -> None:
        self.play_button.setIcon(self._theme.icon("pause" if self.play_button.isChecked() else "play"))
