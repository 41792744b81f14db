# SPDX-License-Identifier: MIT
"""Horizontal bars: how many utterances an emotion has, a speaker, a gender.

Painted by hand: a pyqtgraph plot costs 30 ms to make, and cuts off long names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ser_workbench.gui.theme import GAP, TIGHT, Theme

THICKEST_PX, SHARE_OF_ROW = 22.0, 0.68
WIDEST_NAME = 0.4
"""The part of the width that names may take."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; without a colour it wears the accent."""

    name: str
    value: float
    colour: str | None = None


class BarsPlot(QWidget):
    """Bars from top to bottom in the order given, names left, numbers right; a click names the bar."""

    clicked = Signal(str)

    def __init__(self, theme: Theme, title: str = "", unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._title = title
        self._unit = unit
        self._bars: tuple[Bar, ...] = ()
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setMinimumSize(120, 24)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is drawn."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these bars instead of the last ones."""
        self._bars = tuple(bars)
        self._hovered = None
        self.update()

    def bar_rect(self, index: int) -> QRectF:
        """Where a bar lies in the widget."""
        left, top, row, reach = self._layout()
        longest = max((bar.value for bar in self._bars), default=0) or 1
        height = min(THICKEST_PX, row * SHARE_OF_ROW)
        length = max(2.0, reach * self._bars[index].value / longest)
        return QRectF(left, top + index * row + (row - height) / 2, length, height)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name.
        """Comfortable rows."""
        return QSize(260, 2 * TIGHT + 28 * max(1, len(self._bars)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  # Qt's name.
        """Draw title, names, bars, numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small_font())
        if self._title:
            painter.setPen(QColor(self.theme.colours.text))
            painter.drawText(
                QRectF(0, 0, self.width(), self._title_height()), Qt.AlignmentFlag.AlignCenter, self._title
            )
        for index in range(len(self._bars)):
            self._paint_bar(painter, index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name.
        """Light up the row under the mouse."""
        self._hover(self._row_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802  # Qt's name.
        """No row any more."""
        super().leaveEvent(event)
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name.
        """Name the bar of the row that was clicked."""
        row = self._row_at(event.position())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(self._bars[row].name)

    def _hover(self, row: int | None) -> None:
        if row != self._hovered:
            self._hovered = row
            self.update()

    def _row_at(self, place: QPointF) -> int | None:
        _, top, row, _ = self._layout()
        index = int((place.y() - top) // row)
        return index if 0 <= index < len(self._bars) else None

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self.theme.font_px(12))
        return font

    def _title_height(self) -> float:
        return QFontMetrics(self._small_font()).height() + TIGHT if self._title else 0.0

    def _layout(self) -> tuple[float, float, float, float]:
        """Left edge of the bars, top of the first row, height of a row, length of the longest bar; pixels."""
        metrics = QFontMetrics(self._small_font())
        names = max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0)
        numbers = max((metrics.horizontalAdvance(self._number(bar)) for bar in self._bars), default=0)
        left = min(names, self.width() * WIDEST_NAME) + GAP
        top = self._title_height() + 2
        row = max(1.0, (self.height() - top - 2) / max(1, len(self._bars)))
        return left, top, row, max(2.0, self.width() - left - numbers - GAP)

    def _number(self, bar: Bar) -> str:
        value = f"{bar.value:,.0f}" if float(bar.value).is_integer() else f"{bar.value:.3g}"
        return value + self._unit

    def _paint_bar(self, painter: QPainter, index: int) -> None:
        c, bar = self.theme.colours, self._bars[index]
        left, top, row, _ = self._layout()
        box = self.bar_rect(index)
        if index == self._hovered:
            painter.fillRect(QRectF(0, top + index * row, self.width(), row), QColor(c.raised))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.current_colour(bar.colour or c.accent)))
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(QColor(c.text))
        name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, int(left - GAP) + 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        line = QRectF(0, top + index * row, left - TIGHT, row)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, name)
        painter.setPen(QColor(c.muted))
        painter.drawText(QRectF(box.right() + TIGHT, line.top(), self.width(), row), middle, self._number(bar))
