# SPDX-License-Identifier: MIT
"""A confusion matrix: rows are what was said, columns what was heard; a click opens a cell."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ser_workbench.gui.plots.shades import blend, readable_on
from ser_workbench.gui.theme import Theme

Cell = tuple[int, int]
HINT = "Rows: what was meant; columns: the answer. Click a cell to list its utterances."
ROOM_FOR_NUMBER_PX = 22
"""A narrower cell is a patch of colour alone; its numbers stand in its tooltip."""


class ConfusionPlot(QWidget):
    """Painted by hand, so that every cell carries percent and count in readable letters; arrow keys move the choice."""

    cell_clicked = Signal(int, int)
    """True class, predicted class."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._counts: NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._names: tuple[str, ...] = ()
        self._chosen: Cell | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_matrix(self, counts: NDArray[np.int64], names: Sequence[str]) -> None:
        """Draw counts (classes, classes), rows true, columns predicted."""
        self._counts, self._names, self._chosen = np.asarray(counts, np.int64), tuple(names), None
        self.update()

    def show_chosen(self, true: int | None, predicted: int | None) -> None:
        """Outline one cell; None takes the outline away."""
        self._chosen = None if true is None or predicted is None else (true, predicted)
        self.update()

    def cell_rect(self, true: int, predicted: int) -> QRectF:
        """Where a cell lies in the widget."""
        left, top, side_x, side_y = self._layout()
        return QRectF(left + predicted * side_x, top + true * side_y, side_x, side_y)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name.
        """Room for ten classes."""
        return QSize(420, 380)

    def event(self, event: QEvent) -> bool:
        """Say of the cell under the mouse what it holds."""
        if isinstance(event, QHelpEvent):
            cell = self._cell_at(QPointF(event.pos()))
            self.setToolTip(self._words_of(cell) if cell is not None else HINT)
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  # Qt's name.
        """Draw cells, names and the chosen cell."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._names:
            painter.setPen(QColor(self.theme.colours.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "No predictions yet")
            return
        shares = self._counts / np.maximum(1, self._counts.sum(axis=1, keepdims=True))
        for true in range(len(self._names)):
            for predicted in range(len(self._names)):
                self._paint_cell(painter, (true, predicted), float(shares[true, predicted]))
        self._paint_names(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name.
        """Choose the cell under the mouse."""
        cell = self._cell_at(event.position())
        if cell is not None:
            self._choose(*cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name.
        """Move the choice with the arrow keys."""
        moves = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        row, column = self._chosen or (0, 0)
        self._choose(row + move[0], column + move[1])

    def _cell_at(self, place: QPointF) -> Cell | None:
        left, top, side_x, side_y = self._layout()
        row, column = int((place.y() - top) // side_y), int((place.x() - left) // side_x)
        return (row, column) if min(row, column) >= 0 and max(row, column) < len(self._names) else None

    def _words_of(self, cell: Cell) -> str:
        true, predicted = cell
        count, total = int(self._counts[cell]), int(self._counts[true].sum())
        return f"{self._names[true]} heard as {self._names[predicted]}: {count:,} of {total:,}"

    def _choose(self, row: int, column: int) -> None:
        if 0 <= row < len(self._names) and 0 <= column < len(self._names):
            self.show_chosen(row, column)
            self.cell_clicked.emit(row, column)

    def _small_font(self, size: float = 11) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self.theme.font_px(size))
        return font

    def _layout(self) -> tuple[float, float, float, float]:
        metrics = QFontMetrics(self._small_font())
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0)
        left, top = widest + 34.0, metrics.height() * 2 + 8.0
        count = max(1, len(self._names))
        return left, top, max(1.0, (self.width() - left - 4) / count), max(1.0, (self.height() - top - 4) / count)

    def _paint_cell(self, painter: QPainter, cell: Cell, share: float) -> None:
        c = self.theme.colours
        box = self.cell_rect(*cell).adjusted(1, 1, -1, -1)
        ground = blend(c.raised, c.accent if cell[0] == cell[1] else c.classes[0], share**0.7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 3, 3)
        count = int(self._counts[cell])
        if box.width() >= ROOM_FOR_NUMBER_PX:
            painter.setPen(readable_on(ground) if count else QColor(c.muted))
            painter.setFont(self._small_font(12 if box.width() > 44 else 10))
            text = f"{share:.0%}\n{count}" if box.height() > 34 and count else (f"{share:.0%}" if count else "·")
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        if cell == self._chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.text), 2))
            painter.drawRoundedRect(box, 3, 3)

    def _paint_names(self, painter: QPainter) -> None:
        left, top, side_x, side_y = self._layout()
        font = self._small_font()
        metrics, height = QFontMetrics(font), QFontMetrics(font).height()
        painter.setFont(font)
        painter.setPen(QColor(self.theme.colours.muted))
        painter.drawText(QRectF(left, 0, self.width() - left, height), Qt.AlignmentFlag.AlignCenter, "heard as")
        painter.save()
        painter.translate(height, top + side_y * len(self._names) / 2)
        painter.rotate(-90)
        painter.drawText(QRectF(-60, -height + 4, 120, height), Qt.AlignmentFlag.AlignCenter, "meant as")
        painter.restore()
        painter.setPen(QColor(self.theme.colours.text))
        has_room = max(map(metrics.horizontalAdvance, self._names)) <= side_x - 2
        rows, columns = math.ceil(height / side_y), math.ceil(metrics.horizontalAdvance("mmm") / side_x)
        for i, name in enumerate(self._names):
            if i % rows == 0:  # Where all have no room, every second or third is named.
                row = QRectF(24, top + (i + 0.5) * side_y - height / 2, left - 30, height)
                painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
            if i % columns == 0:
                column = QRectF(left + (i + 0.5 - columns / 2) * side_x, height + 2, columns * side_x, height)
                painter.drawText(column, Qt.AlignmentFlag.AlignCenter, name if has_room else name[:3])
