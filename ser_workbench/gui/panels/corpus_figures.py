# SPDX-License-Identifier: MIT
"""Waveform and log-Mel that stand one under the other: one axis of seconds, edges aligned, no number cut off."""

from ser_workbench.gui.plots.figure import Figure
from ser_workbench.gui.plots.spectrogram import SpectrogramPlot
from ser_workbench.gui.plots.waveform import WaveformPlot
from ser_workbench.gui.theme import Theme

ROOM_PX = 7
"""Half the height of a number at the end of an axis."""


def leave_room(figure: Figure, *, is_above_an_axis: bool = True) -> None:
    """Leave room for the numbers at the ends of the axes."""
    figure.getPlotItem().setContentsMargins(0, ROOM_PX, ROOM_PX, 0 if is_above_an_axis else ROOM_PX)


def stand_above(upper: WaveformPlot, lower: SpectrogramPlot, theme: Theme) -> None:
    """Take the upper plot's seconds away, which the lower one shows, and align their left edges."""

    def hide_seconds() -> None:
        upper.hideAxis("bottom")

    leave_room(upper, is_above_an_axis=False)
    leave_room(lower)
    for figure in (upper, lower):
        figure.getAxis("left").setWidth(46)
    hide_seconds()
    theme.changed.connect(hide_seconds)  # A change of theme labels the axis anew, which shows it again.
