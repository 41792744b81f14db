# SPDX-License-Identifier: MIT
"""The plan of a paper item by item: what it is, how it stands, how long it takes; a double click opens what it made."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import GAP, TIGHT
from ser_workbench.presenters.paper_status import ItemLine
from ser_workbench.presenters.time_left import time_text

HINT = "Double-click an item to see what it made: in Compare, in Baselines, or in Inspect."


def _expected(seconds: float | None) -> str:
    return "–" if seconds is None else time_text(seconds)


def _took(seconds: float) -> str:
    return time_text(seconds) if seconds else "–"


COLUMNS: tuple[Column[ItemLine], ...] = (
    Column("No.", lambda line: line.number, tooltip="In the order in which they are done", is_number=True, width=36),
    Column("What", lambda line: line.title, width=220),
    Column("State", lambda line: line.state, tooltip="waiting, running, finished, failed or left out", width=76),
    Column(
        "Expected",
        lambda line: line.expected_s,
        _expected,
        "Time that it is expected to take, as measured on this machine",
        is_number=True,
        width=84,
    ),
    Column("Time", lambda line: line.seconds, _took, "Time worked on it so far", is_number=True, width=80),
    Column("Result", lambda line: line.words, tooltip="UA clean / noisy, or why it failed or is left out"),
)


class ItemsPage(QWidget):
    """The table, and a button for what failed."""

    opened = Signal(object)
    """The ItemLine that was double-clicked."""
    retry_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ItemLine, ...] = ()
        self.table: Table[ItemLine] = Table(COLUMNS, "Items of the paper")
        self.retry_button = QPushButton("Retry failed")
        self.retry_button.setToolTip("Go on, and try what failed once more")
        self.retry_button.hide()
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(label(HINT, "caption"), 1)
        foot.addWidget(self.retry_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addWidget(self.table, 1)
        rows.addLayout(foot)
        self.table.opened.connect(self.opened)
        self.retry_button.clicked.connect(self.retry_clicked)

    def show_items(self, lines: Sequence[ItemLine]) -> None:
        """Show these; order, choice and place stay."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        bar = self.table.verticalScrollBar()
        place = bar.value()
        self.table.set_rows(self._lines, lambda before, now: before.number == now.number)
        bar.setValue(place)
