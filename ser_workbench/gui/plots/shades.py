# SPDX-License-Identifier: MIT
"""Shades between two colours, and letters that can be read on them."""

from PySide6.QtGui import QColor


def blend(low: str, high: str, share: float) -> QColor:
    """The colour that lies so far from one to the other; share 0 to 1."""
    a, b = QColor(low), QColor(high)
    return QColor(
        round(a.red() + (b.red() - a.red()) * share),
        round(a.green() + (b.green() - a.green()) * share),
        round(a.blue() + (b.blue() - a.blue()) * share),
    )


def readable_on(ground: QColor) -> QColor:
    """Dark letters on a bright ground, white ones on a dark."""
    brightness = 0.299 * ground.redF() + 0.587 * ground.greenF() + 0.114 * ground.blueF()
    return QColor("#10151c") if brightness > 0.55 else QColor("#ffffff")
