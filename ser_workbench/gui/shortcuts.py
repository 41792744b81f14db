# SPDX-License-Identifier: MIT
"""The sheet of all shortcuts, and what is said about the program."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ser_workbench import __version__
from ser_workbench.gui.actions import Actions
from ser_workbench.gui.card import Card, label
from ser_workbench.gui.menus import menus_of
from ser_workbench.gui.theme import GAP, PAD

MOST_ROWS = 20
"""Groups that have no more than this together stand in one column, so that the sheet fits on a small screen."""
ABOUT = """\
<h3>SER Workbench {version}</h3>
<p>Speech emotion recognition with four types of convolution: open a corpus, lay noise over it,
train the paper's networks, and compare them.</p>
<p>After Huang &amp; Narayanan, “Characterizing Types of Convolution in Deep Convolutional Recurrent
Neural Networks for Robust Speech Emotion Recognition”.</p>
<p>MIT licence. Nothing leaves this machine.</p>
"""


class ShortcutSheet(QDialog):
    """Every action that has a shortcut, by menu."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(PAD, PAD, PAD, PAD)
        rows.setSpacing(GAP)
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        column, room = QVBoxLayout(), 0
        for title, entries in menus_of(actions).items():
            shown = [entry for entry in entries if entry is not None and not entry.shortcut().isEmpty()]
            if len(shown) > room:
                column, room = QVBoxLayout(), MOST_ROWS
                column.addStretch(1)
                columns.addLayout(column)
            column.insertWidget(column.count() - 1, _group(title.replace("&", ""), shown))
            room -= len(shown)
        rows.addLayout(columns)
        _add_close(self, rows)


class AboutSheet(QDialog):
    """Version, licence, paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About SER Workbench")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(PAD, PAD, PAD, PAD)
        words = label(ABOUT.format(version=__version__), is_wrapped=True)
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setMinimumWidth(420)
        rows.addWidget(words)
        _add_close(self, rows)


def _group(title: str, actions: list[QAction]) -> Card:
    card = Card(title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * GAP)
    for row, action in enumerate(actions):
        keys = " or ".join(k.toString(QKeySequence.SequenceFormat.NativeText) for k in action.shortcuts())
        grid.addWidget(label(action.text().rstrip("…")), row, 0)
        grid.addWidget(label(keys, "caption"), row, 1, Qt.AlignmentFlag.AlignRight)
    card.body.addLayout(grid)
    return card


def _add_close(dialog: QDialog, rows: QVBoxLayout) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    rows.addWidget(buttons)
