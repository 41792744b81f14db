# SPDX-License-Identifier: MIT
"""What is tried now and what is kept: status, table of baselines beside the published numbers, and Table 3."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QTabWidget, QVBoxLayout, QWidget

from ser_workbench.gui.card import Card
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.panels.paper_tables import TablesPage
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.paper.shown import ShownTable
from ser_workbench.presenters.baselines_rows import BaselineLine, interval_text
from ser_workbench.presenters.baselines_status import BaselinesStatus
from ser_workbench.presenters.time_left import time_text

STEPS = 1000


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _interval(value: tuple[float, float] | None) -> str:
    return "–" if value is None else f"{value[0]:.1f} – {value[1]:.1f}"


COLUMNS: tuple[Column[BaselineLine], ...] = (
    Column("Rival", lambda line: line.method, tooltip="SVM, or SKRRR: sparse kernel regression", width=58),
    Column("Features", lambda line: line.features, tooltip="The feature set, or the configuration", width=78),
    Column("Test", lambda line: line.scheme, tooltip="TVT: the test side; LOSO: every speaker in turn", width=58),
    Column("UA", lambda line: line.ua, _percent, "Unweighted accuracy, %", is_number=True, width=50),
    Column(
        "95 %",
        lambda line: line.interval,
        _interval,
        "Interval of UA over speakers, %",
        width=92,
        cell_tooltip=interval_text,
    ),
    Column("WA", lambda line: line.wa, _percent, "Weighted accuracy, %", is_number=True, width=50),
    Column(
        "Paper",
        lambda line: line.published,
        lambda value: "–" if value is None else f"{value:.2f}",
        "What the paper prints for eNTERFACE'05, UA in %; other corpora cannot be compared with it",
        is_number=True,
        width=58,
        cell_tooltip=lambda line: line.published_words,
    ),
    Column(
        "Chosen",
        lambda line: line.chosen,
        tooltip="What was chosen before the test, in most folds",
        width=214,
        cell_tooltip=lambda line: line.chosen_words,
    ),
    Column("Corpus", lambda line: line.corpus, width=86),
    Column("Speakers", lambda line: line.speakers, tooltip="How many were tested", is_number=True, width=66),
    Column("Time", lambda line: line.seconds, time_text, "Functionals and tests", is_number=True, width=70),
    Column("Made", lambda line: line.created, tooltip="When it was kept, local time", width=120),
)


class BaselinesStatusCard(Card):
    """A heading that says what goes on, a bar, a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.headline = ElidedLabel("", "heading")
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setToolTip("How many of the baselines are over")
        self.text = ElidedLabel("", "caption")
        for widget in (self.headline, self.bar, self.text):
            self.body.addWidget(widget)
        self.hide()

    def show_status(self, status: BaselinesStatus) -> None:
        """Nothing at all while nothing was tried."""
        self.setVisible(status.share is not None)
        self.headline.show_text(status.headline)
        self.bar.setValue(round((status.share or 0.0) * STEPS))
        self.text.show_text(status.text)


class BaselinesTabs(QTabWidget):
    """The baselines that are kept, and Table 3 made of them."""

    baseline_chosen = Signal(str)
    """Its id."""
    delete_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[BaselineLine, ...] = ()
        self.table: Table[BaselineLine] = Table(COLUMNS, "Baselines")
        self.table.setToolTip("Choose one to see and hear below what it took for what")
        self.table.setCornerWidget(QWidget())  # Else the corner between the scroll bars is a box.
        self.table_3 = TablesPage(theme)
        self.delete_button = QPushButton("Delete…")
        self.delete_button.setToolTip("Delete the chosen baseline (asks first)")
        self.delete_button.setProperty("kind", "danger")
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.addWidget(self.table, 1)
        self.addTab(page, "Baselines")
        self.addTab(self.table_3, "Table 3")
        self.setTabToolTip(1, "SVMs on the paper's feature sets, beside the published numbers")
        self.setCornerWidget(self.delete_button)
        self.table.chosen.connect(lambda line: self.baseline_chosen.emit(line.id))
        self.delete_button.clicked.connect(self.delete_clicked)

    def show_baselines(self, lines: Sequence[BaselineLine], chosen: str, table_3: ShownTable) -> None:
        """Show these; the choice tells nothing."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self.table.set_rows(self._lines, lambda before, now: before.id == now.id)
        for line in self._lines:
            if line.id == chosen:
                self.table.choose_silently(line)
        self.table_3.show_tables((table_3,))
