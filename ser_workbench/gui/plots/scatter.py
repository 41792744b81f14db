# SPDX-License-Identifier: MIT
"""One scatter plot: a drag moves, the wheel zooms, hover names, a click chooses, a lasso takes, its title enlarges."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ser_workbench.gui.plots.scatter_canvas import ScatterCanvas
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.inspect_items import NOBODY, inside

CLICK_PX = 4
"""A press that moved less is a click."""
WHEEL_STEP = 1.0015
KEY_STEP, KEY_ZOOM = 0.1, 1.25
CORNERS_APART_PX = 5


class ScatterPlot(ScatterCanvas):
    """Utterances are told by their item number."""

    hovered = Signal(int)
    clicked = Signal(int)
    lassoed = Signal(object)
    """(n,) items."""
    enlarge_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._is_lasso = False
        self._press: QPointF | None = None
        self._last = QPointF()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_is_lasso(self, is_lasso: bool) -> None:
        """Whether a drag draws a lasso instead of moving the points."""
        self._is_lasso = is_lasso

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name.
        """Begin a drag, a lasso or a click."""
        if event.button() != Qt.MouseButton.LeftButton or self._scene is None:
            event.ignore()
            return
        self._press = self._last = event.position()
        is_lasso = self._is_lasso or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._lasso = [self._press] if is_lasso else []

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name.
        """Draw the lasso further, move the points, or tell who is under the mouse."""
        now = event.position()
        if self._press is None:
            self._show_hand(now)
            self._tell_hovered(self.point_at(now))
        elif self._lasso:
            if (now - self._lasso[-1]).manhattanLength() >= CORNERS_APART_PX:
                self._lasso.append(now)
                self.update()
        elif (now - self._press).manhattanLength() >= CLICK_PX or self._last != self._press:
            step, self._last = now - self._last, now
            self.shift(step.x(), step.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name.
        """End what the press began."""
        press, lasso = self._press, self._lasso
        self._press, self._lasso = None, []
        if press is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if press.y() < self.frame().top():
            self.enlarge_clicked.emit()
        elif len(lasso) > 2:
            self.lassoed.emit(self._items_within(lasso))
        elif self._last == press:
            item = self.point_at(event.position())
            if item != NOBODY:
                self.clicked.emit(item)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name.
        """Alone in the whole room, or beside the others again."""
        if event.button() == Qt.MouseButton.LeftButton and self.point_at(event.position()) == NOBODY:
            self.enlarge_clicked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt's name.
        """Zoom at the mouse."""
        self.zoom(WHEEL_STEP ** -event.angleDelta().y(), event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802  # Qt's name.
        """Nobody is under the mouse any more."""
        super().leaveEvent(event)
        self._tell_hovered(NOBODY)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name.
        """Arrows move, + and − zoom, Home shows all, Enter enlarges."""
        frame = self.frame()
        moves = {
            Qt.Key.Key_Left: (KEY_STEP, 0.0),
            Qt.Key.Key_Right: (-KEY_STEP, 0.0),
            Qt.Key.Key_Up: (0.0, KEY_STEP),
            Qt.Key.Key_Down: (0.0, -KEY_STEP),
        }
        key = Qt.Key(event.key())
        if key in moves:
            self.shift(moves[key][0] * frame.width(), moves[key][1] * frame.height())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(KEY_ZOOM if key == Qt.Key.Key_Minus else 1 / KEY_ZOOM)
        elif key == Qt.Key.Key_Home:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enlarge_clicked.emit()
        else:
            super().keyPressEvent(event)

    def _show_hand(self, place: QPointF) -> None:
        """Tell by the form of the mouse what a press would do."""
        if place.y() < self.frame().top():
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setCursor(Qt.CursorShape.CrossCursor if self._is_lasso else Qt.CursorShape.ArrowCursor)

    def _tell_hovered(self, item: int) -> None:
        self._is_named = item != NOBODY
        if item == NOBODY or self._point_of(item) != self._points["hovered"]:
            self.hovered.emit(item)

    def _items_within(self, lasso: list[QPointF]) -> NDArray[np.intp]:
        assert self._scene is not None
        frame, window, cloud = self.frame(), self._scene.window, self._scene.cloud
        corners = [
            (
                window.left + (at.x() - frame.left()) / frame.width() * window.width,
                window.bottom + (frame.bottom() - at.y()) / frame.height() * window.height,
            )
            for at in lasso
        ]
        points = inside(cloud.xs, cloud.ys, corners)
        return cloud.items[points[self._scene.is_bright[points]]]
