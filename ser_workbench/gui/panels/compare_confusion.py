# SPDX-License-Identifier: MIT
"""The confusions of one run: the matrix, and at its right the utterances of the cell that was clicked."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.plots.confusion import ConfusionPlot
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.compare_details import RunDetails
from ser_workbench.presenters.compare_rows import RunLine
from ser_workbench.runs.result import PredictionRow

HINT = "Click a cell of the matrix to list its utterances."
COLUMNS: tuple[Column[PredictionRow], ...] = (
    Column("Utterance", lambda row: row.utterance, tooltip="The recording, below the corpus folder"),
    Column("Speaker", lambda row: row.speaker, width=74),
    Column("Noise", lambda row: row.noise or "–", tooltip="The noise that lay over it", width=120),
    Column(
        "SNR",
        lambda row: row.snr_db,
        lambda value: "–" if value is None else f"{value:.1f}".replace("-", "−"),
        "Signal-to-noise ratio, dB",
        is_number=True,
        width=56,
    ),
    Column(
        "Sure",
        lambda row: max(row.probabilities, default=0.0),
        lambda value: f"{100 * value:.0f} %",
        "Probability that the network gave its answer",
        is_number=True,
        width=62,
    ),
)


class ConfusionPage(QWidget):
    """Which run, its score in words, its matrix, and a cell's utterances to hear."""

    run_chosen = Signal(str)
    cell_clicked = Signal(int, int)
    play_clicked = Signal(object)
    """PredictionRow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.runs = QComboBox()
        self.runs.setToolTip("Whose confusions are shown")
        self.runs.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.score = label("", "caption", is_wrapped=True)
        self.matrix = ConfusionPlot(theme)
        self.cell_title = label(HINT, "caption")
        self.utterances: Table[PredictionRow] = Table(COLUMNS, "Utterances of the cell")
        self.utterances.setToolTip("Double-click, Enter or Space: hear it as the network heard it")
        self.play_button = QPushButton("Play")
        self.play_button.setToolTip("Hear the chosen utterance as the network heard it (Space)")
        self._empty = label("", "subtitle", is_wrapped=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._make_content())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.runs)
        head.addWidget(self.score, 1)
        rows.addLayout(head)
        rows.addWidget(self._pages, 1)
        self.runs.activated.connect(lambda _index: self.run_chosen.emit(str(self.runs.currentData())))
        self.matrix.cell_clicked.connect(self.cell_clicked)
        self.utterances.opened.connect(self.play_clicked)
        self.utterances.chosen.connect(lambda _row: self._enable())
        self.play_button.clicked.connect(self.play_chosen)
        theme.changed.connect(lambda: self.show_playing(None))
        self.show_playing(None)
        self._enable()

    def show_runs(self, lines: Sequence[RunLine]) -> None:
        """The runs whose confusions may be looked at."""
        ids = [line.id for line in lines]
        if [self.runs.itemData(i) for i in range(self.runs.count())] != ids:
            chosen = self.runs.currentData()
            self.runs.clear()
            for line in lines:
                self.runs.addItem(line.short_title, line.id)
            self.runs.setCurrentIndex(max(0, self.runs.findData(chosen)))
        self.runs.setVisible(len(ids) > 1)

    def show_confusion(self, run: RunDetails | None, condition: str, text: str) -> None:
        """The matrix of a run, or why there is none."""
        self._pages.setCurrentIndex(0 if run is None else 1)
        self.score.setText(text if run is not None else "")
        self._empty.setText(text or "Choose a run in the table above.")
        if run is not None:
            self.runs.setCurrentIndex(max(0, self.runs.findData(run.line.id)))
            counts = np.array(run.scores[condition].confusion, dtype=np.int64)
            self.matrix.show_matrix(counts, run.emotions)

    def show_cell(self, title: str, rows: Sequence[PredictionRow]) -> None:
        """The utterances of a cell."""
        count = f"{len(rows):,} utterance{'' if len(rows) == 1 else 's'}: " if title else ""
        self.cell_title.setText(f"{count}{title}" if title else HINT)
        self.utterances.set_rows(rows)
        if rows:
            self.utterances.selectRow(0)
        self._enable()

    def show_playing(self, row: PredictionRow | None) -> None:
        """Which utterance is heard now."""
        self.play_button.setText("Play" if row is None else "Stop")
        self.play_button.setIcon(self._theme.icon("play" if row is None else "stop"))

    def play_chosen(self) -> None:
        """Ask to hear the chosen utterance, or to stop it."""
        row = self.utterances.chosen_row()
        if row is not None:
            self.play_clicked.emit(row)

    def _make_content(self) -> QWidget:
        content = QWidget()
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(GAP)
        columns.addWidget(self.matrix, 5)
        rows = QVBoxLayout()
        rows.setSpacing(TIGHT)
        head = QHBoxLayout()
        head.addWidget(self.cell_title, 1)
        head.addWidget(self.play_button)
        rows.addLayout(head)
        rows.addWidget(self.utterances, 1)
        columns.addLayout(rows, 5)
        return content

    def _enable(self) -> None:
        self.play_button.setEnabled(self.utterances.chosen_row() is not None)
