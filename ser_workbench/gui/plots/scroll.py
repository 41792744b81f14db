# SPDX-License-Identifier: MIT
"""The ground of plots that scroll: the last seconds of a stream, its newest moment at the right edge.

Painted by hand: pyqtgraph lays out its axes and scene again for each frame, which takes longer than all else here.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ser_workbench.gui.plots.column_ring import ColumnRing
from ser_workbench.gui.theme import Theme

LETTERS_PX = 11
MARGIN_S = 1.0
"""Columns are drawn so much further back than is shown, so that half a column at the left edge is there too."""


class ScrollPlot(QWidget):
    """Shows `span_s` seconds; subclasses draw new columns in `catch_up` and say in `paint` what is seen of them."""

    def __init__(self, theme: Theme, span_s: float, pace_s: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.span_s = span_s
        self.edge_s = 0.0
        """The time of the stream at the right edge."""
        self._pace_s = pace_s
        self.picture = ColumnRing(1, 1)
        self.hint = ""
        """What will be seen here, while there is nothing yet."""
        self.setMinimumSize(120, 24)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self.redraw)

    def show_edge(self, edge_s: float) -> None:
        """Draw what is new, and move so that this time of the stream stands at the right edge."""
        has_grown = self.catch_up()
        if has_grown or edge_s != self.edge_s:
            self.edge_s = edge_s
            self.update()

    def redraw(self) -> None:
        """Draw all that is shown anew, in the colours and the height of now."""
        columns = round((self.span_s + MARGIN_S) / self._pace_s)
        height = max(1, round(self.picture_box().height() * self.devicePixelRatioF()))
        self.picture = ColumnRing(columns, self.height_of_picture(height))
        self.begin()
        self.catch_up()
        self.update()

    def begin(self) -> None:
        """The picture is empty: forget what was drawn."""

    def catch_up(self) -> bool:
        """Draw what came since the last time; whether there was any."""
        return False

    def height_of_picture(self, pixels: int) -> int:
        """How many pixels high columns are drawn, where so many are seen."""
        return pixels

    def picture_box(self) -> QRectF:
        """Where the picture lies in the widget."""
        return QRectF(self.rect())

    def paint(self, painter: QPainter) -> None:
        """Draw what is seen."""

    def x_of(self, seconds: float) -> float:
        """Where a time of the stream stands, in pixels."""
        return self.width() * (1 - (self.edge_s - seconds) / self.span_s)

    def paint_picture(self, painter: QPainter, ring: ColumnRing, pace_s: float, box: QRectF) -> None:
        """Draw what is seen of columns that follow each other at a pace."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ring.paint(painter, box, (self.edge_s - self.span_s) / pace_s, self.edge_s / pace_s)

    def paint_times(self, painter: QPainter, top: float, every_s: float) -> None:
        """Seconds before now, beneath the picture."""
        painter.setPen(QColor(self.theme.colours.muted))
        painter.setFont(self.small_font())
        metrics = painter.fontMetrics()
        for step in range(round(self.span_s / every_s) + 1):
            words = f"−{step * every_s:g} s" if step else "now"
            wide = metrics.horizontalAdvance(words)
            middle = self.width() * (1 - step * every_s / self.span_s)
            left = min(max(0.0, middle - wide / 2), self.width() - wide)
            painter.drawText(QRectF(left, top, wide + 1, metrics.height()), Qt.AlignmentFlag.AlignLeft, words)

    def small_font(self) -> QFont:
        """For numbers beneath, under the zoom."""
        font = QFont(self.font())
        font.setPixelSize(self.theme.font_px(LETTERS_PX))
        return font

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name.
        """The ground, and what is seen."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.theme.colours.plot_background))
        self.paint(painter)
        if self.hint and not self.picture.end:
            painter.setFont(self.font())
            painter.setPen(QColor(self.theme.colours.muted))
            painter.drawText(self.picture_box(), Qt.AlignmentFlag.AlignCenter, self.hint)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name.
        """Columns of another height are drawn anew."""
        super().resizeEvent(event)
        self.redraw()
