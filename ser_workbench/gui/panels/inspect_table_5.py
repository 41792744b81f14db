# SPDX-License-Identifier: MIT
"""Table 5's row for the run, and the same for speaker and gender: what an SVM can tell from each module."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from ser_workbench.gui.card import Card, label
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.inspect_words import ProbeCell, ProbeTable

TITLE = "UA, %"
NOTE = "UA of an SVM on each module; 95 % interval over speakers; UA after learning from shuffled labels."


class ProbesCard(Card):
    """A click on a number opens its confusions."""

    probe_clicked = Signal(str, str)
    """Labeling (row title in lower case), layer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._theme = theme
        self.table: ProbeTable | None = None
        self.set_dense()
        self.note = ElidedLabel("", "caption")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(0)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.note)
        self.buttons: dict[tuple[str, str], QPushButton] = {}

    def show_table(self, table: ProbeTable | None) -> None:
        """The numbers, or none."""
        self.table = table
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.buttons.clear()
        if table is None:
            return
        heading = label(TITLE, "heading")
        heading.setToolTip(NOTE)
        self._grid.addWidget(heading, 0, 0)
        for column, name in enumerate(table.columns, start=1):
            self._grid.addWidget(label(name, "heading"), 0, column)
            self._grid.setColumnStretch(column, 1)
        for row, (title, cells) in enumerate(zip(table.rows, table.cells, strict=True), start=1):
            self._grid.addWidget(label(title, "caption"), row, 0)
            for column, cell in enumerate(cells, start=1):
                layer = table.layers[column - 1]
                self._grid.addWidget(self._cell(cell, title.lower(), layer), row, column)
        self.note.show_text(f"{NOTE} {table.note}".strip())

    def _cell(self, cell: ProbeCell, labeling: str, layer: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TIGHT)
        button = self.buttons[labeling, layer] = QPushButton(cell.ua)
        button.setProperty("kind", "link")
        button.setToolTip(cell.hint)
        button.setAccessibleName(f"{labeling} in {layer}: {cell.ua} %")
        button.setEnabled(bool(cell.rest))
        button.clicked.connect(partial(self._tell, labeling, layer))
        row.addWidget(button)
        rest = ElidedLabel(cell.rest, "caption")
        rest.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(rest, 1)
        return box

    def _tell(self, labeling: str, layer: str, _is_checked: bool = False) -> None:
        self.probe_clicked.emit(labeling, layer)
