# SPDX-License-Identifier: MIT
"""The partition by speaker: its settings, and below them the sides, the balance of emotions, the speakers' sides."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ser_workbench.corpus.partition import SIDES, PartitionSettings
from ser_workbench.gui.card import label, line
from ser_workbench.gui.config_form import ConfigForm
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.panels.corpus_buttons import Hint, IconButton
from ser_workbench.gui.plots.balance import MISSING, BalancePlot
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.corpus_rows import length_text
from ser_workbench.presenters.corpus_sides import PREFIX, Divided, SideRow, SpeakerSide
from ser_workbench.progress import Progress

FORM_KEYS = ("scheme", "train_share", "validation_share", "test_share", "seed")
DRAWN = ("tvt", "loso")
"""The schemes that draw speakers at random."""
ONLY_TVT = "Leaving one speaker out, the test is that speaker."
NO_LIST = "no list is open"
BY_HAND = "Double-click a side below to put a speaker elsewhere."


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
SPEAKER_COLUMNS: tuple[Column[SpeakerSide], ...] = (
    Column("Speaker", lambda row: row.speaker, width=110),
    Column("Side", lambda row: row.side, tooltip="Double-click to change", width=120, choices=SIDES),
    Column("Gender", lambda row: row.gender, width=90),
    Column("Utterances", lambda row: row.utterances, is_number=True),
)


class PartitionPage(QWidget):
    """A form above, the sides below; or the sentence that says why it cannot be."""

    changed = Signal(dict)
    """{"partition.seed": 3}"""
    side_chosen = Signal(str, str)
    """(speaker, side)"""
    open_clicked = Signal()
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
        self._way = ElidedLabel("")
        self.note = label("", "caption", is_wrapped=True)
        self.findings = label("", "error", is_wrapped=True)
        self.open_button = IconButton(theme, "List…", "open", "Divide by a list of sides, or look at a list of folds")
        self.open_button.clicked.connect(self.open_clicked)
        self.save_button = IconButton(theme, "CSV…", "export", "Write the partition as a table")
        self.save_button.clicked.connect(self.save_clicked)
        self.table: Table[Line] = Table(COLUMNS, "Partition by speaker")
        self.table.setSortingEnabled(False)
        self.balance = BalancePlot(theme)
        self.speakers: Table[SpeakerSide] = Table(SPEAKER_COLUMNS, "Sides of the speakers")
        self.speakers.rows_model.edited.connect(lambda row, _title, side: self.side_chosen.emit(row.speaker, side))
        self.hint = Hint("The files are being hashed…")
        self._arrange()

    def show_partition_settings(self, settings: PartitionSettings, speakers: Sequence[str]) -> None:
        """Show the form without telling anybody."""
        self.form.show_values(settings)
        is_loso = settings.scheme == "loso"
        for key in FORM_KEYS[1:]:
            self.form.set_field_shown(key, settings.scheme in DRAWN)
        self.form.set_field_enabled("test_share", not is_loso, ONLY_TVT)
        self.held_out.clear()
        self.held_out.addItems(list(speakers))
        self.held_out.setCurrentText(settings.held_out or (speakers[0] if speakers else ""))
        self.held_out.setVisible(is_loso)
        self._held_out_title.setVisible(is_loso)
        self._way.setVisible(settings.scheme not in DRAWN)
        self._way.show_text(BY_HAND if settings.scheme == "named" else f"List: {settings.file or NO_LIST}")
        if settings.scheme == "named":
            self.views.setCurrentWidget(self.speakers)

    def show_partition_setting_error(self, key: str, sentence: str | None) -> None:
        """What is wrong with one field."""
        self.form.show_error(key, sentence)

    def show_dividing(self, progress: Progress | None) -> None:
        """How far the hashing is; short work is not shown at all."""
        if progress is not None:
            self.note.setText(f"{progress.stage}: {progress.done:,} of {progress.total:,} {progress.unit}")

    def show_partition(self, divided: Divided) -> None:
        """Fill the table (one column a side), and draw the balance; a list of folds has the balance only."""
        by_side = {row.side: row for row in divided.sides}
        is_by_sides = set(by_side) <= set(SIDES)
        self.table.set_rows(_lines([by_side.get(side) for side in SIDES]) if is_by_sides else [])
        self.views.setTabEnabled(self.views.indexOf(self._sides), is_by_sides)
        if not is_by_sides:
            self.views.setCurrentWidget(self.balance)
        name = "{}" if is_by_sides else "fold {}"
        self.balance.show_counts({name.format(row.side): row.emotions for row in divided.sides})
        self._show_findings((*([divided.refusal] if divided.refusal else []), *divided.findings))
        self.hint.show_sentence("")
        self.note.setText(divided.note)
        self.save_button.setEnabled(divided.partition is not None)
        self._sides.setCurrentWidget(self.table)

    def show_no_partition(self, sentence: str) -> None:
        """Why it cannot be divided so; the speakers' sides can still be changed."""
        self.hint.show_sentence(sentence, "error")
        self._show_findings([sentence] if self.views.currentWidget() is not self._sides else [])
        self.balance.show_counts({})
        self.note.setText("")
        self.save_button.setEnabled(False)
        self.views.setTabEnabled(self.views.indexOf(self._sides), True)
        self._sides.setCurrentWidget(self.hint)

    def show_speaker_sides(self, rows: Sequence[SpeakerSide]) -> None:
        """Fill the editor."""
        self.speakers.set_rows(rows, lambda before, now: before.speaker == now.speaker)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the list of speakers stand in line with the fields of the form above it."""
        super().resizeEvent(event)
        self.form.layout().activate()  # type: ignore[union-attr]  # A form always has a layout.
        self._held_out_title.setFixedWidth(max(0, self.form.field_widget("scheme").x() - GAP))

    def _show_findings(self, sentences: Sequence[str]) -> None:
        self.findings.setText("\n".join(sentences))
        self.findings.setVisible(bool(sentences))

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
        rows.addWidget(self._way)
        rows.addSpacing(TIGHT)
        rows.addWidget(line())
        below = QHBoxLayout()
        below.setSpacing(TIGHT)
        below.addWidget(self.note, 1)
        below.addWidget(self.open_button)
        below.addWidget(self.save_button)
        rows.addLayout(below)
        rows.addWidget(self.findings)
        rows.addWidget(self._make_views(), 1)
        self.findings.hide()
        self.save_button.setEnabled(False)

    def _make_views(self) -> QTabWidget:
        self._sides = QStackedWidget()
        self._sides.addWidget(self.hint)
        self._sides.addWidget(self.table)
        self.views = QTabWidget()
        self.views.setDocumentMode(True)
        self.views.tabBar().setDrawBase(False)
        for page, title, tooltip in (
            (self._sides, "Sides", "How much each side has"),
            (self.balance, "Balance", "The share of each emotion on each side; gaps are marked"),
            (self.speakers, "By speaker", "The side of each speaker; double-click to change it"),
        ):
            self.views.setTabToolTip(self.views.addTab(page, title), tooltip)
        return self.views


def _lines(sides: Sequence[SideRow | None]) -> list[Line]:
    """Speakers, utterances and emotions, a column a side; a side that a list lacks has nothing."""
    there = [side for side in sides if side is not None]
    lines = [
        _line("Speakers", [f"{len(side.speakers)}" if side else "" for side in sides]),
        _line("Who", [", ".join(side.speakers) if side else "" for side in sides]),
        _line("Utterances", [f"{side.utterances:,}" if side else "" for side in sides]),
        _line("Length", [length_text(side.seconds) if side else "" for side in sides]),
    ]
    emotions = list(there[0].emotions) if there else []
    return lines + [
        _line(emotion, [_amount(side.emotions[emotion]) if side else "" for side in sides]) for emotion in emotions
    ]


def _amount(utterances: int) -> str:
    return f"{utterances:,}" if utterances else MISSING


def _line(name: str, texts: Sequence[str]) -> Line:
    return Line(name, texts[0], texts[1], texts[2])
