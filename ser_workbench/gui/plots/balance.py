# SPDX-License-Identifier: MIT
"""How the emotions are spread over the sides of a partition: a column a side, a row an emotion, gaps marked."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ser_workbench.gui.theme import GAP, TIGHT, Theme

ROW_PX, BAR_PX = 26.0, 14.0
MISSING = "none"
FULL_NUMBERS = 5
"""With more columns than these there is no room for numbers beside the bars."""


class BalancePlot(QWidget):
    """Bars by emotion and side; within a side they are shares of that side, so that sides of any size compare."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._counts: dict[str, dict[str, int]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 60)
        theme.changed.connect(self.update)

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """(side, emotion) of every gap that is marked."""
        return tuple((side, emotion) for side, of in self._counts.items() for emotion, count in of.items() if not count)

    def show_counts(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Draw these: side -> emotion -> utterances; every side names the same emotions."""
        self._counts = {side: dict(of) for side, of in counts.items()}
        gaps = ", ".join(f"no {emotion} in {side}" for side, emotion in self.missing)
        self.setToolTip(f"Share of each emotion on its side; {gaps or 'every side has every emotion'}")
        self.setAccessibleName(self.toolTip())
        self.setMinimumHeight(round(ROW_PX * (len(self._emotions()) + 1)) + TIGHT)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name.
        """As high as its rows."""
        return QSize(360, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  # Qt's name.
        """Draw the titles of the sides, the names of the emotions, and the bars."""
        if not self._counts:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small_font())
        emotions = self._emotions()
        metrics = QFontMetrics(self._small_font())
        left = max(metrics.horizontalAdvance(emotion) for emotion in emotions) + GAP
        width = (self.width() - left) / len(self._counts)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(self.theme.colours.text))
        for row, emotion in enumerate(emotions, start=1):
            place = QRectF(0, row * ROW_PX, left - TIGHT, ROW_PX)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | middle, emotion)
        for column, (side, of) in enumerate(self._counts.items()):
            box = QRectF(left + column * width, 0, width - TIGHT, ROW_PX)
            painter.setPen(QColor(self.theme.colours.muted))
            title = f"{side}: {sum(of.values()):,}"
            if metrics.horizontalAdvance(title) > box.width():
                title = metrics.elidedText(side, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | middle, title)
            self._paint_side(painter, of, box)

    def _paint_side(self, painter: QPainter, of: Mapping[str, int], top: QRectF) -> None:
        """The bars of one side below its title."""
        metrics = painter.fontMetrics()
        total = sum(of.values()) or 1
        numbers = max(metrics.horizontalAdvance(f"{count:,}") for count in of.values()) + TIGHT
        room = top.width() - numbers if len(self._counts) <= FULL_NUMBERS else top.width()
        largest = self._largest_share()
        for row, (emotion, count) in enumerate(of.items(), start=1):
            box = QRectF(top.left(), row * ROW_PX + (ROW_PX - BAR_PX) / 2, top.width(), BAR_PX)
            if not count:
                painter.setPen(QColor(self.theme.colours.bad))
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, MISSING)
                continue
            box.setWidth(max(2.0, room * count / total / largest))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.emotion_colour(emotion)))
            painter.drawRoundedRect(box, 2, 2)
            if len(self._counts) <= FULL_NUMBERS:
                painter.setPen(QColor(self.theme.colours.muted))
                number = QRectF(box.right() + TIGHT / 2, row * ROW_PX, numbers, ROW_PX)
                painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, f"{count:,}")

    def _emotions(self) -> Sequence[str]:
        return list(next(iter(self._counts.values()), {}))

    def _largest_share(self) -> float:
        shares = [count / (sum(of.values()) or 1) for of in self._counts.values() for count in of.values()]
        return max(shares, default=0.0) or 1.0

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self.theme.font_px(12))
        return font
