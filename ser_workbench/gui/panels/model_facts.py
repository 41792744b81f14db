# SPDX-License-Identifier: MIT
"""A row of numbers, each below its title: parameters, memory, speed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.theme import GAP
from ser_workbench.presenters.model_facts import Fact


class FactsRow(QWidget):
    """Facts side by side in columns of equal width; labels are made once and then only rewritten."""

    def __init__(self, columns: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._titles: list[QLabel] = []
        self._values: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(2)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts instead of the last ones."""
        while len(self._titles) < len(facts):
            self._add_cell()
        for number, (title, value) in enumerate(zip(self._titles, self._values, strict=True)):
            is_used = number < len(facts)
            title.setVisible(is_used)
            value.setVisible(is_used)
            if is_used:
                fact = facts[number]
                _write(title, fact.title, fact.tooltip)
                _write(value, fact.value, f"{fact.title}: {fact.value}\n{fact.tooltip}")

    def value_of(self, title: str) -> str:
        """The value that stands below a title."""
        return next(v.text() for t, v in zip(self._titles, self._values, strict=True) if t.text() == title)

    def _add_cell(self) -> None:
        number = len(self._titles)
        row, column = divmod(number, self._columns)
        title, value = label("", "caption"), label("", "heading")
        self._grid.addWidget(title, 2 * row, column)
        self._grid.addWidget(value, 2 * row + 1, column)
        self._grid.setColumnStretch(column, 1)
        self._titles.append(title)
        self._values.append(value)


def _write(place: QLabel, text: str, tooltip: str) -> None:
    if place.text() != text:
        place.setText(text)
    place.setToolTip(tooltip)
