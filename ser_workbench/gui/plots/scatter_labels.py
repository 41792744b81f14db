# SPDX-License-Identifier: MIT
"""The names of classes at their centres, moved aside where they would cover each other, with a line back."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ser_workbench.gui.colours import Colours
from ser_workbench.gui.plots.scatter_looks import colour_of
from ser_workbench.gui.plots.scatter_scene import Scene

MOST_BOXED = 10
"""More names stand without a box, so that points can still be seen."""
STEPS = (
    (0, 0),
    (0, -1),
    (0, 1),
    (0.7, -0.6),
    (-0.7, -0.6),
    (0.7, 0.6),
    (-0.7, 0.6),
    (0, -2),
    (0, 2),
    (1.1, 0),
    (-1.1, 0),
)
"""Where a name may move to, in its own widths and heights."""
RIM = ((-1, -1), (1, -1), (-1, 1), (1, 1))


@dataclass(frozen=True, slots=True)
class Label:
    """A name, the room it takes, the centre it belongs to."""

    text: str
    colour: str
    box: QRectF
    centre: QPointF


def place_labels(scene: Scene, room: QRectF, font: QFont, c: Colours) -> list[Label]:
    """Find room for the names of the classes whose centres lie in the room; names without room are left out."""
    metrics = QFontMetricsF(font)
    labels: list[Label] = []
    for centre in scene.cloud.centres:
        across, down = scene.window.place(centre.x, centre.y)
        at = QPointF(room.left() + across * room.width(), room.top() + down * room.height())
        size = QSizeF(metrics.horizontalAdvance(centre.text) + 8, metrics.height())
        if scene.cloud.is_line:
            box: QRectF | None = QRectF(QPointF(room.left() + 3, at.y() - size.height() / 2), size)
        else:
            box = _free_box(QRectF(at - QPointF(size.width(), size.height()) / 2, size), room, labels)
        if box is not None and room.contains(at):
            colour = colour_of(int(scene.class_colours[centre.number]), c)
            labels.append(Label(centre.text, colour, box, at))
    return labels


def paint_labels(painter: QPainter, labels: Sequence[Label], scene: Scene, font: QFont, c: Colours) -> None:
    """Draw them over the points; on a line they stand at its beginning, and a stroke is drawn through each centre."""
    is_line, is_boxed = scene.cloud.is_line, len(scene.cloud.centres) <= MOST_BOXED
    painter.save()
    painter.setFont(font)
    painter.setPen(QPen(QColor(c.text), 1.5 if is_line else 1))
    for label in labels:
        if is_line:
            half = QPointF(0, label.box.height() * 0.7)
            painter.drawLine(label.centre - half, label.centre + half)
        elif not label.box.contains(label.centre):
            painter.drawLine(label.centre, label.box.center())
    for label in labels:
        if is_boxed:
            _paint_boxed(painter, label, c)
        else:
            _paint_bare(painter, label, c)
    painter.restore()


def _paint_boxed(painter: QPainter, label: Label, c: Colours) -> None:
    ground = QColor(c.plot_background)
    ground.setAlpha(225)
    painter.setBrush(ground)
    painter.setPen(QPen(QColor(label.colour), 1.4))
    painter.drawRoundedRect(label.box, 4, 4)
    painter.setPen(QColor(c.text))
    painter.drawText(label.box, Qt.AlignmentFlag.AlignCenter, label.text)


def _paint_bare(painter: QPainter, label: Label, c: Colours) -> None:
    """With a rim in the colour of the ground, drawn as letters: outlines of letters take ten times as long."""
    painter.setPen(QColor(c.plot_background))
    for across, down in RIM:
        painter.drawText(label.box.translated(across, down), Qt.AlignmentFlag.AlignCenter, label.text)
    painter.setPen(QColor(c.text))
    painter.drawText(label.box, Qt.AlignmentFlag.AlignCenter, label.text)


def _free_box(box: QRectF, room: QRectF, others: Sequence[Label]) -> QRectF | None:
    """The first place that is free, from where it belongs outwards."""
    taken = [other.box.adjusted(1, 1, -1, -1) for other in others]
    for across, down in STEPS:
        moved = box.translated(across * box.width(), down * box.height())
        if room.contains(moved) and not any(moved.intersects(other) for other in taken):
            return moved
    return None
