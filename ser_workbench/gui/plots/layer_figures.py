# SPDX-License-Identifier: MIT
"""The small pictures of layers: sheets of maps with the filter that slides over them, columns of units, arrows."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.model_layers import DrawnLayer

SHEET_STEP = 3.0
MOST_SHEETS = 4
LEAST_PX = 4.0
MOST_DOTS = 8


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a figure."""

    line: QColor
    fill: QColor
    accent: QColor
    muted: QColor

    @classmethod
    def of(cls, theme: Theme) -> "Inks":
        """Those of a theme."""
        colours = theme.colours
        fill = QColor(colours.accent)
        fill.setAlphaF(0.18)
        return cls(QColor(colours.text), fill, QColor(colours.accent), QColor(colours.muted))


def draw_figure(painter: QPainter, layer: DrawnLayer, room: QRectF, largest: tuple[int, int], inks: Inks) -> None:
    """Draw one layer into `room`; `largest`: bands and frames that fill the room's height and width."""
    if len(layer.shape) == 3:
        _draw_sheets(painter, layer, room, largest, inks)
    elif layer.kind == "blstm":
        _draw_blstm(painter, room, inks)
    elif layer.kind == "mean":
        _draw_mean(painter, room, inks)
    else:
        _draw_units(painter, layer.shape[0], room, inks)


def _draw_sheets(painter: QPainter, layer: DrawnLayer, room: QRectF, largest: tuple[int, int], inks: Inks) -> None:
    maps, bands, frames = layer.shape
    sheets = min(maps, MOST_SHEETS)
    depth = SHEET_STEP * (sheets - 1)
    band_px = (room.height() - depth) / largest[0]
    frame_px = min(band_px * 1.6, (room.width() - depth) / largest[1])
    width, height = max(LEAST_PX, frames * frame_px), max(LEAST_PX, bands * band_px)
    front = QRectF(0, 0, width, height)
    front.moveCenter(QPointF(room.center().x() - depth / 2, room.center().y() + depth / 2))
    for sheet in reversed(range(sheets)):
        page = front.translated(SHEET_STEP * sheet, -SHEET_STEP * sheet)
        painter.setPen(QPen(inks.muted if sheet else inks.line, 1))
        painter.setBrush(inks.fill)
        painter.drawRect(page)
    if layer.window is not None:
        rows, columns = layer.window
        painter.setPen(QPen(inks.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        size = QRectF(front.left(), front.top(), width * columns / frames, height * rows / bands)
        painter.drawRect(size.intersected(front))


def _draw_blstm(painter: QPainter, room: QRectF, inks: Inks) -> None:
    cells, side = 4, min(16.0, room.width() / 7)
    step = side * 1.5
    left = room.center().x() - (step * (cells - 1) + side) / 2
    for row, is_forward in ((-1, True), (1, False)):
        middle = room.center().y() + row * side * 0.95
        for cell in range(cells):
            box = QRectF(left + cell * step, middle - side / 2, side, side)
            painter.setPen(QPen(inks.line, 1))
            painter.setBrush(inks.fill)
            painter.drawRoundedRect(box, 3, 3)
        start, end = left - side * 0.6, left + step * (cells - 1) + side * 1.6
        tip = QPointF(end, middle) if is_forward else QPointF(start, middle)
        painter.setPen(QPen(inks.accent, 1.5))
        for cell in range(cells + 1):
            x = left - step + side + cell * step
            painter.drawLine(QPointF(x, middle), QPointF(x + step - side, middle))
        draw_arrow_head(painter, tip, 1 if is_forward else -1, inks.accent)


def _draw_mean(painter: QPainter, room: QRectF, inks: Inks) -> None:
    height, width = room.height() * 0.8, 7.0
    top = room.center().y() - height / 2
    painter.setPen(QPen(inks.muted, 1))
    painter.setBrush(inks.fill)
    for column in range(3):
        painter.drawRect(QRectF(room.center().x() - 34 + column * 11, top, width, height))
    arrow = room.center().x() + 5
    painter.setPen(QPen(inks.accent, 1.5))
    painter.drawLine(QPointF(arrow, room.center().y()), QPointF(arrow + 12, room.center().y()))
    draw_arrow_head(painter, QPointF(arrow + 15, room.center().y()), 1, inks.accent)
    painter.setPen(QPen(inks.line, 1))
    painter.setBrush(inks.fill)
    painter.drawRect(QRectF(arrow + 22, top, width, height))


def _draw_units(painter: QPainter, units: int, room: QRectF, inks: Inks) -> None:
    # 6000 units fill the room; a logarithm keeps the last layer's six visible beside them.
    height = room.height() * min(1.0, 0.25 + 0.75 * math.log(max(units, 1)) / math.log(6000))
    dots = min(units, MOST_DOTS, max(2, int(height / 9)))
    column = QRectF(0, 0, 14, height)
    column.moveCenter(room.center())
    painter.setPen(QPen(inks.line, 1))
    painter.setBrush(inks.fill)
    painter.drawRoundedRect(column, 6, 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.accent)
    for dot in range(dots):
        y = column.top() + height * (dot + 0.5) / dots
        painter.drawEllipse(QPointF(column.center().x(), y), 2.4, 2.4)


def draw_arrow_head(painter: QPainter, tip: QPointF, direction: int, colour: QColor) -> None:
    """A small filled head; direction 1 points right, -1 left."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    back = tip.x() - 6 * direction
    painter.drawPolygon(QPolygonF([tip, QPointF(back, tip.y() - 3.5), QPointF(back, tip.y() + 3.5)]))
    painter.restore()
