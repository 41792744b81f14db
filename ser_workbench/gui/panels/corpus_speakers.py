# SPDX-License-Identifier: MIT
"""The table of speakers, whose genders can be changed, suggested, and taken from and written into tables."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.dialogs import ask_file, ask_save_file
from ser_workbench.gui.panels.corpus_buttons import IconButton
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.presenters.corpus_rows import length_text
from ser_workbench.presenters.corpus_speaker_rows import GENDERS, SpeakerRow
from ser_workbench.progress import Progress

KIND = "Comma-separated table (*.csv)"
SUGGEST = "Suggest from pitch"
PITCH_TITLE, AMOUNT_TITLES = "By pitch", ("Utterances", "Length")

COLUMNS: tuple[Column[SpeakerRow], ...] = (
    Column("Speaker", lambda row: row.speaker, width=78),
    Column("Gender", lambda row: row.gender, tooltip="Double-click to change", width=78, choices=GENDERS),
    Column(PITCH_TITLE, lambda row: row.suggestion, tooltip="A suggestion, not a fact", width=126),
    Column(AMOUNT_TITLES[0], lambda row: row.utterances, tooltip="How many", is_number=True, width=88),
    Column(AMOUNT_TITLES[1], lambda row: row.seconds, length_text, "All utterances together", True, 74),
    Column("Side", lambda row: row.side, tooltip="Side of the partition"),
)
TITLES = [column.title for column in COLUMNS]


class SpeakersPage(QWidget):
    """Speakers, one a line."""

    gender_chosen = Signal(str, str)
    """(speaker, gender)"""
    speaker_opened = Signal(str)
    suggest_clicked = Signal()
    accept_clicked = Signal()
    table_to_import = Signal(object)
    table_to_export = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = label("", "caption", is_wrapped=True)
        self._words = ""
        self.suggest_button = IconButton(theme, SUGGEST, "play", "Listen to calm recordings of each speaker")
        self.accept_button = IconButton(theme, "Accept all", "done", "Name the suggested gender wherever none is known")
        self.import_button = IconButton(theme, "Import CSV…", "open", "Take genders from a table: speaker, gender")
        self.export_button = IconButton(theme, "Export CSV…", "export", "Write a table: speaker, gender")
        self.suggest_button.clicked.connect(self.suggest_clicked)
        self.accept_button.clicked.connect(self.accept_clicked)
        self.import_button.clicked.connect(self._ask_what_to_import)
        self.export_button.clicked.connect(self._ask_where_to_export)
        self.table: Table[SpeakerRow] = Table(COLUMNS, "Speakers")
        self.table.rows_model.edited.connect(lambda row, _title, gender: self.gender_chosen.emit(row.speaker, gender))
        self.table.opened.connect(lambda row: self.speaker_opened.emit(row.speaker))
        self._arrange()

    @property
    def note(self) -> str:
        """The sentence above the table."""
        return self._note.text()

    def show_speakers(self, rows: Sequence[SpeakerRow], note: str) -> None:
        """Fill the table; the column of suggestions, when there are some, takes the place of the amounts."""
        self._words = note
        self._note.setText(note)
        has_suggestions = any(row.suggestion for row in rows)
        self.table.setColumnHidden(TITLES.index(PITCH_TITLE), not has_suggestions)
        for title in AMOUNT_TITLES:
            self.table.setColumnHidden(TITLES.index(title), has_suggestions)
        self.table.set_rows(rows, lambda before, now: before.speaker == now.speaker)

    def show_suggesting(self, progress: Progress | None) -> None:
        """How far the listening is; the button that began it stops it."""
        self.suggest_button.setText(SUGGEST if progress is None else "Stop listening")
        self.suggest_button.show_icon("play" if progress is None else "cancel")
        self._note.setText(
            self._words
            if progress is None
            else f"{progress.stage}: {progress.done:,} of {progress.total:,} {progress.unit}"
        )

    def show_acceptable(self, count: int) -> None:
        """Whether there is something to accept."""
        self.accept_button.setVisible(count > 0)

    def _arrange(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addWidget(self._note)
        rows.addWidget(self.table, 1)
        for left, right in ((self.suggest_button, self.accept_button), (self.import_button, self.export_button)):
            row = QHBoxLayout()
            row.setSpacing(TIGHT)
            row.addWidget(left)
            row.addWidget(right)
            row.addStretch(1)
            rows.addLayout(row)

    def _ask_what_to_import(self) -> None:
        ask_file(self, "Take genders from a table", None, KIND, self.table_to_import.emit)

    def _ask_where_to_export(self) -> None:
        ask_save_file(self, "Write the genders", Path.home() / "genders.csv", KIND, self.table_to_export.emit)
