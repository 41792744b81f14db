# SPDX-License-Identifier: MIT
"""A log-Mel (or MFCC) image over time, with a cursor."""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from ser_workbench.gui.plots.figure import Figure
from ser_workbench.gui.theme import Theme


class SpectrogramPlot(Figure):
    """Features as colours: time to the right, bands upwards."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._image = pg.ImageItem(axisOrder="row-major")
        self._image.setColorMap(pg.colormap.get("viridis"))
        self._y_label = "mel band"
        self.addItem(self._image)
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.setVisible(False)
        self.addItem(self._cursor, ignoreBounds=True)
        self.getAxis("left").setWidth(34)
        self.redraw()

    def show_log_mel(self, features: NDArray[np.float32], hop_ms: float = 10, y_label: str = "mel band") -> None:
        """Draw features (frames, bands); colours run from the 2nd to the 99.5th percentile."""
        frames, bands = features.shape
        low, high = np.percentile(features, (2, 99.5)) if features.size else (0.0, 1.0)
        self._image.setImage(features.T, levels=(float(low), max(float(high), float(low) + 1e-6)))
        seconds = frames * hop_ms / 1000
        self._image.setRect(QRectF(0, 0, seconds, bands))
        self._image.setVisible(True)
        self.setXRange(0, max(seconds, 1e-3), padding=0)
        self.setYRange(0, bands, padding=0)
        self._y_label = y_label
        self.set_axis_label("left", y_label)

    def show_cursor(self, seconds: float | None) -> None:
        """Show where the playback is; None hides the cursor."""
        self._cursor.setVisible(seconds is not None)
        if seconds is not None:
            self._cursor.setValue(seconds)

    def clear(self) -> None:
        """Show nothing."""
        self._image.setVisible(False)
        self.show_cursor(None)

    def redraw(self) -> None:
        """The axes and the cursor again, in the theme's colours; the image keeps its own."""
        self.set_axis_label("bottom", "seconds")
        self.set_axis_label("left", self._y_label)
        self._cursor.setPen(pg.mkPen("#ffffff", width=1.5))
