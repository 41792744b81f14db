# SPDX-License-Identifier: MIT
"""Draws one plot with any painter: on the screen, into an SVG, a PDF or a PNG."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from ser_workbench.gui.colours import Colours
from ser_workbench.gui.plots.scatter_cloud import FADED
from ser_workbench.gui.plots.scatter_labels import paint_labels, place_labels
from ser_workbench.gui.plots.scatter_looks import HOLLOW_TINT, colour_of, marker_px
from ser_workbench.gui.plots.scatter_scene import Scene, cloud_image
from ser_workbench.gui.plots.scatter_sprites import SHAPES
from ser_workbench.gui.plots.shades import blend

TITLE_ROOM = 4
SIGN_ROOM = 16
"""At the right of the title, for the sign that the plot can be enlarged."""
ROOMY_PX = 260
"""From this height on a plot has ticks and numbers at its edges."""
MOST_DRAWN = 6000
"""More points than this stand in an SVG or PDF as a picture; a figure of 75,000 shapes opens nowhere."""
PRINTED_RATIO = 4.0
"""Pixels of that picture to each unit of the figure."""
TICKS = 5


@dataclass(frozen=True, slots=True)
class PaintStyle:
    """Colours, the family of letters, and their size in pixels."""

    colours: Colours
    font: QFont
    font_px: float

    def letters(self, size: float = 1.0, *, is_bold: bool = False) -> QFont:
        """Letters of `size` times the usual size."""
        font = QFont(self.font)
        font.setPixelSize(max(6, round(self.font_px * size)))
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        return font

    @property
    def title_height(self) -> float:
        """What the title takes above the frame."""
        return QFontMetricsF(self.letters(is_bold=True)).height() + TITLE_ROOM


def frame_of(box: QRectF, style: PaintStyle) -> QRectF:
    """Where the points lie within the box of a plot."""
    frame = box.adjusted(0.5, style.title_height, -0.5, -0.5)
    if not is_roomy(box):
        return frame
    metrics = QFontMetricsF(style.letters(0.92))
    return frame.adjusted(metrics.horizontalAdvance("−00.0") + 8, 0, 0, -2 * metrics.height() - 6)


def is_roomy(box: QRectF) -> bool:
    """Whether a plot has ticks, and letters of full size."""
    return box.height() >= ROOMY_PX


def paint_ground(painter: QPainter, box: QRectF, title: str, style: PaintStyle) -> None:
    """The title and the frame."""
    c = style.colours
    font = style.letters(is_bold=True)
    line = QRectF(box.left() + 2, box.top(), box.width() - 4, style.title_height - TITLE_ROOM)
    painter.setFont(font)
    painter.setPen(QColor(c.text))
    short = QFontMetricsF(font).elidedText(title, Qt.TextElideMode.ElideRight, line.width() - SIGN_ROOM)
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
    painter.setPen(QPen(QColor(c.border), 1))
    painter.setBrush(QColor(c.plot_background))
    painter.drawRect(frame_of(box, style))


def paint_sign(painter: QPainter, box: QRectF, style: PaintStyle) -> None:
    """Two corners at the right of the title: it can be enlarged."""
    side, top = 9.0, box.top() + (style.title_height - TITLE_ROOM - 9.0) / 2
    left = box.right() - side - 3
    painter.setPen(QPen(QColor(style.colours.muted), 1.4))
    for corner, across, down in (((left + side, top), -4, 4), ((left, top + side), 4, -4)):
        at = QPointF(*corner)
        painter.drawPolyline([at + QPointF(across, 0), at, at + QPointF(0, down)])
    painter.drawLine(QPointF(left, top + side), QPointF(left + side, top))


def paint_scene(painter: QPainter, box: QRectF, scene: Scene, style: PaintStyle, *, is_printed: bool = False) -> None:
    """Everything of one plot; printed: points as shapes, where there are not too many of them."""
    paint_ground(painter, box, scene.cloud.title, style)
    frame = frame_of(box, style)
    paint_axes(painter, box, frame, scene, style)
    painter.save()
    painter.setClipRect(frame)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_printed and len(scene.order) <= MOST_DRAWN:
        _paint_markers(painter, frame, scene, style)
    else:
        ratio = PRINTED_RATIO if is_printed else painter.device().devicePixelRatioF()
        image = cloud_image(scene, style.colours, round(frame.width()), round(frame.height()), ratio)
        painter.drawImage(frame.topLeft(), image)
    letters = style.letters(1.0 if is_roomy(box) else 0.92)
    labels = place_labels(scene, frame, letters, style.colours)
    paint_labels(painter, labels, scene, letters, style.colours)
    painter.restore()


def paint_axes(painter: QPainter, box: QRectF, frame: QRectF, scene: Scene, style: PaintStyle) -> None:
    """Where directions mean something: ticks and numbers if there is room for them, else their names in the corners."""
    across, up = scene.cloud.axes
    if not across:
        return
    font = style.letters(0.92 if is_roomy(box) else 0.84)
    painter.setFont(font)
    painter.setPen(QColor(style.colours.muted))
    inner = frame.adjusted(4, 1, -4, -1)
    if up:
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, f"↑ {up}")
    if not is_roomy(box):
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, f"{across} →")
        return
    height = QFontMetricsF(font).height()
    below = QRectF(frame.left(), box.bottom() - height, frame.width(), height)
    painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, across)
    window = scene.window
    for tick in ticks(window.left, window.left + window.width):
        x = frame.left() + (tick - window.left) / window.width * frame.width()
        painter.drawLine(QPointF(x, frame.bottom()), QPointF(x, frame.bottom() + 4))
        words = QRectF(x - 40, frame.bottom() + 4, 80, height)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter, tick_text(tick))
    for tick in ticks(window.bottom, window.bottom + window.height) if up else ():
        y = frame.bottom() - (tick - window.bottom) / window.height * frame.height()
        painter.drawLine(QPointF(frame.left() - 4, y), QPointF(frame.left(), y))
        words = QRectF(box.left(), y - height / 2, frame.left() - box.left() - 6, height)
        painter.drawText(words, Qt.AlignmentFlag.AlignRight, tick_text(tick))


def ticks(low: float, high: float) -> list[float]:
    """Round numbers between two others, about five."""
    raw = (high - low) / TICKS
    power = 10.0 ** math.floor(math.log10(raw)) if raw > 0 else 1.0
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw)
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def tick_text(number: float) -> str:
    """`−2.5`."""
    return f"{number:.6g}".replace("-", "−") if abs(number) > 1e-12 else "0"


def marker_path(shape: int, wide: float) -> QPainterPath:
    """A marker around the origin."""
    path, radius = QPainterPath(), wide / 2
    name = SHAPES[shape % len(SHAPES)]
    if name == "circle":
        path.addEllipse(QPointF(0, 0), radius, radius)
        return path
    corners = {
        "square": ((-0.82, -0.82), (0.82, -0.82), (0.82, 0.82), (-0.82, 0.82)),
        "triangle": ((0, -1.33), (1.3, 0.97), (-1.3, 0.97)),
        "diamond": ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
    }[name]
    path.moveTo(*(radius * part for part in corners[0]))
    for corner in corners[1:]:
        path.lineTo(*(radius * part for part in corner))
    path.closeSubpath()
    return path


def set_marker_inks(painter: QPainter, colour: str, wide: float, c: Colours, *, is_hollow: bool) -> None:
    """Pen and brush of a marker: hollow ones have a thick rim, filled ones a thin one in the colour of the ground."""
    if is_hollow:
        painter.setPen(QPen(QColor(colour), 1.2))
        painter.setBrush(blend(c.plot_background, colour, HOLLOW_TINT))
    else:
        painter.setPen(QPen(QColor(c.plot_background), 0.5) if wide >= 5 else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))


def _paint_markers(painter: QPainter, frame: QRectF, scene: Scene, style: PaintStyle) -> None:
    """One shape a point, the lower first."""
    cloud, window = scene.cloud, scene.window
    wide = marker_px(len(cloud.xs))
    paths = [marker_path(shape, wide) for shape in range(len(SHAPES))]
    for point in scene.order:
        across, down = window.place(float(cloud.xs[point]), float(cloud.ys[point]))
        if not (0 <= across <= 1 and 0 <= down <= 1):
            continue
        number = int(scene.colours[point]) if scene.is_bright[point] else FADED
        colour = colour_of(number, style.colours)
        set_marker_inks(painter, colour, wide, style.colours, is_hollow=bool(cloud.is_held_out[point]))
        middle = QPointF(frame.left() + across * frame.width(), frame.top() + down * frame.height())
        painter.drawPath(paths[int(scene.shapes[point])].translated(middle))
