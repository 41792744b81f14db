# SPDX-License-Identifier: MIT
"""The log-Mel of the last seconds; its colours follow the loudness of the room slowly."""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ser_workbench.gui.plots.column_ring import Inks
from ser_workbench.gui.plots.scroll import ScrollPlot
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.live_ring import Ring

NARROWEST, WIDEST = 7.0, 10.0
"""Natural logarithms from the darkest to the brightest colour: 30 to 43 dB."""
LOOK_EVERY_S = 0.5
TOWARDS = 0.35
"""How far the colours go at a look to where they should be."""
TELLING = 0.25
"""Smaller changes of the range are not worth drawing everything again."""
TICKS_S = 2.0
BELOW_PX = 4


class ScrollSpectrogram(ScrollPlot):
    """Time to the right, Mel bands upwards."""

    def __init__(self, theme: Theme, span_s: float, log_mel: Ring, parent: QWidget | None = None) -> None:
        self._log_mel = log_mel
        self._drawn = self._looked = 0
        self._range: tuple[float, float] | None = None
        table = pg.colormap.get("viridis").getLookupTable(nPts=256).astype(np.uint32)
        self._colours: Inks = np.uint32(0xFF << 24) | table[:, 0] << 16 | table[:, 1] << 8 | table[:, 2]
        super().__init__(theme, span_s, log_mel.pace_s, parent)
        self.hint = "Log-Mel"
        self.setToolTip("Log-Mel: 40 bands up to 8 kHz; bright is loud")
        self.setAccessibleName("Log-Mel")

    def show_stream(self, log_mel: Ring) -> None:
        """Draw another stream from now on."""
        self._log_mel, self._range, self._looked = log_mel, None, 0
        self.redraw()

    def begin(self) -> None:
        """Nothing is drawn; what has been forgotten is never drawn again."""
        self._drawn = max(0, self._log_mel.end - self.picture.columns)

    def height_of_picture(self, pixels: int) -> int:  # noqa: ARG002  # A band is a pixel, whatever the height.
        """One pixel a band; Qt makes them as high as there is room."""
        return self._log_mel.width

    def catch_up(self) -> bool:
        """New columns; all of them where the colours have moved."""
        last = self._log_mel.end
        if last - self._looked >= LOOK_EVERY_S / self._log_mel.pace_s or self._range is None:
            self._look(last)
        if self._drawn >= last:
            return False
        self.picture.put(self._drawn, self._inks(self._log_mel.rows(self._drawn, last)))
        self._drawn = last
        return True

    def picture_box(self) -> QRectF:
        """All but the seconds beneath."""
        return QRectF(0, 0, self.width(), max(1.0, self.height() - self._times_px()))

    def paint(self, painter: QPainter) -> None:
        """The picture and its seconds."""
        box = self.picture_box()
        self.paint_picture(painter, self.picture, self._log_mel.pace_s, box)
        self.paint_times(painter, box.bottom() + BELOW_PX / 2, TICKS_S)

    def _look(self, last: int) -> None:
        """Move the range of the colours towards what is shown."""
        self._looked = last
        shown = self._log_mel.rows(max(0, last - self.picture.columns), last)
        shown = shown[np.isfinite(shown)]
        if not shown.size:
            return
        quiet, loud = (float(value) for value in np.percentile(shown, (20, 99.7)))
        wanted = (max(quiet, loud - WIDEST), max(loud, quiet + NARROWEST))
        before = self._range or wanted
        moved = tuple(old + TOWARDS * (new - old) for old, new in zip(before, wanted, strict=True))
        if self._range is None or max(abs(a - b) for a, b in zip(moved, self._range, strict=True)) > TELLING:
            self._range = (moved[0], moved[1])
            self.begin()

    def _inks(self, rows: NDArray[np.float32]) -> Inks:
        """(columns, bands) → (bands, columns), the lowest band at the foot; nothing where nothing is known."""
        low, high = self._range or (0.0, 1.0)
        shades = np.clip((rows - low) * (255 / (high - low)), 0, 255)
        inks: Inks = np.where(np.isfinite(rows), self._colours[np.nan_to_num(shades).astype(np.uint8)], 0)
        return np.ascontiguousarray(inks.T[::-1]).astype(np.uint32)

    def _times_px(self) -> int:
        return self.theme.font_px(15) + BELOW_PX
