# SPDX-License-Identifier: MIT
"""Icons: SVG line drawings of `resources/icons`, tinted in the colours of the theme."""

import math
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ser_workbench.errors import MissingFolderError
from ser_workbench.resources import icons_folder

SIZE = 24
_INKS = ('"currentColor"', '"#000"')
"""What the drawings use for the colour that is tinted."""


@cache
def _drawing(name: str) -> str:
    try:
        return (icons_folder() / f"{name}.svg").read_text(encoding="utf-8")
    except (OSError, MissingFolderError):  # A window without icons is still a window.
        return ""


def tinted_icon(name: str, colour: str, chosen: str, faded: str) -> QIcon:
    """An icon in three colours: at rest, checked (`chosen`) and disabled (`faded`)."""
    icon = QIcon()
    for scale in _scales():
        icon.addPixmap(_tinted(name, colour, scale), QIcon.Mode.Normal, QIcon.State.Off)
        icon.addPixmap(_tinted(name, chosen, scale), QIcon.Mode.Normal, QIcon.State.On)
        icon.addPixmap(_tinted(name, faded, scale), QIcon.Mode.Disabled, QIcon.State.Off)
    return icon


def _scales() -> tuple[int, ...]:
    """Plain pixels, and those of the sharpest screen here."""
    return tuple({1, math.ceil(max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1))})


def picture(name: str, size: int, ratio: float) -> QPixmap:
    """A drawing in its own colours, `size` pixels wide on a screen of this ratio."""
    return _draw(_drawing(name), round(size * ratio), ratio)


def _tinted(name: str, colour: str, scale: int) -> QPixmap:
    drawing = _drawing(name)
    for ink in _INKS:
        drawing = drawing.replace(ink, f'"{colour}"')
    return _draw(drawing, SIZE * scale, scale)


def _draw(drawing: str, side: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    if drawing:
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
        painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
