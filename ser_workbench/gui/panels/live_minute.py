# SPDX-License-Identifier: MIT
"""The last minute on a line, and the figures of the work behind it: latency, computing, sound that was lost."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ser_workbench.gui.card import Card, label
from ser_workbench.gui.plots.emotion_timeline import EmotionTimeline, SpokenBlock
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.live_scene import SHOWN_S, LiveScene
from ser_workbench.presenters.live_shown import figures_of, spans_of

EVERY_FRAMES = 8
"""Figures that change faster than four times a second cannot be read."""


class MinuteCard(Card):
    """Blocks, curves and figures."""

    def __init__(self, theme: Theme, scene: LiveScene, parent: QWidget | None = None) -> None:
        super().__init__("Last minute", parent)
        self.set_dense()
        self._frames = 0
        self.timeline = EmotionTimeline(theme, SHOWN_S, scene.emotions, scene.running)
        self.figures: dict[str, QLabel] = {}
        for figure in figures_of(scene):
            self._add_figure(figure.title, figure.tooltip)
        self.body.addWidget(self.timeline)

    def show_stream(self, scene: LiveScene) -> None:
        """Draw another stream from now on."""
        self.timeline.show_stream(scene.emotions, scene.running)
        self._show_figures(scene)

    def draw(self, scene: LiveScene, edge_s: float, chosen: int) -> None:
        """One frame."""
        blocks = [SpokenBlock(span.number, span.start_s, span.end_s, span.emotions) for span in spans_of(scene)]
        self.timeline.show_blocks(blocks, chosen)
        self.timeline.show_edge(edge_s)
        self._frames += 1
        if self._frames % EVERY_FRAMES == 0:
            self._show_figures(scene)

    def _show_figures(self, scene: LiveScene) -> None:
        for figure in figures_of(scene):
            shown = self.figures[figure.title]
            if shown.text() != figure.text:
                shown.setText(figure.text)
                shown.setProperty("role", "warn" if figure.is_trouble else "")
                shown.style().polish(shown)

    def _add_figure(self, title: str, tooltip: str) -> None:
        inside = QWidget()
        inside.setToolTip(tooltip)
        row = QHBoxLayout(inside)
        row.setContentsMargins(GAP, 0, 0, 0)
        row.setSpacing(TIGHT)
        self.figures[title] = label("–")
        row.addWidget(label(title, "caption"))
        row.addWidget(self.figures[title])
        self.header_buttons.addWidget(inside)
