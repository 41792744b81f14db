# SPDX-License-Identifier: MIT
"""Buttons that wear the theme's icons, and the invitation that stands where nothing is open yet."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.theme import GAP, PAD, Theme

ICON_SIZE = QSize(16, 16)
WORDS_PX = 520


class IconButton(QPushButton):
    """A push button whose icon changes with the theme."""

    def __init__(self, theme: Theme, text: str, icon: str, tooltip: str, kind: str = "plain") -> None:
        super().__init__(text)
        self._theme = theme
        self._icon_name = icon
        self._kind = kind
        self.setProperty("kind", kind)
        self.setToolTip(tooltip)
        self.setAccessibleName(text or tooltip)
        self.setIconSize(ICON_SIZE)
        self._wear_theme()
        theme.changed.connect(self._wear_theme)

    def show_icon(self, name: str) -> None:
        """Wear another icon."""
        self._icon_name = name
        self._wear_theme()

    def _wear_theme(self) -> None:
        draw = self._theme.accent_icon if self._kind == "primary" else self._theme.icon
        self.setIcon(draw(self._icon_name))


class Invitation(QFrame):
    """A friendly sentence and what to do about it, in the middle of an empty panel; folders may be dropped on it."""

    def __init__(self, theme: Theme, icon: str, heading: str, sentence: str, buttons: Sequence[IconButton]) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self.setProperty("kind", "drop")
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = label(sentence, "subtitle", is_wrapped=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setFixedWidth(WORDS_PX)
        title = label(heading, "heading")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(PAD, PAD, PAD, PAD)
        rows.setSpacing(GAP)
        rows.addStretch(1)
        # Stretches, not an alignment: an aligned label is given too little height for its second line.
        for parts in ([self._sign], [title], [words], buttons):
            row = QHBoxLayout()
            row.addStretch(1)
            for part in parts:
                row.addWidget(part)
            row.addStretch(1)
            rows.addLayout(row)
        rows.addStretch(1)
        self._wear_theme()
        theme.changed.connect(self._wear_theme)

    def _wear_theme(self) -> None:
        self._sign.setPixmap(self._theme.icon(self._icon_name).pixmap(40, 40))


class Hint(QWidget):
    """A sentence in the middle of an empty place, where a plot would otherwise stand empty."""

    def __init__(self, sentence: str, role: str = "caption") -> None:
        super().__init__()
        self._label = label(sentence, role, is_wrapped=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows = QVBoxLayout(self)
        rows.addStretch(1)
        rows.addWidget(self._label)
        rows.addStretch(1)

    def show_sentence(self, sentence: str, role: str = "caption") -> None:
        """Say something else."""
        self._label.setText(sentence)
        if self._label.property("role") != role:
            self._label.setProperty("role", role)
            self._label.style().unpolish(self._label)
            self._label.style().polish(self._label)

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._label.text()
