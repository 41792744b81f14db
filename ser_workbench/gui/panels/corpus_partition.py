# SPDX-License-Identifier: MIT
"""The partition by speaker: its settings, and the sides as a table."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ser_workbench.corpus.partition import SIDES, PartitionSettings
from ser_workbench.gui.card import label, line
from ser_workbench.gui.config_form import ConfigForm
from ser_workbench.gui.panels.corpus_buttons import Hint, IconButton
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.corpus_division import PREFIX, SideRow
from ser_workbench.presenters.corpus_rows import length_text
from ser_workbench.progress import Progress

FORM_KEYS = ("scheme", "train_share", "validation_share", "test_share", "seed")
ONLY_TVT = "Leaving one speaker out, the test is that speaker."


class Line(NamedTuple):
    """One line: what is counted, and how much of it each side has."""

    name: str
    train: str
    validation: str
    test: str


COLUMNS: tuple[Column[Line], ...] = (
    Column("", lambda row: row.name, width=92),
    Column("Train", lambda row: row.train, tooltip="Speakers the network learns from"),
    Column("Validation", lambda row: row.validation, tooltip="Speakers that decide when to stop"),
    Column("Test", lambda row: row.test, tooltip="Speakers never heard before the test"),
)


class PartitionPage(QWidget):
    """A form above, the sides below; or the sentence that says why it cannot be."""

    changed = Signal(dict)
    """{"partition.seed": 3}"""
    save_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = ConfigForm(PartitionSettings, theme, PREFIX, FORM_KEYS)
        self.form.changed.connect(self.changed)
        self.held_out = QComboBox()
        self.held_out.setToolTip("Who is tested when one speaker is left out")
        self.held_out.activated.connect(self._choose_held_out)
        self._held_out_title = label("Speaker left out")
        self._held_out_title.setBuddy(self.held_out)
        self.note = label("", "caption", is_wrapped=True)
        self.save_button = IconButton(theme, "CSV…", "export", "Write the partition as a table")
        self.save_button.clicked.connect(self.save_clicked)
        self.table: Table[Line] = Table(COLUMNS, "Partition by speaker")
        self.table.setSortingEnabled(False)
        self.hint = Hint("The files are being hashed…")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.hint)
        self._pages.addWidget(self.table)
        self._arrange()

    def show_partition_settings(self, settings: PartitionSettings, speakers: Sequence[str]) -> None:
        """Show the form without telling anybody."""
        self.form.show_values(settings)
        is_loso = settings.scheme == "loso"
        self.form.set_field_enabled("test_share", not is_loso, ONLY_TVT)
        self.held_out.clear()
        self.held_out.addItems(list(speakers))
        self.held_out.setCurrentText(settings.held_out or (speakers[0] if speakers else ""))
        self.held_out.setVisible(is_loso)
        self._held_out_title.setVisible(is_loso)

    def show_partition_setting_error(self, key: str, sentence: str | None) -> None:
        """What is wrong with one field."""
        self.form.show_error(key, sentence)

    def show_dividing(self, progress: Progress | None) -> None:
        """How far the hashing is; short work is not shown at all."""
        if progress is not None:
            self.note.setText(f"{progress.stage}: {progress.done:,} of {progress.total:,} {progress.unit}")

    def show_partition(self, rows: Sequence[SideRow], emotions: Sequence[str], note: str) -> None:
        """Fill the table: one column a side."""
        by_side = {row.side: row for row in rows}
        sides = [by_side[side] for side in SIDES]
        lines = [
            _line("Speakers", [f"{len(side.speakers)}" for side in sides]),
            _line("Who", [", ".join(side.speakers) for side in sides]),
            _line("Utterances", [f"{side.utterances:,} ({length_text(side.seconds)})" for side in sides]),
        ]
        lines += [_line(emotion, [f"{side.emotions[emotion]:,}" for side in sides]) for emotion in emotions]
        self.table.set_rows(lines)
        self.note.setText(note)
        self.save_button.setEnabled(True)
        self._pages.setCurrentIndex(1)

    def show_no_partition(self, sentence: str) -> None:
        """Why it cannot be divided so."""
        self.hint.show_sentence(sentence, "error")
        self.note.setText("")
        self.save_button.setEnabled(False)
        self._pages.setCurrentIndex(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the list of speakers stand in line with the fields of the form above it."""
        super().resizeEvent(event)
        self.form.layout().activate()  # type: ignore[union-attr]  # A form always has a layout.
        self._held_out_title.setFixedWidth(max(0, self.form.field_widget("seed").x() - GAP))

    def _choose_held_out(self) -> None:
        self.changed.emit({f"{PREFIX}held_out": self.held_out.currentText()})

    def _arrange(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, GAP, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addWidget(self.form)
        held_out = QHBoxLayout()
        held_out.setSpacing(GAP)
        held_out.addWidget(self._held_out_title)
        held_out.addWidget(self.held_out, 1)
        rows.addLayout(held_out)
        rows.addSpacing(TIGHT)
        rows.addWidget(line())
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(self.save_button)
        rows.addLayout(below)
        rows.addWidget(self._pages, 1)
        self.save_button.setEnabled(False)


def _line(name: str, texts: Sequence[str]) -> Line:
    return Line(name, texts[0], texts[1], texts[2])
