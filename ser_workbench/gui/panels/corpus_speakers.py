# SPDX-License-Identifier: MIT
"""The table of speakers, whose genders can be changed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import TIGHT
from ser_workbench.presenters.corpus_rows import length_text
from ser_workbench.presenters.corpus_speaker_rows import GENDERS, SpeakerRow

COLUMNS: tuple[Column[SpeakerRow], ...] = (
    Column("Speaker", lambda row: row.speaker),
    Column("Gender", lambda row: row.gender, tooltip="Double-click to change", width=84, choices=GENDERS),
    Column("Utterances", lambda row: row.utterances, tooltip="How many", is_number=True, width=88),
    Column("Length", lambda row: row.seconds, length_text, "All utterances together", True, 74),
    Column("Side", lambda row: row.side, tooltip="Side of the partition", width=88),
)


class SpeakersPage(QWidget):
    """Speakers, one a line."""

    gender_chosen = Signal(str, str)
    """(speaker, gender)"""
    speaker_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = label("", "caption", is_wrapped=True)
        self.table: Table[SpeakerRow] = Table(COLUMNS, "Speakers")
        self.table.rows_model.edited.connect(lambda row, _title, gender: self.gender_chosen.emit(row.speaker, gender))
        self.table.opened.connect(lambda row: self.speaker_opened.emit(row.speaker))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addWidget(self._note)
        rows.addWidget(self.table, 1)

    def show_speakers(self, rows: Sequence[SpeakerRow], note: str) -> None:
        """Fill the table."""
        self._note.setText(note)
        self.table.set_rows(rows, lambda before, now: before.speaker == now.speaker)
