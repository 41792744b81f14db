# SPDX-License-Identifier: MIT
"""Runs that stopped before their end, offered for resumption."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.elided import ElidedComboBox
from ser_workbench.gui.theme import GAP, TIGHT
from ser_workbench.presenters.training_rows import InterruptedRun


class InterruptedBar(QFrame):
    """One line: which run, Resume, Not now; hidden while there is none."""

    resume_clicked = Signal(str)
    dismiss_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, TIGHT, GAP, TIGHT)
        row.setSpacing(GAP)
        self.runs = ElidedComboBox()
        self.runs.setToolTip("Runs that stopped before their end, the newest first")
        self.runs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.runs.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.resume_button = QPushButton("Resume it")
        self.resume_button.setToolTip("Go on where this run stopped, to the same numbers as if it had not")
        self.dismiss_button = QPushButton("Not now")
        self.dismiss_button.setToolTip("Offer this run no more; Compare still lists it")
        row.addWidget(label("Unfinished", "caption"))
        row.addWidget(self.runs, 1)
        row.addWidget(self.resume_button)
        row.addWidget(self.dismiss_button)
        self.resume_button.clicked.connect(lambda: self.resume_clicked.emit(self._chosen_id()))
        self.dismiss_button.clicked.connect(lambda: self.dismiss_clicked.emit(self._chosen_id()))
        self.hide()

    def show_interrupted(self, runs: Sequence[InterruptedRun]) -> None:
        """Offer these."""
        self.runs.clear()
        for run in runs:
            self.runs.addItem(run.text, run.id)
            self.runs.setItemData(self.runs.count() - 1, f"{run.text}\n{run.id}", Qt.ItemDataRole.ToolTipRole)
        self.setVisible(bool(runs))

    def _chosen_id(self) -> str:
        return str(self.runs.currentData())
