# SPDX-License-Identifier: MIT
"""What is heard now in one word, as large as there is room: a sign in the emotion's colour, or plainly “unsure”."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ser_workbench.gui.plots.shades import blend, readable_on
from ser_workbench.gui.theme import GAP, PAD, TIGHT, Theme

LARGEST_PX, CHIP_PX, CAPTION_PX, LARGEST_CAPTION_PX = 160, 48, 14, 24
SMALLEST_CAPTION_PX = 10
CAPTION_SHARE, MOST_BENEATH = 0.06, 0.4
"""Of the height: letters above and beneath the word; what a sentence beneath may take."""
FADE_S = 0.10
"""After so long the ground has gone two thirds of its way to another colour."""
MOST_CHIPS = 4
WORD_ALONE, WORD_BESIDE_CHIPS, WORD_ABOVE = 0.58, 0.48, 0.8
"""The letters' part of the height there is; how much of the word stands above the middle where chips are beneath."""
WRAPPED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Verdict:
    """A caption, a large word, the emotions that are named, and a line beneath."""

    caption: str
    word: str
    emotions: tuple[str, ...] = ()
    """One: the ground wears its colour. More: each is a chip beneath the word. None: nothing is claimed."""
    detail: str = ""
    is_trouble: bool = False


class VerdictSign(QWidget):
    """Can be read from across the room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.verdict = Verdict("", "")
        self._ground = QColor(theme.colours.raised)
        self.setMinimumSize(200, 110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("What is heard now")
        theme.changed.connect(self._arrive)

    def show_verdict(self, verdict: Verdict) -> None:
        """Say something else; the ground fades to its colour."""
        if verdict != self.verdict:
            self.verdict = verdict
            self.update()

    def fade(self, elapsed_s: float) -> None:
        """Go on towards the colour; costs nothing once it is there."""
        wanted = self._wanted()
        if self._ground != wanted:
            share = 1 - math.exp(-elapsed_s / FADE_S)
            nearer = blend(self._ground.name(), wanted.name(), share)
            self._ground = wanted if nearer == self._ground else nearer
            self.update()

    def word_px(self) -> int:
        """The size of the word: the largest at which it fits between what stands above and beneath it."""
        room = self.word_room()
        share = WORD_BESIDE_CHIPS if len(self.verdict.emotions) > 1 else WORD_ALONE
        wide = QFontMetricsF(self._font(100)).horizontalAdvance(self.verdict.word) / 100
        largest = min(self.theme.font_px(LARGEST_PX), room.height() * share)
        return max(1, int(min(largest, room.width() / wide if wide else largest)))

    def word_room(self) -> QRectF:
        """Where the word may stand, and the chips."""
        room = QRectF(self.rect()).adjusted(PAD, GAP, -PAD, -GAP)
        size = self.caption_px()
        above = QFontMetricsF(self._font(size)).height()
        return room.adjusted(0, above, 0, -max(above, self._beneath(size)))

    def caption_px(self) -> int:
        """The size of what stands above and beneath the word: smaller where a long sentence would take its room."""
        by_height = self.height() * CAPTION_SHARE
        size = round(min(self.theme.font_px(LARGEST_CAPTION_PX), max(self.theme.font_px(CAPTION_PX), by_height)))
        while size > SMALLEST_CAPTION_PX and self._beneath(size) > MOST_BENEATH * self.height():
            size -= 1
        return size

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name.
        """Room for a large word."""
        return QSize(340, 220)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name.
        """The ground; caption above, word in the middle, chips and detail beneath."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        is_claim = len(self.verdict.emotions) == 1
        ink = readable_on(self._ground) if is_claim else QColor(self.theme.colours.text)
        painter.setPen(ink if is_claim else QColor(self.theme.colours.muted))
        room = QRectF(self.rect()).adjusted(PAD, GAP, -PAD, -GAP)
        painter.setFont(self._font(self.caption_px()))
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self.verdict.caption)
        painter.drawText(room, WRAPPED, self.verdict.detail)
        has_chips = len(self.verdict.emotions) > 1
        middle, high = self.word_room(), QFontMetricsF(self._font(self.word_px())).height()
        painter.setPen(ink)
        painter.setFont(self._font(self.word_px()))
        top = middle.center().y() - high * (WORD_ABOVE if has_chips else 0.5)
        painter.drawText(QRectF(0, top, self.width(), high), Qt.AlignmentFlag.AlignCenter, self.verdict.word)
        if has_chips:
            self._paint_chips(painter, top + high)

    def _paint_chips(self, painter: QPainter, top: float) -> None:
        named = list(self.verdict.emotions[:MOST_CHIPS])
        if len(self.verdict.emotions) > MOST_CHIPS:
            named[-1] = f"+{len(self.verdict.emotions) - MOST_CHIPS + 1}"
        size = self._chip_px(named)
        font = self._font(size)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        widths = [metrics.horizontalAdvance(name) + size for name in named]
        left = (self.width() - sum(widths) - TIGHT * (len(named) - 1)) / 2
        for name, wide in zip(named, widths, strict=True):
            chip = QRectF(left, top, wide, metrics.height() + 4)
            is_emotion = name in self.verdict.emotions
            ground = QColor(self.theme.emotion_colour(name) if is_emotion else self.theme.colours.border)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
            painter.setPen(readable_on(ground))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, name)
            left += wide + TIGHT

    def _chip_px(self, named: list[str]) -> int:
        room = self.width() - 2 * GAP - TIGHT * (len(named) - 1)
        wide = QFontMetricsF(self._font(100)).horizontalAdvance("".join(named)) / 100 + len(named)
        return max(1, int(min(self.theme.font_px(CHIP_PX), self.height() * 0.14, room / wide)))

    def _font(self, pixels: int) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight.Bold if pixels > self.theme.font_px(LARGEST_CAPTION_PX) else QFont.Weight.DemiBold)
        return font

    def _beneath(self, size: int) -> float:
        """How high what stands beneath is in this size of letters."""
        room = QRectF(self.rect()).adjusted(PAD, GAP, -PAD, -GAP)
        metrics = QFontMetricsF(self._font(size))
        return metrics.boundingRect(room, WRAPPED, self.verdict.detail).height() if self.verdict.detail else 0.0

    def _wanted(self) -> QColor:
        emotions = self.verdict.emotions
        if len(emotions) == 1:
            return QColor(self.theme.emotion_colour(emotions[0]))
        return QColor(self.theme.colours.bad_surface if self.verdict.is_trouble else self.theme.colours.raised)

    def _arrive(self) -> None:
        self._ground = self._wanted()
        self.update()
