# SPDX-License-Identifier: MIT
"""A waveform: the extremes of each pixel's samples, a cursor, and a click that says where."""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ser_workbench.gui.plots.figure import Figure, faint
from ser_workbench.gui.theme import Theme

POINTS = 1500
"""Columns that are drawn; more samples than that are summed up by their extremes."""


class WaveformPlot(Figure):
    """Samples over seconds; a second signal may lie faintly over the first."""

    clicked_at = Signal(float)
    """Seconds from the start."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._signals: list[tuple[NDArray[np.float32], int]] = []
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.setVisible(False)
        self._drawn: list[pg.PlotDataItem] = []
        self.addItem(self._cursor, ignoreBounds=True)
        self.setYRange(-1, 1, padding=0)
        self.getAxis("left").setTicks([[(-1, "−1"), (0, "0"), (1, "1")]])
        self.getAxis("left").setWidth(34)
        self.scene().sigMouseClicked.connect(self._clicked)
        self.redraw()

    def show_samples(
        self, samples: NDArray[np.float32], sample_rate_hz: int, overlay: NDArray[np.float32] | None = None
    ) -> None:
        """Draw a signal: samples (n,) of full scale ±1; `overlay` of the same rate lies faintly over it."""
        self._signals = [(samples, sample_rate_hz)]
        if overlay is not None:
            self._signals.append((overlay, sample_rate_hz))
        loudest = max(float(np.abs(one).max()) if one.size else 0.0 for one, _ in self._signals)
        reach = min(1.0, max(0.05, loudest * 1.1))
        self.setYRange(-reach, reach, padding=0)
        self.getAxis("left").setTicks([[(-reach, f"−{reach:.2g}"), (0, "0"), (reach, f"{reach:.2g}")]])
        self.setXRange(0, max(1e-3, len(samples) / sample_rate_hz), padding=0)
        self._draw_signals()

    def show_cursor(self, seconds: float | None) -> None:
        """Show where the playback is; None hides the cursor."""
        self._cursor.setVisible(seconds is not None)
        if seconds is not None:
            self._cursor.setValue(seconds)

    def clear(self) -> None:
        """Show nothing."""
        self._signals = []
        self.show_cursor(None)
        self._draw_signals()

    def redraw(self) -> None:
        """Everything again, in the theme's colours."""
        self.set_axis_label("bottom", "seconds")
        self._cursor.setPen(pg.mkPen(self.theme.colours.bad, width=1.5))
        self._draw_signals()

    def _draw_signals(self) -> None:
        for item in self._drawn:
            self.removeItem(item)
        self._drawn = []
        colours = (self.theme.colours.accent, faint(self.theme.class_colour(3), 170))
        for (samples, rate), colour in zip(self._signals, colours, strict=False):
            seconds, extremes = envelope(samples, rate)
            self._drawn.append(self.plot(seconds, extremes, pen=pg.mkPen(colour, width=1)))

    def _clicked(self, event: object) -> None:
        if getattr(event, "button", lambda: None)() != Qt.MouseButton.LeftButton or not self._signals:
            return
        place = self.getViewBox().mapSceneToView(event.scenePos())  # type: ignore[attr-defined]
        samples, rate = self._signals[0]
        self.clicked_at.emit(float(min(max(0.0, place.x()), len(samples) / rate)))


def envelope(samples: NDArray[np.float32], sample_rate_hz: int) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """The line to draw: every sample of a short signal, lowest and highest of each column of a long one.

    samples: (n,); returns seconds and values, each (n,) or (2 · POINTS,)
    """
    if samples.size <= 2 * POINTS:
        return np.arange(samples.size) / sample_rate_hz, samples
    starts = np.linspace(0, samples.size, POINTS, endpoint=False).astype(np.intp)
    extremes = np.stack([np.minimum.reduceat(samples, starts), np.maximum.reduceat(samples, starts)], axis=1)
    return np.repeat(starts / sample_rate_hz, 2), extremes.reshape(-1)
