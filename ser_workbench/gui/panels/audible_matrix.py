# SPDX-License-Identifier: MIT
"""A confusion matrix, and at its right the utterances of the cell that was clicked, to hear."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.plots.confusion import ConfusionPlot
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import GAP, TIGHT, Theme
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
        "Probability with which the answer was given",
        is_number=True,
        width=62,
    ),
)
NOISE, SNR, SURE = 2, 3, 4


class AudibleMatrix(QWidget):
    """Signals out, `show_…` in; what the signals mean is decided by `AudibleCells`."""

    cell_clicked = Signal(int, int)
    """True class, predicted class."""
    play_clicked = Signal(object)
    """PredictionRow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.matrix = ConfusionPlot(theme)
        self.cell_title = ElidedLabel(HINT, "caption")
        self.utterances: Table[PredictionRow] = Table(COLUMNS, "Utterances of the cell")
        self.utterances.setToolTip("Double-click, Enter or Space: hear it as it was tested")
        self.play_button = QPushButton("Play")
        self.play_button.setToolTip("Hear the chosen utterance as it was tested (Space)")
        columns = QHBoxLayout(self)
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
        self.matrix.cell_clicked.connect(self.cell_clicked)
        self.utterances.opened.connect(self.play_clicked)
        self.utterances.chosen.connect(lambda _row: self._enable())
        self.play_button.clicked.connect(self.play_chosen)
        theme.changed.connect(lambda: self.show_playing(None))
        self.show_playing(None)
        self._enable()

    def show_matrix(self, names: Sequence[str], counts: Sequence[Sequence[int]]) -> None:
        """Draw counts, rows true, columns predicted."""
        self.matrix.show_matrix(np.array(counts, dtype=np.int64).reshape(len(names), len(names)), names)

    def show_chosen_cell(self, true: int, predicted: int) -> None:
        """Outline a cell of the matrix."""
        self.matrix.show_chosen(true, predicted)

    def show_cell(self, title: str, rows: Sequence[PredictionRow]) -> None:
        """The utterances of a cell; columns of which they say nothing are left out."""
        count = f"{len(rows):,} utterance{'' if len(rows) == 1 else 's'}: " if title else ""
        self.cell_title.show_text(f"{count}{title}" if title else HINT)
        has_noise = any(row.noise for row in rows)
        self.utterances.setColumnHidden(NOISE, not has_noise)
        self.utterances.setColumnHidden(SNR, not has_noise)
        self.utterances.setColumnHidden(SURE, not any(row.probabilities for row in rows))
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

    def _enable(self) -> None:
        self.play_button.setEnabled(self.utterances.chosen_row() is not None)
