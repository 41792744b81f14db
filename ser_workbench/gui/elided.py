# SPDX-License-Identifier: MIT
"""Lines that are shortened where there is no room, and whole in their tooltip; they never make the window wider."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)


class ElidedLabel(QLabel):
    """Set it by `show_text`; `text()` is what can be read on the screen."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_text(text)

    @property
    def whole(self) -> str:
        """The text before it was shortened."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Show another line."""
        self._whole = text
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name.
        """Shorten to the new width."""
        super().resizeEvent(event)
        self._shorten()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  # Qt's name.
        """Shorten to the new font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._shorten()

    def _shorten(self) -> None:
        room = self.contentsRect().width()
        short = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(short)
        self.setToolTip(self._whole if short != self._whole else "")


class ElidedComboBox(QComboBox):
    """A combo box whose choice ends in dots where there is no room; Qt cuts a letter in two under a style sheet."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name.
        """Draw the box, and in it as much of the choice as can be read."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.readable_text()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def readable_text(self) -> str:
        """The choice as it stands on the screen."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
