# SPDX-License-Identifier: MIT
"""What would be trained, a line each, with links to where it can be changed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.theme import GAP, TIGHT
from ser_workbench.presenters.training_summary import SummaryLine


class SummaryGrid(QWidget):
    """Titles are links; rows are made once and then only rewritten."""

    link_clicked = Signal(str)
    """The name of the panel where something can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links: list[QPushButton] = []
        self._texts: list[QLabel] = []
        self._panels: list[str] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(TIGHT)
        self._grid.setColumnStretch(1, 1)

    def show_summary(self, lines: Sequence[SummaryLine]) -> None:
        """Title, text and a link for each line."""
        while len(self._links) < len(lines):
            self._add_row()
        for row, line in enumerate(lines):
            self._links[row].setText(line.title)
            self._links[row].setToolTip(line.tooltip)
            self._texts[row].setText(line.text)
            self._texts[row].setToolTip(line.text)
            self._panels[row] = line.panel

    def _add_row(self) -> None:
        row = len(self._links)
        link, text = QPushButton(), label("", is_wrapped=True)
        link.setProperty("kind", "link")
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        link.clicked.connect(lambda _checked=False, row=row: self.link_clicked.emit(self._panels[row]))
        self._grid.addWidget(link, row, 0)
        self._grid.addWidget(text, row, 1)
        self._links.append(link)
        self._texts.append(text)
        self._panels.append("")
