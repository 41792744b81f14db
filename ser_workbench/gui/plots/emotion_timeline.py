# SPDX-License-Identifier: MIT
"""The last minute: a block for each utterance above, the running probabilities stacked beneath."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QLinearGradient, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ser_workbench.gui.plots.column_ring import Inks, coverage, ink_of
from ser_workbench.gui.plots.scroll import ScrollPlot
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.live_ring import Ring

TICKS_S = 10.0
BLOCK_PX, WORD_PX, BETWEEN_PX, BELOW_PX = 12, 18, 4, 4
LETTERS_PX = 13
NARROWEST_PX = 4.0
LEAST_OF_WORD = 0.7
"""A word of which less can be read is left out."""


@dataclass(frozen=True, slots=True)
class SpokenBlock:
    """An utterance, or what has come of it so far."""

    number: int
    """0 while it lasts."""
    start_s: float
    end_s: float
    emotions: tuple[str, ...]
    """Those named, the likeliest first; none while nothing is said of it yet."""


class EmotionTimeline(ScrollPlot):
    """A click on a block names its utterance."""

    utterance_clicked = Signal(int)

    def __init__(
        self, theme: Theme, span_s: float, emotions: tuple[str, ...], running: Ring, parent: QWidget | None = None
    ) -> None:
        self._emotions, self._running = emotions, running
        self._drawn = 0
        self._blocks: tuple[SpokenBlock, ...] = ()
        self._chosen = 0
        super().__init__(theme, span_s, running.pace_s, parent)
        self.hint = "Utterances, and how each moment sounds"
        self.setToolTip("The last minute: its utterances, and what each moment sounded like; click an utterance")
        self.setAccessibleName("The last minute")

    def show_stream(self, emotions: tuple[str, ...], running: Ring) -> None:
        """Draw another stream from now on."""
        self._emotions, self._running = emotions, running
        self._pace_s = running.pace_s
        self._blocks, self._chosen = (), 0
        self.redraw()

    def show_blocks(self, blocks: Sequence[SpokenBlock], chosen: int) -> None:
        """The utterances, oldest first, and the number of the one that is looked at."""
        shown = tuple(blocks)
        if shown != self._blocks or chosen != self._chosen:
            self._blocks, self._chosen = shown, chosen
            self.update()

    def begin(self) -> None:
        """Nothing is drawn; what has been forgotten is never drawn again."""
        self._drawn = max(0, self._running.end - self.picture.columns)

    def catch_up(self) -> bool:
        """New columns."""
        last = self._running.end
        if self._drawn >= last:
            return False
        first = max(0, self._drawn - 1)  # What follows a hole tells whether it is one.
        self.picture.put(first, self._inks(first, last))
        self._drawn = last
        return True

    def picture_box(self) -> QRectF:
        """Beneath the blocks and their words, above the seconds."""
        top = self._lane_px() + BETWEEN_PX
        return QRectF(0, top, self.width(), max(1.0, self.height() - top - self.theme.font_px(15) - BELOW_PX))

    def block_rect(self, block: SpokenBlock) -> QRectF:
        """Where an utterance lies in the widget."""
        left = max(0.0, self.x_of(block.start_s))
        wide = max(NARROWEST_PX, min(self.x_of(block.end_s), float(self.width())) - left)
        return QRectF(left, 0, wide, self.theme.font_px(BLOCK_PX))

    def block_at(self, place: QPointF) -> SpokenBlock | None:
        """The utterance under the mouse, its words and a little beside it included; None while it is not over."""
        if place.y() > self._lane_px():
            return None
        found = next((one for one in self._blocks if self.block_rect(one).adjusted(-3, 0, 3, 99).contains(place)), None)
        return found if found is not None and found.number else None

    def paint(self, painter: QPainter) -> None:
        """Blocks, picture, seconds."""
        c, box = self.theme.colours, self.picture_box()
        painter.fillRect(QRectF(0, 0, self.width(), self.theme.font_px(BLOCK_PX)), QColor(c.raised))
        painter.fillRect(box, QColor(c.raised))
        self.paint_picture(painter, self.picture, self._pace_s, box)
        self.paint_times(painter, box.bottom() + BELOW_PX / 2, TICKS_S)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(self.theme.font_px(LETTERS_PX))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        shown = [block for block in self._blocks if block.end_s > self.edge_s - self.span_s]
        for block, following in zip_longest(shown, shown[1:]):
            until = self.block_rect(following).left() if following is not None else float(self.width())
            self._paint_block(painter, block, until)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name.
        """Name the utterance that was clicked."""
        block = self.block_at(event.position())
        if block is not None and event.button() == Qt.MouseButton.LeftButton:
            self.utterance_clicked.emit(block.number)

    def _paint_block(self, painter: QPainter, block: SpokenBlock, until: float) -> None:
        """The block, and its word as far as the next one."""
        c, box = self.theme.colours, self.block_rect(block)
        is_chosen = bool(block.number) and block.number == self._chosen
        painter.setPen(QPen(QColor(c.text), 2) if is_chosen else Qt.PenStyle.NoPen)
        painter.setBrush(self._brush(block, box))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1) if is_chosen else box, 3, 3)
        room = QRectF(box.left(), box.bottom() + 1, until - box.left() - BETWEEN_PX, self.theme.font_px(WORD_PX))
        words = self._word_of(block, QFontMetricsF(painter.font()), room.width())
        painter.setPen(QColor(c.text if len(block.emotions) == 1 else c.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _word_of(self, block: SpokenBlock, metrics: QFontMetricsF, room: float) -> str:
        """As much of the word as there is room for: an emotion may be shortened a little, unsure to a question mark."""
        if len(block.emotions) != 1:
            whole, short = ("unsure", "?") if block.emotions else ("…", "…")
            return whole if metrics.horizontalAdvance(whole) <= room else short
        word = block.emotions[0]
        if room < LEAST_OF_WORD * metrics.horizontalAdvance(word):
            return ""
        return metrics.elidedText(word, Qt.TextElideMode.ElideRight, room)

    def _brush(self, block: SpokenBlock, box: QRectF) -> QBrush:
        """One colour for one emotion; where it is unsure, those named beside each other."""
        if len(block.emotions) == 1:
            return QBrush(QColor(self.theme.emotion_colour(block.emotions[0])))
        if not block.emotions:
            return QBrush(QColor(self.theme.colours.border))
        gradient = QLinearGradient(box.bottomLeft(), box.bottomRight())
        for place, emotion in enumerate(block.emotions):
            colour = QColor(self.theme.emotion_colour(emotion))
            gradient.setColorAt(place / len(block.emotions), colour)
            gradient.setColorAt((place + 1) / len(block.emotions) - 0.001, colour)
        return QBrush(gradient)

    def _inks(self, first: int, last: int) -> Inks:
        """Probabilities stacked from above in the order of the emotions: (height, columns)."""
        shares = _without_holes(self._running.rows(first - 1, last))[1:]
        height = self.picture.height
        edges = np.concatenate([np.zeros((len(shares), 1), np.float32), np.cumsum(shares, axis=1)], axis=1) * height
        inks = np.zeros((height, len(shares)), np.uint32)
        for place, emotion in enumerate(self._emotions):
            covered = np.nan_to_num(coverage(edges[:, place], edges[:, place + 1], height))
            inks += ink_of(self.theme.emotion_colour(emotion), covered)
        return inks

    def _lane_px(self) -> int:
        return self.theme.font_px(BLOCK_PX) + self.theme.font_px(WORD_PX)


def _without_holes(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """A single row that is missing between two others is like the one before: views do not come quite evenly."""
    is_there = np.isfinite(rows[:, 0])
    holes = 1 + np.flatnonzero(is_there[:-2] & ~is_there[1:-1] & is_there[2:])
    rows[holes] = rows[holes - 1]
    return rows
