# SPDX-License-Identifier: MIT
"""The utterances that a lasso took: what they are, how they are made up, to hear and to keep as CSV."""

from collections.abc import Sequence
from dataclasses import astuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ser_workbench.gui.card import Card
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.inspect_picking import TakenRow
from ser_workbench.presenters.inspect_words import utterance_words

HINT = "Shift+drag round dots in a plot to list them here"
COLUMNS: tuple[Column[TakenRow], ...] = (
    Column(
        "Utterance",
        lambda one: one.row.utterance,
        tooltip="The recording, below the corpus folder",
        cell_tooltip=lambda one: "\n".join(astuple(utterance_words(one.row))),
    ),
    Column("Emotion", lambda one: one.row.emotion, width=72),
    Column(
        "SNR",
        lambda one: one.row.snr_db,
        lambda value: "–" if value is None else f"{value:.1f}".replace("-", "−"),
        "Signal-to-noise ratio, dB",
        is_number=True,
        width=40,
    ),
)
LEAST_TABLE_PX = 96
SNR = 2


class SelectionCard(Card):
    """Signals out, `show_…` in."""

    item_chosen = Signal(int)
    item_opened = Signal(int)
    clear_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:  # noqa: ARG002 - as all cards
        super().__init__("Selection", parent)
        self.clear_button = QPushButton("Clear")
        self.clear_button.setProperty("kind", "link")
        self.clear_button.setToolTip("Take nothing (Escape)")
        self.clear_button.clicked.connect(self.clear_clicked)
        self.header_buttons.addWidget(self.clear_button)
        self.words = ElidedLabel(HINT, "caption")
        self.table: Table[TakenRow] = Table(COLUMNS, "Utterances of the selection")
        self.table.setToolTip("Double-click or Enter: hear it")
        self.table.setMinimumHeight(LEAST_TABLE_PX)
        self.body.addWidget(self.words)
        self.body.addWidget(self.table, 1)
        self.table.chosen.connect(lambda one: self.item_chosen.emit(one.item))
        self.table.opened.connect(lambda one: self.item_opened.emit(one.item))
        self.show_taken((), "")

    def show_taken(self, taken: Sequence[TakenRow], text: str) -> None:
        """List them; the text says how they are made up."""
        self.words.show_text(text or HINT)
        self.table.setColumnHidden(SNR, not any(one.row.noise for one in taken))
        self.table.set_rows(taken)
        self.clear_button.setVisible(bool(taken))
