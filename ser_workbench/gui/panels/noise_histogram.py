# SPDX-License-Identifier: MIT
"""Which SNRs the seed draws: upright bars over decibels."""

import pyqtgraph as pg
from PySide6.QtWidgets import QWidget

from ser_workbench.gui.panels.corpus_figures import leave_room
from ser_workbench.gui.plots.figure import Figure
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.noise_size import SnrHistogram


class SnrHistogramPlot(Figure):
    """One bar a bin; the counts at the left."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._histogram: SnrHistogram | None = None
        self._bars: pg.BarGraphItem | None = None
        leave_room(self)
        self.redraw()

    def show_histogram(self, histogram: SnrHistogram) -> None:
        """Draw these counts."""
        self._histogram = histogram
        self.redraw()

    def redraw(self) -> None:
        """Everything again, in the theme's colours."""
        self.set_axis_label("bottom", "SNR drawn, dB")
        if self._bars is not None:
            self.removeItem(self._bars)
            self._bars = None
        histogram = self._histogram
        if histogram is None:
            return
        edges = histogram.edges_db
        self._bars = pg.BarGraphItem(
            x0=edges[:-1],
            x1=edges[1:],
            y0=0,
            height=histogram.counts,
            brush=self.theme.colours.accent,
            pen=pg.mkPen(self.theme.colours.plot_background, width=1),
        )
        self.addItem(self._bars)
        self.setXRange(float(edges[0]), float(edges[-1]), padding=0.02)
        highest = max(1, int(histogram.counts.max()))
        self.setYRange(0, highest, padding=0)
        self.getAxis("left").setTicks([[(0, "0"), (highest, f"{highest:,}")]])
