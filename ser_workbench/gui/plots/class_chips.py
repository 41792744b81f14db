# SPDX-License-Identifier: MIT
"""Small chips, one a class: its marker and its name; a click leaves the class out or takes it in again."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ser_workbench.gui.plots.scatter_looks import colour_of, looks_of_classes
from ser_workbench.gui.plots.scatter_paint import marker_path, set_marker_inks
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.inspect_classes import ClassGroup

LETTERS_PX, MARKER_PX, BETWEEN_PX = 11, 8.0, 3


class ClassChips(QWidget):
    """Flow from left to right; arrow keys move, Enter turns, Ctrl+click leaves the others out."""

    turned = Signal(str)
    """A class was left out or taken in."""
    alone = Signal(str)
    """This class only."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group: ClassGroup | None = None
        self._focused = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._fit)

    def show_group(self, group: ClassGroup) -> None:
        """Show these classes."""
        self._group = group
        self._focused = min(self._focused, max(0, len(group.classes) - 1))
        self.setAccessibleName(f"Classes of {group.labeling}")
        self._fit()

    def chip(self, name: str) -> QRectF:
        """Where the chip of a class lies."""
        assert self._group is not None
        return self._boxes(self.width())[self._group.classes.index(name)]

    def height_of(self, width: int) -> int:
        """What all rows take; the narrower, the more."""
        boxes = self._boxes(width)
        return round(boxes[-1].bottom()) + 1 if boxes else 0

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name.
        """As high as the width there is needs."""
        return QSize(200, self.height_of(max(120, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name.
        """Flow anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  # Qt's name.
        """Draw all chips."""
        if self._group is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        for number, box in enumerate(self._boxes(self.width())):
            self._paint_chip(painter, number, box.adjusted(0.5, 0.5, -0.5, -0.5))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name.
        """Turn the chip under the mouse, or with Ctrl see it alone."""
        number = self._at(event.position())
        if number is not None and self._group is not None:
            self._focused = number
            is_alone = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.alone if is_alone else self.turned).emit(self._group.classes[number])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name.
        """Arrows move the focus, Enter turns."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if self._group is not None and step is not None:
            self._focused = max(0, min(len(self._group.classes) - 1, self._focused + step))
            self.update()
        elif self._group is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.turned.emit(self._group.classes[self._focused])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The tooltip of the chip under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._group is not None:
            number = self._at(QPointF(event.pos()))
            words = "" if number is None else self._words(self._group.classes[number])
            QToolTip.showText(event.globalPos() if words else QPoint(), words, self)
            return True
        return super().event(event)

    def _words(self, name: str) -> str:
        assert self._group is not None
        deed = "take in again" if name in self._group.left_out else "leave out"
        seen = "" if name in self._group.trained else " (not trained on)"
        return f"{name}{seen}\nClick: {deed}; Ctrl+click: only this one"

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.font_px(LETTERS_PX))
        return font

    def _fit(self) -> None:
        self.setFixedHeight(self.height_of(max(60, self.width())))
        self.update()

    def _at(self, place: QPointF) -> int | None:
        return next((number for number, box in enumerate(self._boxes(self.width())) if box.contains(place)), None)

    def _boxes(self, width: int) -> list[QRectF]:
        metrics = QFontMetricsF(self._font())
        boxes: list[QRectF] = []
        x, y, height = 0.0, 0.0, metrics.height() + 5
        for text in self._group.texts if self._group is not None else ():
            wide = min(float(width), metrics.horizontalAdvance(text) + MARKER_PX + 14)
            if x and x + wide > width:
                x, y = 0.0, y + height + BETWEEN_PX
            boxes.append(QRectF(x, y, wide, height))
            x += wide + BETWEEN_PX
        return boxes

    def _paint_chip(self, painter: QPainter, number: int, box: QRectF) -> None:
        assert self._group is not None
        c, group = self._theme.colours, self._group
        name = group.classes[number]
        is_out = name in group.left_out
        is_focused = self.hasFocus() and number == self._focused
        painter.setPen(QPen(QColor(c.accent if is_focused else c.border), 1))
        painter.setBrush(QColor(c.window if is_out else c.raised))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        colours, shapes = looks_of_classes(group.labeling, group.trained)
        place = group.trained.index(name) if name in group.trained else -1
        colour = c.border if is_out else colour_of(int(colours[place]), c)
        set_marker_inks(painter, colour, 0, c, is_hollow=place < 0)
        path = marker_path(int(shapes[place]), MARKER_PX)
        painter.drawPath(path.translated(QPointF(box.left() + 5 + MARKER_PX / 2, box.center().y())))
        painter.setPen(QColor(c.muted if is_out else c.text))
        words = box.adjusted(MARKER_PX + 9, 0, -4, 0)
        text = painter.fontMetrics().elidedText(
            group.texts[number], Qt.TextElideMode.ElideRight, int(words.width()) + 1
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
