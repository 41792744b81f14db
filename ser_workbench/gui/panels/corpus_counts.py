# SPDX-License-Identifier: MIT
"""Counts by emotion, gender and speaker as bars; a click on a bar shows its utterances."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.plots.bars import Bar, BarsPlot
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.presenters.corpus_rows import CorpusCounts

BAR_PX, EDGE_PX = 21, 12


class CountsPage(QWidget):
    """Three charts, one under the other."""

    bar_clicked = Signal(str, str)
    """(part of the filter, value): `emotion`, `anger`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: CorpusCounts | None = None
        self.charts = {part: BarsPlot(theme) for part in ("emotion", "gender", "speaker")}
        inside = QWidget()
        inside.setObjectName("scrolled")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, TIGHT, TIGHT, 0)
        rows.setSpacing(2)
        for part, chart in self.charts.items():
            rows.addWidget(label(f"Utterances by {part}", "caption"))
            rows.addWidget(chart)
            rows.addSpacing(TIGHT)
            chart.setToolTip(f"Click a bar to show the utterances of that {part}")
            chart.clicked.connect(lambda name, part=part: self.bar_clicked.emit(part, name))
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        theme.changed.connect(self._draw)

    def show_counts(self, counts: CorpusCounts) -> None:
        """Draw the charts."""
        self._counts = counts
        self._draw()

    def _draw(self) -> None:
        if self._counts is None:
            return
        theme, counts = self._theme, self._counts
        self._show("emotion", [Bar(name, count, theme.emotion_colour(name)) for name, count in counts.emotions.items()])
        self._show("gender", [Bar(name, count, theme.gender_colour(name)) for name, count in counts.genders.items()])
        of = counts.gender_of
        bars = [Bar(name, count, theme.gender_colour(of[name])) for name, count in counts.speakers.items()]
        self._show("speaker", bars)

    def _show(self, part: str, bars: list[Bar]) -> None:
        chart = self.charts[part]
        chart.setFixedHeight(len(bars) * BAR_PX + EDGE_PX)
        chart.show_bars(bars)
