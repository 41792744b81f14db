# SPDX-License-Identifier: MIT
"""The page of the confusions of one run: whose they are, its score in words, the matrix with its audible cells."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.panels.audible_matrix import AudibleMatrix
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.compare_details import RunDetails
from ser_workbench.presenters.compare_rows import RunLine


class ConfusionPage(QWidget):
    """A sentence where there is nothing to show."""

    run_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs = QComboBox()
        self.runs.setToolTip("Whose confusions are shown")
        self.runs.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.score = label("", "caption", is_wrapped=True)
        self.cells = AudibleMatrix(theme)
        self._empty = label("", "subtitle", is_wrapped=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.cells)
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

    def show_confusion(self, run: RunDetails | None, text: str) -> None:
        """Whose matrix it is and its score, or why there is none."""
        self._pages.setCurrentIndex(0 if run is None else 1)
        self.score.setText(text if run is not None else "")
        self._empty.setText(text or "Choose a run in the table above.")
        if run is not None:
            self.runs.setCurrentIndex(max(0, self.runs.findData(run.line.id)))
