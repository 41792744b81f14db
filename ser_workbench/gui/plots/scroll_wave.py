# SPDX-License-Identifier: MIT
"""The waveform of the last seconds, speech in another colour than silence, and a strip of how sure of speech one is."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from ser_workbench.gui.plots.column_ring import ColumnRing, Inks, coverage, ink_of
from ser_workbench.gui.plots.scroll import MARGIN_S, ScrollPlot
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.live_ring import Ring

BEND = 0.6
"""Magnitudes are drawn with this exponent: a whisper and a shout are both seen, and the picture never changes scale."""
THINNEST_PX = 1.2
STRIP_PX, BETWEEN_PX = 7, 3


class ScrollWave(ScrollPlot):
    """Lowest and highest sample of each column; beneath it the probability of speech."""

    def __init__(self, theme: Theme, span_s: float, envelope: Ring, voice: Ring, parent: QWidget | None = None) -> None:
        self._envelope, self._voice = envelope, voice
        self._drawn = self._heard = 0
        self._strip = ColumnRing(1, 1)
        super().__init__(theme, span_s, envelope.pace_s, parent)
        self.hint = "Waveform, and where somebody speaks"
        self.setToolTip("Waveform (loud parts are drawn smaller than they are); beneath it where speech is heard")
        self.setAccessibleName("Waveform and voice activity")

    def show_stream(self, envelope: Ring, voice: Ring) -> None:
        """Draw another stream from now on."""
        self._envelope, self._voice = envelope, voice
        self.redraw()

    def begin(self) -> None:
        """Nothing is drawn; what has been forgotten is never drawn again."""
        self._drawn = max(0, self._envelope.end - self.picture.columns)
        columns = round((self.span_s + MARGIN_S) / self._voice.pace_s)
        self._strip = ColumnRing(columns, 1)
        self._heard = max(0, self._voice.end - columns)

    def catch_up(self) -> bool:
        """New columns, and again those of which it is known only now whether they are speech."""
        first = self._drawn
        if self._voice.end > self._heard:
            first = min(first, int(self._heard * self._voice.pace_s / self._envelope.pace_s))
            self._strip.put(self._heard, self._strip_inks(self._voice.rows(self._heard, self._voice.end)))
            self._heard = self._voice.end
        last = self._envelope.end
        first = max(first, last - self.picture.columns)
        if first >= last:
            return False
        self.picture.put(first, self._wave_inks(first, last))
        self._drawn = last
        return True

    def picture_box(self) -> QRectF:
        """All but the strip."""
        return QRectF(0, 0, self.width(), max(1.0, self.height() - STRIP_PX - BETWEEN_PX))

    def paint(self, painter: QPainter) -> None:
        """Middle line, wave, strip."""
        box = self.picture_box()
        if self.picture.end:
            painter.fillRect(QRectF(0, box.center().y() - 0.5, self.width(), 1), QColor(self.theme.colours.raised))
        self.paint_picture(painter, self.picture, self._envelope.pace_s, box)
        strip = QRectF(0, self.height() - STRIP_PX, self.width(), STRIP_PX)
        painter.fillRect(strip, QColor(self.theme.colours.raised))
        self.paint_picture(painter, self._strip, self._voice.pace_s, strip)

    def _wave_inks(self, first: int, last: int) -> Inks:
        height = self.picture.height
        low, high = _bent(self._envelope.rows(first, last)).T
        too_thin = np.maximum(0, THINNEST_PX / height - (high - low) / 2)
        top, bottom = (1 - high - too_thin) * height / 2, (1 - low + too_thin) * height / 2
        covered = np.nan_to_num(coverage(top, bottom, height))
        c = self.theme.colours
        inks: Inks = np.where(self._is_speech(first, last), ink_of(c.accent, covered), ink_of(c.grid, covered))
        return inks

    def _is_speech(self, first: int, last: int) -> NDArray[np.bool_]:
        """(columns,)"""
        middles = (np.arange(first, last) + 0.5) * self._envelope.pace_s
        places = (middles / self._voice.pace_s).astype(np.intp)
        rows = self._voice.rows(int(places[0]), int(places[-1]) + 1)
        is_speech: NDArray[np.bool_] = rows[places - places[0], 1] > 0
        return is_speech

    def _strip_inks(self, rows: NDArray[np.float32]) -> Inks:
        return ink_of(self.theme.colours.good, np.nan_to_num(rows[:, 0])[None, :])


def _bent(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    size = np.abs(np.clip(samples, -1, 1)) ** BEND
    return np.copysign(size, samples).astype(np.float32)
