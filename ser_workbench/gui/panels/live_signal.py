# SPDX-License-Identifier: MIT
"""The sound of the last seconds: level, waveform, voice activity, log-Mel."""

from PySide6.QtWidgets import QWidget

from ser_workbench.gui.card import Card
from ser_workbench.gui.plots.level_meter import LevelMeter
from ser_workbench.gui.plots.scroll_spectrogram import ScrollSpectrogram
from ser_workbench.gui.plots.scroll_wave import ScrollWave
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.live_scene import SILENCE_DBFS, Listens, LiveScene

SPAN_S = 10.0
WAVE_SHARE, LOG_MEL_SHARE = 3, 5


class SignalCard(Card):
    """All of it stands above each other, the newest moment at the right."""

    def __init__(self, theme: Theme, scene: LiveScene, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_dense()
        self.meter = LevelMeter(theme)
        self.wave = ScrollWave(theme, SPAN_S, scene.envelope, scene.voice)
        self.log_mel = ScrollSpectrogram(theme, SPAN_S, scene.log_mel)
        self.body.addWidget(self.meter)
        self.body.addWidget(self.wave, WAVE_SHARE)
        self.body.addWidget(self.log_mel, LOG_MEL_SHARE)

    def show_stream(self, scene: LiveScene) -> None:
        """Draw another stream from now on."""
        self.wave.show_stream(scene.envelope, scene.voice)
        self.log_mel.show_stream(scene.log_mel)

    def draw(self, scene: LiveScene, edge_s: float, elapsed_s: float) -> None:
        """One frame; a picture that stands keeps its level, too."""
        if scene.state == Listens.LISTENING:
            fallen_s = 0.0 if scene.is_frozen else elapsed_s
            self.meter.show_level(scene.peak_dbfs, scene.held_peak_dbfs, fallen_s, is_clipped=scene.has_clip_light)
        else:
            self.meter.show_level(SILENCE_DBFS, SILENCE_DBFS, elapsed_s, is_clipped=False)
        self.wave.show_edge(edge_s)
        self.log_mel.show_edge(edge_s)
