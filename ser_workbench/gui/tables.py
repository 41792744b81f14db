# SPDX-License-Identifier: MIT
"""Tables that stay quick at 75,000 rows: a model over plain Python rows that sorts and filters by itself.

Sorting goes by ranks, computed once a column, so that a second click costs an argsort of integers.
QSortFilterProxyModel calls back into Python for every comparison and takes seconds instead.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

Row = TypeVar("Row")
AnyIndex = QModelIndex | QPersistentModelIndex
Indices = NDArray[np.intp]
TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its title, the value that sorts, and how the value is written."""

    title: str
    value: Callable[[Row], Any]
    text: Callable[[Any], str] = str
    tooltip: str = ""
    is_number: bool = False
    width: int = 0
    """Pixels to begin with; 0 leaves it to the table."""
    cell_tooltip: Callable[[Row], str] | None = None
    """What a cell says under the mouse; None: its text, which may be cut off in the cell."""
    choices: tuple[str, ...] = ()
    """What a cell may be changed to; empty for a column that is only read."""


class TableModel(QAbstractTableModel, Generic[Row]):
    """Rows of any kind under columns; `row_at` gives the row back."""

    edited = Signal(object, str, str)
    """(row, column title, chosen text): somebody wants to change a cell; the owner decides."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: Sequence[Row] = ()
        self._matching: Indices = np.arange(0)
        self._shown: Indices = np.arange(0)
        self._ranks: dict[int, Indices] = {}
        self._haystacks: list[str] | None = None
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, in the order in which they came."""
        return self._rows

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        """The columns, left to right."""
        return self._columns

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the order stays as chosen, a filter is dropped."""
        self.beginResetModel()
        self._rows = rows
        self._ranks.clear()
        self._haystacks = None
        self._matching = np.arange(len(rows))
        self._shown = self._in_order()
        self.endResetModel()

    def set_matching(self, indices: Sequence[int] | Indices) -> None:
        """Show only these of the rows, in the order chosen by the header."""
        self.layoutAboutToBeChanged.emit()
        before = self._remember_selection()
        self._matching = np.asarray(indices, dtype=np.intp)
        self._shown = self._in_order()
        self._restore_selection(before)
        self.layoutChanged.emit()

    def set_text_filter(self, text: str) -> None:
        """Show only rows in which every word of the text occurs, in any column, upper or lower case."""
        if self._haystacks is None:
            self._haystacks = [self._all_text(row) for row in self._rows]
        words = text.lower().split()
        found = [i for i, haystack in enumerate(self._haystacks) if all(word in haystack for word in words)]
        self.set_matching(found)

    def row_at(self, position: int) -> Row:
        """The row that stands at this line of the table."""
        return self._rows[int(self._shown[position])]

    def position_of(self, row: Row) -> int | None:
        """The line at which a row stands; None while it is filtered away."""
        try:
            found = np.flatnonzero(self._shown == self._rows.index(row))
        except ValueError:
            return None
        return int(found[0]) if len(found) else None

    def rowCount(self, parent: AnyIndex = TOP) -> int:  # noqa: N802 - Qt's name
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = TOP) -> int:  # noqa: N802 - Qt's name
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and column.cell_tooltip is not None:
            return column.cell_tooltip(self.row_at(index.row()))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(column.value(self.row_at(index.row())))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Tell the owner what somebody chose; the owner hands in new rows."""
        column = self._columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or value not in column.choices:
            return False
        row = self.row_at(index.row())
        if value != column.value(row):
            self.edited.emit(row, column.title, value)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Cells can be selected; those with choices can be changed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self._columns[index.column()].choices:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's title and tooltip."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tooltip or f"Click to sort by {column.title.lower()}"
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal rows keep the order in which they came."""
        self.layoutAboutToBeChanged.emit()
        before = self._remember_selection()
        self._sorted_by = (column, order) if 0 <= column < len(self._columns) else None
        self._shown = self._in_order()
        self._restore_selection(before)
        self.layoutChanged.emit()

    def _in_order(self) -> Indices:
        if self._sorted_by is None or not len(self._matching):
            return self._matching
        column, order = self._sorted_by
        if column not in self._ranks:
            self._ranks[column] = _ranks([self._columns[column].value(row) for row in self._rows])
        ranks = self._ranks[column][self._matching]
        sign = 1 if order == Qt.SortOrder.AscendingOrder else -1
        return self._matching[np.argsort(sign * ranks, kind="stable")]

    def _remember_selection(self) -> list[tuple[QModelIndex, int]]:
        return [(index, int(self._shown[index.row()])) for index in self.persistentIndexList()]

    def _restore_selection(self, before: list[tuple[QModelIndex, int]]) -> None:
        if not before:
            return
        position_of = np.full(len(self._rows), -1)
        position_of[self._shown] = np.arange(len(self._shown))
        for index, row in before:
            position = int(position_of[row])
            after = QModelIndex() if position < 0 else self.index(position, index.column())
            self.changePersistentIndex(index, after)

    def _all_text(self, row: Row) -> str:
        return " ".join(column.text(column.value(row)) for column in self._columns).lower()


def _ranks(values: list[Any]) -> Indices:
    if values and all(isinstance(value, int | float) for value in values):
        return np.unique(np.asarray(values, dtype=np.float64), return_inverse=True)[1].reshape(-1)
    # dict.fromkeys keeps the order, so that values which come sorted are sorted in one pass.
    known = [value for value in dict.fromkeys(values) if value is not None]
    known.sort(key=str.lower if all(isinstance(value, str) for value in known) else None)
    rank_of: dict[Any, int] = {value: rank for rank, value in enumerate(known)}
    rank_of[None] = len(known)
    return np.fromiter(map(rank_of.__getitem__, values), dtype=np.intp, count=len(values))


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
