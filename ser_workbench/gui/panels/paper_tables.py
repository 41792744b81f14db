# SPDX-License-Identifier: MIT
"""Tables 3, 4 and 5: each number with the published one below it; a double click opens what it comes from."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ser_workbench.gui.card import label
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.paper.shown import ShownCell, ShownTable

AnyIndex = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
HINT = "Double-click a number to see what it comes from."
ROOM_PX = 12
INTERVAL = " ["
"""What parts a number from its interval."""
TITLE_PX = 190
"""How wide the rows' titles are at most; what is longer stands in the tooltip."""


class PublishedDelegate(QStyledItemDelegate):
    """The number made here, below it in small letters its interval and the published one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.has_intervals = True
        """Whether room is left for them."""
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw them."""
        cell = index.data(CELL)
        if not isinstance(cell, ShownCell):
            super().paint(painter, option, index)
            return
        c = self._theme.colours
        box: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(c.selection))
        inner = box.adjusted(ROOM_PX, 3, -ROOM_PX, -3)
        lines = self._lines(cell)
        height = inner.height() // len(lines)
        painter.save()
        for number, line in enumerate(lines):
            painter.setPen(QColor(c.muted if number else c.text))
            painter.setFont(self._small(option) if number else option.font)
            place = QRect(inner.left(), inner.top() + number * height, inner.width(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: N802  # Qt's name.
        """Room for its lines."""
        cell = index.data(CELL)
        metrics = option.fontMetrics
        lines = self._lines(cell) if isinstance(cell, ShownCell) else [str(index.data())]
        wide = max(metrics.horizontalAdvance(line) for line in lines)
        return QSize(wide + 2 * ROOM_PX, len(lines) * metrics.height() + 8)

    def _lines(self, cell: ShownCell) -> list[str]:
        number, _, interval = cell.text.partition(INTERVAL)
        shown = [f"{INTERVAL.strip()}{interval}" if interval else ""] if self.has_intervals else []
        return [number or "–", *shown, f"paper {cell.published}" if cell.published else ""]

    def _small(self, option: QStyleOptionViewItem) -> QFont:
        font = QFont(option.font)
        font.setPixelSize(self._theme.font_px(11))
        return font


class TablesPage(QWidget):
    """One table at a time."""

    cell_opened = Signal(object)
    """The ShownCell that was double-clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tables: tuple[ShownTable, ...] = ()
        self.which = QComboBox()
        self.which.setToolTip("Which table of the paper")
        self.which.setAccessibleName("Table")
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.table = QTableWidget()
        self._delegate = PublishedDelegate(theme, self.table)
        self.table.setItemDelegate(self._delegate)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setCornerButtonEnabled(False)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName("Table of the paper")
        self.table.verticalHeader().setMaximumWidth(TITLE_PX)
        self.table.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.remarks = label("", "caption", is_wrapped=True)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.which)
        head.addWidget(ElidedLabel(HINT, "caption"), 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addLayout(head)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.remarks)
        self.which.activated.connect(lambda _index: self._show_table())
        self.table.itemActivated.connect(self._tell_opened)

    def show_tables(self, tables: Sequence[ShownTable]) -> None:
        """Offer these; the one that is shown stays."""
        if tuple(tables) == self._tables:
            return
        before = self.which.currentData()
        self._tables = tuple(tables)
        self.which.clear()
        for table in tables:
            number = table.key.removeprefix("table")
            self.which.addItem(f"Table {number}: {table.title}" if number.isdigit() else table.title, table.key)
        self.which.setCurrentIndex(max(0, self.which.findData(before)))
        self._show_table()

    def _show_table(self) -> None:
        chosen = self.which.currentIndex()
        if not 0 <= chosen < len(self._tables):
            self.table.clear()
            return
        shown = self._tables[chosen]
        self._delegate.has_intervals = any(INTERVAL in cell.text for row in shown.rows for cell in row.cells)
        self.table.setColumnCount(len(shown.columns))
        self.table.setRowCount(len(shown.rows))
        self.table.setHorizontalHeaderLabels(list(shown.columns))
        for number, row in enumerate(shown.rows):
            title = QTableWidgetItem(row.title)
            title.setToolTip(row.title)
            self.table.setVerticalHeaderItem(number, title)
        for number, line in enumerate(shown.rows):
            for column, cell in enumerate(line.cells):
                item = QTableWidgetItem(cell.text)
                item.setData(CELL, cell)
                item.setToolTip(_tooltip(f"{line.title}, {shown.columns[column]}", cell))
                self.table.setItem(number, column, item)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.remarks.setText("\n".join(shown.remarks))
        self.remarks.setVisible(bool(shown.remarks))

    def _tell_opened(self, item: QTableWidgetItem) -> None:
        cell = item.data(CELL)
        if isinstance(cell, ShownCell):
            self.cell_opened.emit(cell)


def _tooltip(what: str, cell: ShownCell) -> str:
    here = cell.text or "not made yet"
    printed = f"; published {cell.published}" if cell.published else ""
    made = f"\n{cell.kind} {cell.made}" if cell.made else ""
    return f"{what}: {here}{printed}{made}"
