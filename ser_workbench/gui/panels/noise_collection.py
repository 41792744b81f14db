# SPDX-License-Identifier: MIT
"""The open collection: its noises as a table, its classes, its problems."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QTabWidget, QVBoxLayout, QWidget

from ser_workbench.audio.noise_report import NoiseProblem
from ser_workbench.gui.card import Card
from ser_workbench.gui.panels.noise_classes import ClassesPage
from ser_workbench.gui.panels.noise_problems import NoiseProblemsPage
from ser_workbench.gui.table_view import Table, seconds_text
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.presenters.noise_draw import NoiseRow

NOISES, CLASSES, PROBLEMS = range(3)
CLASS = 1
"""The column of the class."""


def _rate_text(rate_hz: int) -> str:
    return f"{rate_hz / 1000:g}"


def _about(row: NoiseRow) -> str:
    channels = {1: "mono", 2: "stereo"}.get(row.noise.channels, f"{row.noise.channels} channels")
    return f"{row.noise.file}\n{row.noise.sample_rate_hz:,} samples a second, {channels}"


def _name_of(noise_id: str) -> str:
    return PurePosixPath(noise_id).stem


COLUMNS: tuple[Column[NoiseRow], ...] = (
    Column(
        "Noise",
        lambda row: row.noise.id,
        _name_of,
        "The file's name; point at one to see its path",
        cell_tooltip=_about,
    ),
    Column(
        "Class", lambda row: row.noise.noise_class, str, "What is heard, as far as names and folders tell", width=84
    ),
    Column("Side", lambda row: row.side, str, "Who hears it: training, validation, test, or nobody", width=84),
    Column("Seconds", lambda row: row.noise.seconds, seconds_text, "Length of the noise", True, 68),
    Column("kHz", lambda row: row.noise.sample_rate_hz, _rate_text, "Samples a second, in thousands", True, 56),
)


class CollectionCard(Card):
    """Three pages under tabs."""

    noise_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.filter_text = QLineEdit()
        self.filter_text.setPlaceholderText("Filter…")
        self.filter_text.setToolTip("Show the noises in which every word occurs: a name, a class, a side")
        self.filter_text.setClearButtonEnabled(True)
        self.table: Table[NoiseRow] = Table(COLUMNS, "Noises")
        self.table.setToolTip("Choose a noise to mix it in the preview")
        self.table.chosen.connect(lambda row: self.noise_chosen.emit(row.noise))
        self.filter_text.textChanged.connect(self.table.rows_model.set_text_filter)
        self.classes = ClassesPage(theme)
        self.problems = NoiseProblemsPage(theme)
        self.problems.problem_chosen.connect(self.choose_noise)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for page, title, tooltip in (
            (self._arrange_noises(), "Noises", "Every noise of the folder"),
            (self.classes, "Classes", "Leave whole classes out"),
            (self.problems, "Problems", "What is doubtful about which noise"),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(page, title), tooltip)
        self.body.addWidget(self.tabs)

    def show_noises(self, rows: Sequence[NoiseRow]) -> None:
        """Another folder's noises."""
        self.filter_text.clear()
        self.table.set_rows(rows)
        self.table.setColumnHidden(CLASS, not any(row.noise.noise_class for row in rows))
        self.tabs.setTabText(NOISES, f"Noises ({len(rows):,})")

    def show_noise_sides(self, rows: Sequence[NoiseRow]) -> None:
        """The same noises, divided otherwise; the chosen one and the filter stay."""
        self.table.set_rows(rows, lambda old, new: old.noise.id == new.noise.id)
        if self.filter_text.text():
            self.table.rows_model.set_text_filter(self.filter_text.text())

    def show_noise_problems(self, problems: Sequence[NoiseProblem], note: str) -> None:
        """Fill the page of problems, and count them on its tab."""
        self.problems.show_noise_problems(problems, note)
        self.tabs.setTabText(PROBLEMS, f"Problems ({len(problems):,})" if problems else "Problems")

    def show_class_count(self, drawn: int, total: int) -> None:
        """How many of the classes are drawn, on their tab."""
        self.tabs.setTabText(CLASSES, f"Classes ({drawn:,} of {total:,})" if drawn < total else "Classes")

    def choose_noise(self, noise_id: str) -> None:
        """Choose a noise as if it were clicked in the table."""
        row = self._row_of(noise_id)
        if row is not None:
            self.table.choose(row)

    def show_chosen_noise(self, noise_id: str) -> None:
        """Mark the noise that is mixed, without telling anybody."""
        row = self._row_of(noise_id)
        if row is not None:
            self.table.choose_silently(row)

    def _row_of(self, noise_id: str) -> NoiseRow | None:
        return next((row for row in self.table.rows_model.rows if row.noise.id == noise_id), None)

    def _arrange_noises(self) -> QWidget:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addWidget(self.filter_text)
        rows.addWidget(self.table, 1)
        return page
