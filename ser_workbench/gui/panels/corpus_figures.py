# SPDX-License-Identifier: MIT
"""Waveform and log-Mel that stand one under the other: one axis of seconds, edges aligned, no number cut off."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ser_workbench.gui.plots.figure import Figure
from ser_workbench.gui.plots.spectrogram import SpectrogramPlot
from ser_workbench.gui.plots.waveform import WaveformPlot
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.presenters.corpus_sound import Sound

ROOM_PX = 7
"""Half the height of a number at the end of an axis."""
LEFT_PX = 46


class SoundPictures(QWidget):
    """One recording."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.waveform = WaveformPlot(theme)
        self.log_mel = SpectrogramPlot(theme)
        stand_above(self.waveform, self.log_mel)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addWidget(self.waveform, 2)
        rows.addWidget(self.log_mel, 3)

    def show_sound(self, sound: Sound) -> None:
        """Draw it."""
        self.waveform.show_samples(sound.samples, sound.sample_rate_hz)
        show_log_mel(self.log_mel, sound)

    def show_cursor(self, seconds: float | None) -> None:
        """Where the sound is."""
        self.waveform.show_cursor(seconds)
        self.log_mel.show_cursor(seconds)


def show_log_mel(plot: SpectrogramPlot, sound: Sound) -> None:
    """Draw a log-Mel over the seconds of its recording: the last half window has no frame of its own."""
    plot.show_log_mel(sound.log_mel)
    plot.setXRange(0, max(sound.seconds, 1e-3), padding=0)


def leave_room(figure: Figure, *, is_above_an_axis: bool = True) -> None:
    """Leave room for the numbers at the ends of the axes, and for the widest number at the left."""

    def fit() -> None:
        figure.getAxis("left").setWidth(figure.theme.font_px(LEFT_PX))

    figure.getPlotItem().setContentsMargins(0, ROOM_PX, ROOM_PX, 0 if is_above_an_axis else ROOM_PX)
    # A short recording is still measured in seconds, not in "seconds (x0.001)".
    figure.getAxis("bottom").enableAutoSIPrefix(False)
    fit()
    figure.theme.changed.connect(fit)


def stand_above(upper: WaveformPlot, lower: SpectrogramPlot) -> None:
    """Take the upper plot's seconds away, which the lower one shows, and align their left edges."""

    def hide_seconds() -> None:
        upper.hideAxis("bottom")

    leave_room(upper, is_above_an_axis=False)
    leave_room(lower)
    hide_seconds()
    upper.theme.changed.connect(hide_seconds)  # A change of theme labels the axis anew, which shows it again.
