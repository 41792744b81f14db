# SPDX-License-Identifier: MIT
"""The ground of a scatter plot: its points, drawn once into a picture and again only when they, their standing or the
window over them change; rings, a name and a lasso are drawn over that picture.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ser_workbench.gui.plots.figure import faint
from ser_workbench.gui.plots.scatter_glide import FRAME_MS, Glide
from ser_workbench.gui.plots.scatter_looks import marker_px
from ser_workbench.gui.plots.scatter_paint import PaintStyle, frame_of, paint_ground, paint_scene, paint_sign
from ser_workbench.gui.plots.scatter_scene import Scene, make_scene, nearest, stand
from ser_workbench.gui.plots.scatter_window import is_zoom_sensible
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.inspect_items import NOBODY
from ser_workbench.presenters.inspect_points import Cloud

LETTERS_PX = 12
REACH_PX = 9
"""How near the mouse must be to a point."""
RING_PX = 6
ROOM_OF_RING_PX = 16


class ScatterCanvas(QWidget):
    """Utterances are told by their item number."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scene: Scene | None = None
        self._standing: NDArray[np.uint8] | None = None
        """What the points shall look like when they are drawn next; None: as they do."""
        self._text = ""
        self._picture: QPixmap | None = None
        self._points: dict[str, int] = {"marked": NOBODY, "hovered": NOBODY}
        self._name_of: Callable[[int], str] = str
        self._is_named = False
        """Whether the name stands beside the hovered point: in the plot that is under the mouse."""
        self._lasso: list[QPointF] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(140, 90)
        self._glide = Glide()
        self._film = QTimer(self)
        self._film.setInterval(FRAME_MS)
        self._film.timeout.connect(self._renew)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw_now)
        theme.changed.connect(self._draw_soon)

    @property
    def scene(self) -> Scene | None:
        """What is drawn; None while there is nothing."""
        return self._scene

    def show_cloud(self, cloud: Cloud | None, standing: NDArray[np.uint8], text: str = "") -> None:
        """Draw other points, in the same window where the plot has the same axes; None: the text alone."""
        before, self._text, self._standing = self._scene, text, standing
        self._scene = make_scene(cloud) if cloud is not None else None
        if cloud is not None and before is not None and self._scene is not None:
            old = before.cloud
            if (old.labeling, old.module, old.view) == (cloud.labeling, cloud.module, cloud.view):
                self._scene.window = before.window if before.window != before.whole else self._scene.whole
        self.setToolTip(cloud.hint if cloud is not None else "")
        self.setAccessibleName(f"{cloud.labeling}, {cloud.module}: {cloud.title}" if cloud is not None else text)
        self._points = {"marked": NOBODY, "hovered": NOBODY}
        if self._glide.begin(before, self._scene):
            self._film.start()
        self._draw_soon()

    def show_standing(self, standing: NDArray[np.uint8]) -> None:
        """Fade or hide other points; standing: (items,)."""
        self._standing = standing
        self._draw_soon()

    def show_names(self, name_of: Callable[[int], str]) -> None:
        """What stands beside an item under the mouse."""
        self._name_of = name_of

    def show_item(self, role: str, item: int) -> None:
        """Ring an item: role `marked` or `hovered`; −1 takes the ring away."""
        point = self._point_of(item)
        if point != self._points[role]:
            before, self._points[role] = self._points[role], point
            if self._is_named and role == "hovered":
                self.update()
                return
            for changed in (before, point):
                if changed != NOBODY:
                    self.update(self._around(changed))

    def fit(self) -> None:
        """Show all points again."""
        if self._scene is not None:
            self._scene.window = self._scene.whole
            self._renew()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """See more (factor > 1) or less; the place `at` stays where it is."""
        if self._scene is None:
            return
        frame = self.frame()
        at = at if at is not None else frame.center()
        across, up = (at.x() - frame.left()) / frame.width(), (frame.bottom() - at.y()) / frame.height()
        new = self._scene.window.zoomed(factor, across, up)
        if is_zoom_sensible(new, self._scene.whole):
            self._scene.window = new
            self._renew()

    def shift(self, across_px: float, down_px: float) -> None:
        """Move the points by so many pixels."""
        if self._scene is not None:
            frame = self.frame()
            self._scene.window = self._scene.window.moved(-across_px / frame.width(), down_px / frame.height())
            self._renew()

    def frame(self) -> QRectF:
        """Where the points lie within the widget."""
        return frame_of(QRectF(self.rect()), self._style())

    def point_at(self, place: QPointF) -> int:
        """The item under a place of the widget; −1 where there is none."""
        frame = self.frame()
        if self._scene is None or not frame.contains(place):
            return NOBODY
        inner = place - frame.topLeft()
        point = nearest(self._scene, inner.x(), inner.y(), frame.width(), frame.height(), REACH_PX)
        return int(self._scene.cloud.items[point]) if point != NOBODY else NOBODY

    def place_of(self, item: int) -> QPointF | None:
        """Where an item is drawn; None where it is not in this plot."""
        point = self._point_of(item)
        return self._place(point) if point != NOBODY else None

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name.
        """A third of a window."""
        return QSize(250, 150)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  # Qt's name.
        """The picture of the points, and over it what follows the mouse."""
        painter = QPainter(self)
        if self._picture is None:
            painter.fillRect(self.rect(), QColor(self._theme.colours.surface))
            return
        painter.drawPixmap(self.rect(), self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = self._theme.colours
        for role, colour, width in (("marked", c.accent, 2.5), ("hovered", c.text, 1.5)):
            if self._points[role] != NOBODY:
                self._paint_ring(painter, self._points[role], QPen(QColor(colour), width))
        if self._points["hovered"] != NOBODY and self._is_named:
            self._paint_name(painter, self._points["hovered"])
        if self._lasso:
            painter.setPen(QPen(QColor(c.accent), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(faint(c.accent, 30))
            painter.drawPolygon(QPolygonF(self._lasso))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name.
        """Draw for the new size."""
        super().resizeEvent(event)
        self._draw_soon()

    def _style(self) -> PaintStyle:
        return PaintStyle(self._theme.colours, self.font(), self._theme.font_px(LETTERS_PX))

    def _draw_soon(self) -> None:
        """In a turn of the event loop of its own, nine at once would take long; till then the last picture stays."""
        self._soon.start(0)

    def _draw_now(self) -> None:
        if self._scene is not None and self._standing is not None:
            stand(self._scene, self._standing)
        self._standing = None
        self._renew()

    def _renew(self) -> None:
        self._picture = self._draw_picture()
        if not self._glide.is_going:
            self._film.stop()
        self.update()

    def _draw_picture(self) -> QPixmap:
        ratio, style = self.devicePixelRatioF(), self._style()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(style.colours.surface))
        painter = QPainter(picture)
        box = QRectF(self.rect())
        if self._scene is not None:
            paint_scene(painter, box, self._glide.step(self._scene), style)
            paint_sign(painter, box, style)
        else:
            paint_ground(painter, box, "", style)
            painter.setPen(QColor(style.colours.muted))
            words = self.frame().adjusted(8, 4, -8, -4)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._text)
        painter.end()
        return picture

    def _point_of(self, item: int) -> int:
        if self._scene is None or item == NOBODY:
            return NOBODY
        return self._scene.cloud.point_of(item)

    def _place(self, point: int) -> QPointF:
        assert self._scene is not None
        cloud, frame = self._scene.cloud, self.frame()
        across, down = self._scene.window.place(float(cloud.xs[point]), float(cloud.ys[point]))
        return QPointF(frame.left() + across * frame.width(), frame.top() + down * frame.height())

    def _around(self, point: int) -> QRect:
        place = self._place(point)
        return QRectF(
            place.x() - ROOM_OF_RING_PX, place.y() - ROOM_OF_RING_PX, 2 * ROOM_OF_RING_PX, 2 * ROOM_OF_RING_PX
        ).toAlignedRect()

    def _paint_ring(self, painter: QPainter, point: int, pen: QPen) -> None:
        assert self._scene is not None
        place = self._place(point)
        if self.frame().contains(place):
            radius = RING_PX + marker_px(len(self._scene.cloud.xs)) / 2
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.colours.plot_background), pen.widthF() + 2.5))
            painter.drawEllipse(place, radius, radius)
            painter.setPen(pen)
            painter.drawEllipse(place, radius, radius)

    def _paint_name(self, painter: QPainter, point: int) -> None:
        """The name of a point beside it, where there is room."""
        assert self._scene is not None
        c, style = self._theme.colours, self._style()
        painter.setFont(style.letters())
        metrics = QFontMetricsF(style.letters())
        room = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        item = int(self._scene.cloud.items[point])
        name = metrics.elidedText(self._name_of(item), Qt.TextElideMode.ElideMiddle, room.width() - 12)
        box = QRectF(0, 0, metrics.horizontalAdvance(name) + 12, metrics.height() + 6)
        place = self._place(point)
        box.moveTopLeft(place + QPointF(12, 10))
        if box.bottom() > room.bottom():
            box.moveBottom(place.y() - 10)
        box.moveLeft(max(room.left(), min(box.left(), room.right() - box.width())))
        painter.setPen(QPen(QColor(c.border), 1))
        painter.setBrush(QColor(c.raised))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(c.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
