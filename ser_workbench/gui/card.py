# SPDX-License-Identifier: MIT
"""A card: a rounded frame with a heading, in which a panel groups what belongs together."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ser_workbench.gui.theme import PAD, TIGHT, Theme


class Card(QFrame):
    """A frame with an optional heading, buttons at its right, and a body."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(PAD, PAD - 4, PAD, PAD - 2)
        rows.setSpacing(TIGHT)
        self.heading = label(title, "heading")
        self.header_buttons = QHBoxLayout()
        self.header_buttons.setSpacing(TIGHT)
        self._frame = rows
        if title:
            header = QHBoxLayout()
            header.addWidget(self.heading)
            header.addStretch(1)
            header.addLayout(self.header_buttons)
            rows.addLayout(header)
        self.body = QVBoxLayout()
        self.body.setSpacing(TIGHT)
        rows.addLayout(self.body, 1)

    def set_dense(self) -> None:
        """Half the room around what stands in it, where many cards share a column."""
        self._frame.setContentsMargins(PAD - 4, TIGHT + 1, PAD - 4, TIGHT + 1)


def card(title: str = "", *, theme: Theme | None = None, parent: QWidget | None = None) -> Card:  # noqa: ARG001
    """A card; the theme is taken for symmetry with the plots, the style sheet does the rest."""
    return Card(title, parent)


def label(text: str, role: str = "", parent: QWidget | None = None, *, is_wrapped: bool = False) -> QLabel:
    """A label in one of the theme's roles: title, subtitle, heading, caption, value, error, good, warn."""
    made = QLabel(text, parent)
    made.setWordWrap(is_wrapped)
    if role:
        made.setProperty("role", role)
    return made


def line(parent: QWidget | None = None) -> QFrame:
    """A thin line between two groups."""
    made = QFrame(parent)
    made.setProperty("kind", "line")
    return made
