# SPDX-License-Identifier: MIT
"""What every panel has: a title with a subtitle, a banner for what is wrong, a body."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.theme import GAP, PAD, TIGHT, Theme


class Panel(QWidget):
    """A page of the window; subclasses fill `body` and, at the right of the title, `header_buttons`."""

    title = ""
    icon_name = ""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        rows = QVBoxLayout(self)
        rows.setContentsMargins(PAD + 4, PAD, PAD + 4, PAD)
        rows.setSpacing(GAP)
        header = QHBoxLayout()
        header.setSpacing(TIGHT)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self.title, "title"))
        self._subtitle = ElidedLabel("", "subtitle")
        words.addWidget(self._subtitle)
        header.addLayout(words, 1)
        self.header_buttons = QHBoxLayout()
        self.header_buttons.setSpacing(TIGHT)
        header.addLayout(self.header_buttons)
        rows.addLayout(header)
        self.banner = Banner(theme)
        rows.addWidget(self.banner)
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP)
        rows.addLayout(self.body, 1)

    def make_parts(self) -> Iterator[None]:
        """Make what may wait until everything is loaded, one part at each step; most panels have nothing."""
        yield from ()

    def set_subtitle(self, text: str) -> None:
        """One line below the title."""
        self._subtitle.show_text(text)

    def show_error(self, sentence: str) -> None:
        """What is wrong, where, and what to do; stays until it is closed or cleared."""
        self.banner.show_sentence(sentence)

    def clear_error(self) -> None:
        """Take the banner away."""
        self.banner.hide()


class Banner(QFrame):
    """A sentence about what is wrong, with a button that closes it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, TIGHT, TIGHT, TIGHT)
        row.setSpacing(GAP)
        self._sign = QLabel()
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self.sentence = label("", is_wrapped=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.sentence, 1)
        self.close_button = QToolButton()
        self.close_button.setToolTip("Close this message")
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._wear_theme()
        theme.changed.connect(self._wear_theme)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Show it."""
        self.sentence.setText(sentence)
        self.show()

    def _wear_theme(self) -> None:
        self._sign.setPixmap(self._theme.icon("warning").pixmap(18, 18))
        self.close_button.setIcon(self._theme.icon("close"))
