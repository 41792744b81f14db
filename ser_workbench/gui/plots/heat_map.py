# SPDX-License-Identifier: MIT
"""A map of a score over two sizes: every cell carries its number, the best one a star; a click chooses its trial.

Why so: one hue from the ground to the accent, ever darker or ever brighter, and the number in each cell, so that
nothing is told by hue alone.
"""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ser_workbench.gui.plots.shades import blend, readable_on
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.presenters.sweep_maps import MapCell, Place, SizeMap

PALEST = 0.12
"""The share of the accent that the lowest score wears; unknown cells wear none."""
LEAST_SPAN = 4.0
"""Percent points: where scores lie closer, their shades lie closer too."""
MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class HeatMap(QWidget):
    """Painted by hand; small values at the left and at the bottom; arrow keys move the choice."""

    trial_clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._map: SizeMap | None = None
        self._trial: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 120)
        theme.changed.connect(self.update)

    def show_map(self, size_map: SizeMap) -> None:
        """Draw this map instead of the last one."""
        if size_map == self._map:
            return
        self._map = size_map
        self.setToolTip(
            f"Validation UA in %, the best over all other sizes and the mean over seeds\n"
            f"Across: {size_map.x_title}\nUpwards: {size_map.y_title}\n"
            "A dot: its trial waits; three: it is trained; ★: the best.\n"
            "Click a cell to choose its trial."
        )
        self.setAccessibleName(f"Validation UA of {size_map.title} over two sizes")
        self.update()

    def show_chosen(self, trial: int | None) -> None:
        """Outline the cell of a trial; None, or one that is not on this map, takes the outline away."""
        self._trial = trial
        self.update()

    def cell_rect(self, place: Place) -> QRectF:
        """Where a cell lies in the widget."""
        assert self._map is not None
        left, top, side_x, side_y = self._layout()
        column, row = self._map.xs.index(place[0]), len(self._map.ys) - 1 - self._map.ys.index(place[1])
        return QRectF(left + column * side_x, top + row * side_y, side_x, side_y)

    def shade(self, ua: float | None) -> QColor:
        """The ground of a cell with this score."""
        c = self.theme.colours
        if ua is None or self._map is None:
            return QColor(c.raised)
        low, high = self._range()
        span = max(LEAST_SPAN, high - low)
        share = 1 - (high - ua) / span
        return blend(c.raised, c.accent, PALEST + (1 - PALEST) * min(1.0, max(0.0, share)))

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name.
        """Room for six by two cells."""
        return QSize(360, 170)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  # Qt's name.
        """Draw title, cells, values at the edges."""
        if self._map is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        best = self._map.best
        for place, cell in self._map.cells.items():
            self._paint_cell(painter, place, cell, is_best=place == best)
        self._paint_edges(painter, self._map)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name.
        """Choose the trial of the cell under the mouse."""
        for place in self._map.cells if self._map is not None else ():
            if self.cell_rect(place).contains(event.position()):
                self._choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name.
        """Move the choice with the arrow keys."""
        move = MOVES.get(Qt.Key(event.key()))
        if move is None or self._map is None:
            super().keyPressEvent(event)
            return
        x, y = self._chosen_place() or (self._map.xs[0], self._map.ys[0])
        column, row = self._map.xs.index(x) + move[0], self._map.ys.index(y) + move[1]
        if 0 <= column < len(self._map.xs) and 0 <= row < len(self._map.ys):
            self._choose((self._map.xs[column], self._map.ys[row]))

    def _choose(self, place: Place) -> None:
        if self._map is not None and place in self._map.cells:
            self.show_chosen(self._map.cells[place].trial)
            self.trial_clicked.emit(self._map.cells[place].trial)

    def _chosen_place(self) -> Place | None:
        cells = self._map.cells if self._map is not None else {}
        return next((place for place, cell in cells.items() if cell.trial == self._trial), None)

    def _range(self) -> tuple[float, float]:
        known = [cell.ua for cell in self._map.cells.values() if cell.ua is not None] if self._map else []
        return (min(known), max(known)) if known else (0.0, 0.0)

    def _font(self, size: float = 11, *, is_bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self.theme.font_px(size))
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        return font

    def _layout(self) -> tuple[float, float, float, float]:
        """Left and top edge of the cells, and the sides of one; pixels."""
        assert self._map is not None
        line = QFontMetrics(self._font()).height()
        widest = max(QFontMetrics(self._font()).horizontalAdvance(str(y)) for y in self._map.ys)
        left, top, bottom = line + widest + 2.0 * TIGHT, line + TIGHT, 2.0 * line + TIGHT
        across, down = len(self._map.xs), len(self._map.ys)
        return left, top, max(1.0, (self.width() - left) / across), max(1.0, (self.height() - top - bottom) / down)

    def _paint_cell(self, painter: QPainter, place: Place, cell: MapCell, *, is_best: bool) -> None:
        c, box = self.theme.colours, self.cell_rect(place).adjusted(1, 1, -1, -1)
        ground = self.shade(cell.ua)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(readable_on(ground) if cell.ua is not None else QColor(c.muted))
        painter.setFont(self._font(12 if cell.ua is not None else 11, is_bold=is_best))
        text = cell.sign if cell.ua is None else f"{cell.ua:.1f}"
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"★ {text}" if is_best else text)
        if cell.trial == self._trial:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.text), 2))
            painter.drawRoundedRect(box, 3, 3)

    def _paint_edges(self, painter: QPainter, size_map: SizeMap) -> None:
        left, top, side_x, side_y = self._layout()
        line = QFontMetrics(self._font()).height()
        middle, bottom = Qt.AlignmentFlag.AlignCenter, top + side_y * len(size_map.ys)
        painter.setFont(self._font(is_bold=True))
        painter.setPen(QColor(self.theme.colours.text))
        painter.drawText(QRectF(left, 0, self.width() - left, line), Qt.AlignmentFlag.AlignLeft, size_map.title)
        painter.setFont(self._font())
        painter.drawText(QRectF(left, 0, self.width() - left, line), Qt.AlignmentFlag.AlignRight, self._range_text())
        for column, x in enumerate(size_map.xs):
            painter.drawText(QRectF(left + column * side_x, bottom + 2, side_x, line), middle, str(x))
        for row, y in enumerate(reversed(size_map.ys)):
            painter.drawText(QRectF(line, top + row * side_y, left - line, side_y), middle, str(y))
        painter.setPen(QColor(self.theme.colours.muted))
        painter.drawText(QRectF(left, bottom + line + 2, self.width() - left, line), middle, size_map.x_title)
        painter.translate(0, bottom)
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, bottom - top, line), middle, size_map.y_title)

    def _range_text(self) -> str:
        low, high = self._range()
        if not high:
            return ""
        return f"{low:.1f} to {high:.1f} %" if high > low else f"{high:.1f} %"
