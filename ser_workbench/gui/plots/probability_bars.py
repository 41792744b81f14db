# SPDX-License-Identifier: MIT
"""Probabilities of emotions as bars whose words can be read from two metres; they glide to where they belong."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ser_workbench.gui.theme import GAP, Theme

SHARE_OF_ROW, THICKEST_PX, ROW_OF_WORDS = 0.62, 52.0, 0.72
"""The bar's and the letters' part of a row."""
LARGEST_PX, SMALLEST_PX = 56, 12
GLIDE_S = 0.09
"""After so long a bar has gone two thirds of its way."""
NEAR = 0.002
"""A part of the width that nobody sees."""
OUTSIDE = 0.38
"""Opacity of emotions that are not among those named."""


@dataclass(frozen=True, slots=True)
class EmotionBar:
    """One emotion; `is_named` where it is among those that the network does not rule out."""

    emotion: str
    probability: float
    is_named: bool


class ProbabilityBars(QWidget):
    """Always in the order given, so that a word stays where it is."""

    painted = Signal()
    """What was shown last is on the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._bars: tuple[EmotionBar, ...] = ()
        self._shown: list[float] = []
        self._is_faded = False
        self.setMinimumSize(160, 80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setToolTip("Calibrated probabilities; emotions that cannot be ruled out are in full colour")
        theme.changed.connect(self.update)

    @property
    def bars(self) -> tuple[EmotionBar, ...]:
        """What is drawn, or glided to."""
        return self._bars

    def show_bars(self, bars: Sequence[EmotionBar], *, is_faded: bool) -> None:
        """Glide to these; faded where nobody speaks and they mean nothing."""
        bars = tuple(bars)
        if bars == self._bars and is_faded == self._is_faded:
            return
        if [bar.emotion for bar in bars] != [bar.emotion for bar in self._bars]:
            self._shown = [0.0] * len(bars)
        self._bars, self._is_faded = bars, is_faded
        self.update()

    def glide(self, elapsed_s: float) -> None:
        """Go on towards what was shown last; costs nothing once the bars are there."""
        share = 1 - math.exp(-elapsed_s / GLIDE_S)
        has_moved = False
        for row, bar in enumerate(self._bars):
            way = bar.probability - self._shown[row]
            if way:
                self._shown[row] = bar.probability if abs(way) < NEAR else self._shown[row] + share * way
                has_moved = True
        if has_moved:
            self.update()

    def bar_rect(self, row: int) -> QRectF:
        """Where a bar lies in the widget at present."""
        left, height, reach = self._layout()
        thick = min(THICKEST_PX, height * SHARE_OF_ROW)
        return QRectF(left, row * height + (height - thick) / 2, max(3.0, reach * self._shown[row]), thick)

    def letters_px(self) -> int:
        """The size of the words, which grows with the widget."""
        rows = max(1, len(self._bars))
        by_height = self.height() / rows * ROW_OF_WORDS
        by_width = self.width() / 17  # Half of it holds “happiness”.
        smallest = self.theme.font_px(SMALLEST_PX)
        return round(min(self.theme.font_px(LARGEST_PX), max(smallest, min(by_height, by_width))))

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name.
        """Comfortable rows."""
        return QSize(420, 40 * max(4, len(self._bars)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name.
        """Draw words, bars, percentages."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.theme.colours.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        for row in range(len(self._bars)):
            self._paint_row(painter, row)
        painter.end()
        self.painted.emit()

    def _paint_row(self, painter: QPainter, row: int) -> None:
        c, bar = self.theme.colours, self._bars[row]
        left, height, reach = self._layout()
        box = self.bar_rect(row)
        is_strong = bar.is_named and not self._is_faded
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.raised))
        painter.drawRoundedRect(QRectF(left, box.top(), reach, box.height()), 5, 5)
        colour = QColor(c.muted if self._is_faded else self.theme.emotion_colour(bar.emotion))
        colour.setAlphaF(1.0 if is_strong else OUTSIDE)
        painter.setBrush(colour)
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(c.text if is_strong else c.muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        line = QRectF(0, row * height, left - GAP, height)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, bar.emotion)
        number = QRectF(left + reach, line.top(), self.width() - left - reach, height)
        words = "" if self._is_faded else f"{100 * bar.probability:.0f} %"
        painter.drawText(number, Qt.AlignmentFlag.AlignRight | middle, words)

    def _layout(self) -> tuple[float, float, float]:
        """Left edge of the bars, height of a row, length of a bar of 100 %; pixels."""
        metrics = QFontMetricsF(self._font())
        words = max((metrics.horizontalAdvance(bar.emotion) for bar in self._bars), default=0.0)
        left = words + GAP
        number = metrics.horizontalAdvance("100 %") + GAP
        return left, self.height() / max(1, len(self._bars)), max(20.0, self.width() - left - number)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self.letters_px())
        font.setWeight(QFont.Weight.DemiBold)
        return font
