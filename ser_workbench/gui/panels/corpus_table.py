# SPDX-License-Identifier: MIT
"""The table of utterances, with a filter over every column."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ser_workbench.gui.card import Card, label
from ser_workbench.gui.elided import ElidedComboBox
from ser_workbench.gui.panels.corpus_buttons import IconButton
from ser_workbench.gui.table_view import Table, seconds_text
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.presenters.corpus_rows import ALL, FilterChoices, UtteranceFilter, UtteranceRow

COLUMNS: tuple[Column[UtteranceRow], ...] = (
    Column("Utterance", lambda row: row.utterance.id, tooltip="The file's path below the corpus folder"),
    Column("Speaker", lambda row: row.utterance.speaker, width=68),
    Column("Gender", lambda row: row.utterance.gender, width=78),
    Column("Emotion", lambda row: row.utterance.emotion, width=86),
    Column("Seconds", lambda row: row.utterance.seconds, seconds_text, "Length of the recording", True, 74),
    Column("Side", lambda row: row.side, tooltip="Side of the partition", width=82),
    Column(
        "!",
        lambda row: row.problem,
        lambda problem: "!" if problem else "",
        "A problem was found; rest the mouse on the sign to read it",
        width=30,
        cell_tooltip=lambda row: row.problem,
    ),
)
PROBLEM = len(COLUMNS) - 1
TEXT_PX = 180


class UtterancesCard(Card):
    """Filters above, rows below; says what was typed and which row was chosen."""

    filter_changed = Signal(str, str)
    """(part of the filter, its new value): `emotion`, `anger`."""
    filter_dropped = Signal()
    row_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Utterances", parent)
        self._is_told = False
        self._amount = label("", "caption")
        self.text = QLineEdit()
        self.text.setPlaceholderText("Filter…")
        self.text.setToolTip("Show the utterances in which every word occurs, in any column (Ctrl+F)")
        self.text.setClearButtonEnabled(True)
        self.text.setFixedWidth(TEXT_PX)
        self.text.textChanged.connect(self._tell_text)
        self.header_buttons.addWidget(self._amount)
        self.header_buttons.addWidget(self.text)
        self._boxes = {
            "emotion": self._box("emotion", "Emotion", "Show one emotion; “Emotion” shows all"),
            "speaker": self._box("speaker", "Speaker", "Show one speaker; “Speaker” shows all"),
            "gender": self._box("gender", "Gender", "Show one gender; “Gender” shows all"),
            "side": self._box("side", "Side", "Show one side of the partition; “Side” shows all"),
        }
        self._drop = IconButton(theme, "", "close", "Show all utterances again")
        self._drop.clicked.connect(self.filter_dropped)
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        for box in self._boxes.values():
            row.addWidget(box, 1)
        row.addWidget(self._drop)
        self.body.addLayout(row)
        self.table: Table[UtteranceRow] = Table(COLUMNS, "Utterances")
        self.table.setColumnHidden(PROBLEM, True)
        self.table.chosen.connect(self.row_chosen)
        self.body.addWidget(self.table, 1)

    def show_utterances(self, rows: Sequence[UtteranceRow]) -> None:
        """Fill the table; the chosen utterance stays chosen."""
        self.table.set_rows(rows, lambda before, now: before.utterance.id == now.utterance.id)
        self.table.setColumnHidden(PROBLEM, not any(row.problem for row in rows))

    def show_matching(self, positions: Sequence[int], amount: str) -> None:
        """Let only these rows be seen."""
        self.table.rows_model.set_matching(positions)
        self._amount.setText(amount)

    def show_filter(self, wanted: UtteranceFilter, choices: FilterChoices) -> None:
        """Show what the filters are, without telling anybody."""
        offered = {
            "emotion": choices.emotions,
            "speaker": choices.speakers,
            "gender": choices.genders,
            "side": choices.sides,
        }
        for part, box in self._boxes.items():
            was_blocked = box.blockSignals(True)
            while box.count() > 1:
                box.removeItem(1)
            for name in offered[part]:
                box.addItem(name, name)
            box.setCurrentIndex(max(0, box.findData(getattr(wanted, part))))
            box.setEnabled(bool(offered[part]))
            box.blockSignals(was_blocked)
        self._is_told = True  # Blocked signals would leave the line's clear button behind.
        self.text.setText(wanted.text)
        self._is_told = False

    @property
    def drop_button(self) -> QPushButton:
        """The button that shows all again."""
        return self._drop

    def box(self, part: str) -> QComboBox:
        """The list of one part of the filter."""
        return self._boxes[part]

    def _tell_text(self, text: str) -> None:
        if not self._is_told:
            self.filter_changed.emit("text", text)

    def _box(self, part: str, everything: str, tooltip: str) -> QComboBox:
        box = ElidedComboBox()
        box.addItem(everything, ALL)
        box.setToolTip(tooltip)
        box.setMinimumWidth(60)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        box.currentIndexChanged.connect(lambda _: self.filter_changed.emit(part, box.currentData()))
        return box
