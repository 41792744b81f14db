# SPDX-License-Identifier: MIT
"""The table of runs: filter above, sort by the header, choose several with Ctrl or Shift."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.compare_rows import RunLine
from ser_workbench.presenters.time_left import time_text


def _score(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _score_column(title: str, field: str, tooltip: str) -> Column[RunLine]:
    return Column(title, lambda line: getattr(line, field), _score, tooltip, is_number=True, width=78)


COLUMNS: tuple[Column[RunLine], ...] = (
    Column("Run", lambda line: line.title, tooltip="The run's name, or its model", width=156),
    Column("State", lambda line: line.state, tooltip="running, finished, cancelled, failed or interrupted", width=78),
    Column("Features", lambda line: line.features, width=76),
    Column("Corpus", lambda line: line.corpus, width=96),
    Column("Noise", lambda line: line.noise or "–", tooltip="Noises × SNRs, and the range of the SNRs", width=142),
    _score_column("UA clean", "ua_clean", "Unweighted accuracy on clean test speech, %"),
    _score_column("UA noisy", "ua_noisy", "Unweighted accuracy in the noisy condition, %"),
    _score_column("WA clean", "wa_clean", "Weighted accuracy on clean test speech, %"),
    _score_column("WA noisy", "wa_noisy", "Weighted accuracy in the noisy condition, %"),
    Column("Epochs", lambda line: line.epochs, is_number=True, width=66),
    Column("Time", lambda line: line.seconds, time_text, "Time worked on it", is_number=True, width=80),
    Column("Seed", lambda line: line.seed, tooltip="Seed of the training", is_number=True, width=54),
    Column("Begun", lambda line: line.created, tooltip="When it was begun, local time", width=132),
    Column("Id", lambda line: line.id[-4:], lambda text: text, "End of the run's id", width=56),
)


class RunTable(QWidget):
    """Signals speak of run ids; showing a choice tells nothing."""

    runs_chosen = Signal(list)
    """list[str]: the ids, the first chosen one first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter: any words of any column, for instance “fst finished”")
        self.filter.setToolTip("Show only runs in which all these words occur")
        self.filter.setClearButtonEnabled(True)
        sign = self.filter.addAction(theme.icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(lambda: sign.setIcon(theme.icon("filter")))
        self.count = label("", "caption")
        self.table: Table[RunLine] = Table(COLUMNS, "Runs")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setToolTip("Choose several runs with Ctrl or Shift to see them over each other")
        self._order: list[str] = []
        self._is_told = False
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.filter, 1)
        head.addWidget(self.count)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addLayout(head)
        rows.addWidget(self.table, 1)
        self.table.setMinimumHeight(120)
        self.table.setCornerWidget(QWidget())  # Else the corner between the scroll bars is a box.
        self.filter.textChanged.connect(self._filter)
        self.table.selectionModel().selectionChanged.connect(self._tell)

    def show_runs(self, lines: Sequence[RunLine]) -> None:
        """Show these runs; filter and order stay."""
        self._is_told = True
        self.table.rows_model.set_rows(lines)
        if self.filter.text():
            self.table.rows_model.set_text_filter(self.filter.text())
        self._is_told = False
        self._show_count()

    def show_chosen(self, run_ids: Sequence[str]) -> None:
        """Select the rows of these runs without telling."""
        self._order = list(run_ids)
        if set(self.chosen_ids()) == set(run_ids):
            return
        model, selection = self.table.rows_model, QItemSelection()
        for position in range(model.rowCount()):
            if model.row_at(position).id in run_ids:
                index = model.index(position, 0)
                selection.select(index, index)
        self._is_told = True
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        self._is_told = False

    def chosen_ids(self) -> list[str]:
        """The selected runs, in the order in which they were chosen."""
        rows = self.table.selectionModel().selectedRows()
        ids = [self.table.rows_model.row_at(index.row()).id for index in rows]
        kept = [run_id for run_id in self._order if run_id in ids]
        return kept + [run_id for run_id in ids if run_id not in kept]

    def _tell(self) -> None:
        if self._is_told:
            return
        self._order = self.chosen_ids()
        self.runs_chosen.emit(list(self._order))

    def _filter(self, text: str) -> None:
        self._is_told = True
        self.table.rows_model.set_text_filter(text)
        self._is_told = False
        self._show_count()

    def _show_count(self) -> None:
        shown, known = self.table.rows_model.rowCount(), len(self.table.rows_model.rows)
        self.count.setText(f"{shown} of {known} runs" if shown != known else f"{known} runs" if known != 1 else "1 run")
