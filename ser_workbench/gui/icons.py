# SPDX-License-Identifier: MIT
"""Icons: SVG line drawings of `resources/icons`, tinted in the colours of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ser_workbench.errors import MissingFolderError
from ser_workbench.resources import icons_folder

SIZE = 24
_SCALES = (1, 2, 3)


@cache
def _drawing(name: str) -> str:
    try:
        return (icons_folder() / f"{name}.svg").read_text(encoding="utf-8")
    except (OSError, MissingFolderError):  # A window without icons is still a window.
        return ""


def tinted_icon(name: str, colour: str, chosen: str, faded: str) -> QIcon:
    """An icon in three colours: at rest, checked (`chosen`) and disabled (`faded`)."""
    icon = QIcon()
    for scale in _SCALES:
        icon.addPixmap(_tinted(name, colour, scale), QIcon.Mode.Normal, QIcon.State.Off)
        icon.addPixmap(_tinted(name, chosen, scale), QIcon.Mode.Normal, QIcon.State.On)
        icon.addPixmap(_tinted(name, faded, scale), QIcon.Mode.Disabled, QIcon.State.Off)
    return icon


def _tinted(name: str, colour: str, scale: int) -> QPixmap:
    pixmap = QPixmap(SIZE * scale, SIZE * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    drawing = _drawing(name)
    if drawing:
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, SIZE * scale, SIZE * scale))
        painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
