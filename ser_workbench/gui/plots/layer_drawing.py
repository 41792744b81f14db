# SPDX-License-Identifier: MIT
"""The drawing of a network: its layers in two rows, each with its shape, its parameters and a small picture."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ser_workbench.gui.plots.layer_figures import Inks, draw_arrow_head, draw_figure
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.presenters.model_layers import DrawnLayer

CAPTIONS = ("On every spliced frame by itself", "Along the utterance")
FIGURE_HEIGHT = 64.0
NOTE_LINES = 1
LEAST_CELL_WIDTH = 112.0
ARROW_WIDTH = 14.0


class LayerDrawing(QWidget):
    """Draws layers; a tooltip over each tells the rest."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layers: tuple[DrawnLayer, ...] = ()
        self._cells: list[tuple[QRectF, DrawnLayer]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setAccessibleName("Drawing of the network")
        theme.changed.connect(self.update)

    def show_layers(self, layers: Sequence[DrawnLayer]) -> None:
        """Draw these layers, first to last."""
        self._layers = tuple(layers)
        self.setAccessibleDescription("; ".join(f"{layer.title} {layer.shape_text}" for layer in layers))
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for both rows."""
        rows = self._rows()
        most = max((len(row) for row in rows), default=1)
        height = len(rows) * (self._caption_height() + self._cell_height() + TIGHT)
        return QSize(int(most * LEAST_CELL_WIDTH), int(height))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As small as it may be."""
        return self.minimumSizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw all rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._cells = []
        rows = self._rows()
        largest = self._largest()
        for number, row in enumerate(rows):
            height = self.height() / max(1, len(rows))
            self._draw_row(painter, row, QRectF(0, number * height, self.width(), height), largest)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """The tooltip of the layer under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            layer = self.layer_at(QPointF(event.pos()))
            if layer is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), layer.tooltip, self)
            return True
        return super().event(event)

    def layer_at(self, position: QPointF) -> DrawnLayer | None:
        """The layer that is drawn there."""
        return next((layer for cell, layer in self._cells if cell.contains(position)), None)

    def _rows(self) -> list[list[DrawnLayer]]:
        # The BLSTM is where frames stop being seen by themselves, so it begins the second row.
        first = [layer for layer in self._layers if layer.is_per_frame and layer.kind != "blstm"]
        second = [layer for layer in self._layers if layer not in first]
        return [row for row in (first, second) if row]

    def _largest(self) -> tuple[int, int]:
        sheets = [layer.shape for layer in self._layers if len(layer.shape) == 3]
        return max((s[1] for s in sheets), default=1), max((s[2] for s in sheets), default=1)

    def _draw_row(self, painter: QPainter, row: list[DrawnLayer], room: QRectF, largest: tuple[int, int]) -> None:
        colours = self._theme.colours
        caption = CAPTIONS[0] if row[0].kind == "input" else CAPTIONS[1]
        painter.setFont(self._font(is_small=True))
        painter.setPen(QColor(colours.muted))
        top = room.top() + self._caption_height()
        painter.drawText(QRectF(room.left(), room.top(), room.width(), self._caption_height()), caption)
        columns = max(6, len(row))
        width = room.width() / columns
        for place, layer in enumerate(row):
            cell = QRectF(room.left() + place * width, top, width, min(self._cell_height(), room.bottom() - top))
            self._cells.append((cell, layer))
            self._draw_cell(painter, layer, cell.adjusted(2, 0, -2, 0), largest)
            if place:
                self._draw_arrow(painter, QPointF(cell.left(), cell.top() + self._line() + FIGURE_HEIGHT / 2))

    def _draw_cell(self, painter: QPainter, layer: DrawnLayer, cell: QRectF, largest: tuple[int, int]) -> None:
        colours = self._theme.colours
        line, small = self._line(), self._line(is_small=True)
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        figure = QRectF(
            cell.left() + ARROW_WIDTH, cell.top() + line + 2, cell.width() - 2 * ARROW_WIDTH, FIGURE_HEIGHT - 4
        )
        draw_figure(painter, layer, figure, largest, Inks.of(self._theme))
        texts = (
            (layer.title, cell.top(), line, colours.text, self._font(is_bold=True)),
            (layer.shape_text, cell.top() + line + FIGURE_HEIGHT, line, colours.text, self._font()),
            (
                layer.parameters_text,
                cell.top() + 2 * line + FIGURE_HEIGHT,
                small,
                colours.muted,
                self._font(is_small=True),
            ),
        )
        for text, top, height, colour, font in texts:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            fitting = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
            painter.drawText(QRectF(cell.left(), top, cell.width(), height), centred, fitting)
        painter.setFont(self._font(is_small=True))
        note = QRectF(
            cell.left() + 2, cell.top() + 2 * line + small + FIGURE_HEIGHT, cell.width() - 4, NOTE_LINES * small
        )
        painter.drawText(note, centred | Qt.TextFlag.TextWordWrap, layer.note)

    def _draw_arrow(self, painter: QPainter, tip: QPointF) -> None:
        colour = QColor(self._theme.colours.muted)
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(QPointF(tip.x() - ARROW_WIDTH / 2, tip.y()), QPointF(tip.x() + ARROW_WIDTH / 2 - 4, tip.y()))
        draw_arrow_head(painter, QPointF(tip.x() + ARROW_WIDTH / 2, tip.y()), 1, colour)

    def _font(self, *, is_bold: bool = False, is_small: bool = False) -> QFont:
        font = QFont(self.font())
        font.setBold(is_bold)
        if is_small:
            size = font.pixelSize()
            if size > 0:
                font.setPixelSize(max(9, size - 2))
            else:
                font.setPointSizeF(font.pointSizeF() * 0.87)
        return font

    def _line(self, *, is_small: bool = False) -> float:
        return QFontMetricsF(self._font(is_small=is_small)).lineSpacing()

    def _caption_height(self) -> float:
        return self._line(is_small=True) + TIGHT

    def _cell_height(self) -> float:
        return 2 * self._line() + FIGURE_HEIGHT + (1 + NOTE_LINES) * self._line(is_small=True)
