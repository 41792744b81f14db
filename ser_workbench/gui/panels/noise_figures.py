# SPDX-License-Identifier: MIT
"""A mix in pictures: the waveform with the clean utterance over it, and both log-Mels side by side."""

from PySide6.QtWidgets import QGridLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.panels.corpus_figures import leave_room, show_log_mel, stand_above
from ser_workbench.gui.plots.spectrogram import SpectrogramPlot
from ser_workbench.gui.plots.waveform import WaveformPlot
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.presenters.noise_mixture import Mixture


class MixPictures(QWidget):
    """One mixture."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.waveform = WaveformPlot(theme)
        self.clean_log_mel = SpectrogramPlot(theme)
        self.mix_log_mel = SpectrogramPlot(theme)
        stand_above(self.waveform, self.clean_log_mel)
        leave_room(self.mix_log_mel)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        grid.addWidget(label("Waveform: the mix, and over it the clean utterance", "caption"), 0, 0, 1, 2)
        grid.addWidget(self.waveform, 1, 0, 1, 2)
        grid.addWidget(label("log-Mel, clean", "caption"), 2, 0)
        grid.addWidget(label("log-Mel, mixed", "caption"), 2, 1)
        grid.addWidget(self.clean_log_mel, 3, 0)
        grid.addWidget(self.mix_log_mel, 3, 1)
        grid.setRowStretch(1, 2)
        grid.setRowStretch(3, 3)

    def show_mixture(self, mixture: Mixture) -> None:
        """Draw it."""
        mix = mixture.mix
        self.waveform.show_samples(mix.samples, mix.sample_rate_hz, overlay=mixture.clean.samples)
        show_log_mel(self.clean_log_mel, mixture.clean)
        show_log_mel(self.mix_log_mel, mix)

    def show_cursor(self, seconds: float | None) -> None:
        """Where the sound is."""
        for plot in (self.waveform, self.clean_log_mel, self.mix_log_mel):
            plot.show_cursor(seconds)
