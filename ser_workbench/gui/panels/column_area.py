# SPDX-License-Identifier: MIT
"""A column that scrolls up and down and is always as wide as what stands in it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStyle, QWidget


class ColumnArea(QScrollArea):
    """At least `narrowest` pixels; wider where a font or a language needs it, so that nothing is cut off."""

    def __init__(self, inside: QWidget, narrowest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside, self._narrowest = inside, narrowest
        inside.setObjectName("scrolled")
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name.
        """As wide as the column, with room for the scroll bar where there is one."""
        wanted = self._inside.minimumSizeHint()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        room = bar if self.verticalScrollBar().isVisible() else 0
        return QSize(max(self._narrowest, wanted.width() + room), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name.
        """No narrower than the column, and as low as one likes."""
        return QSize(self.sizeHint().width(), 60)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name.
        """Ask for another width when the column needs one."""
        is_done = super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Hide):
            self.updateGeometry()
        return is_done
