# SPDX-License-Identifier: MIT
"""A table as every panel shows it: whole rows chosen, headers that sort, cells with choices, rows to copy."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ser_workbench.gui.tables import Column, TableModel
from ser_workbench.gui.theme import FONT_PX

Row = TypeVar("Row")
AnyIndex = QModelIndex | QPersistentModelIndex
ROOM_BESIDE_TITLE = 18
"""Pixels: the style sheet's padding at both sides of a title, and a little air."""
ROOM_IN_ROW = 6  # pixels above and below the text together


class Table(QTableView, Generic[Row]):
    """A sortable table of rows; signals speak of rows, never of indices."""

    chosen = Signal(object)
    """The row that was chosen last."""
    opened = Signal(object)
    """The row that was double-clicked, or on which Enter was pressed."""

    def __init__(
        self, columns: Sequence[Column[Row]], name: str, parent: QWidget | None = None, lines: int = 1
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self.rows_model: TableModel[Row] = TableModel(columns, self)
        self.setModel(self.rows_model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(lines > 1)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self._arrange_headers()
        self._fit_to_font()
        self._offer_choices()
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.activated.connect(self._tell_opened)

    def set_rows(self, rows: Sequence[Row], same: Callable[[Row, Row], bool] | None = None) -> None:
        """Show these rows; the row that `same` takes for the chosen one stays chosen, silently."""
        before = self.chosen_row()
        self.rows_model.set_rows(rows)
        if before is None or same is None:
            return
        for row in rows:
            if same(before, row):
                self.choose_silently(row)
                return

    def chosen_row(self) -> Row | None:
        """The chosen row, if there is one."""
        index = self.currentIndex()
        return self.rows_model.row_at(index.row()) if index.isValid() else None

    def choose(self, row: Row) -> bool:
        """Choose a row and bring it into view; False while it is filtered away."""
        position = self.rows_model.position_of(row)
        if position is None:
            return False
        self.selectRow(position)
        return True

    def choose_silently(self, row: Row) -> None:
        """Choose a row without telling anybody that it was chosen."""
        was_blocked = self.blockSignals(True)
        self.choose(row)
        self.blockSignals(was_blocked)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Rows and columns grow with the writing."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "rows_model"):
            self._fit_to_font()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+C copies the chosen row, cells parted by tabs; the space bar is left to the panel."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            row = self.currentIndex().row()
            cells = [self.rows_model.index(row, column) for column in range(self.rows_model.columnCount())]
            QGuiApplication.clipboard().setText("\t".join(str(self.rows_model.data(cell)) for cell in cells))
        elif event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _arrange_headers(self) -> None:
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        titles = self.horizontalHeader()
        titles.setHighlightSections(False)
        titles.setSortIndicatorShown(True)
        titles.setSortIndicatorClearable(True)
        titles.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        # Paths differ at their ends: dots in the middle leave both the folder and the file's number to be read.
        is_folded = self._lines > 1
        self.setTextElideMode(Qt.TextElideMode.ElideRight if is_folded else Qt.TextElideMode.ElideMiddle)
        for number, column in enumerate(self.rows_model.columns):
            if not column.width:
                titles.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def _fit_to_font(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._lines * self.fontMetrics().lineSpacing() + ROOM_IN_ROW)
        zoom = max(1, self.font().pixelSize()) / FONT_PX
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        bold = QFontMetrics(font)
        for number, column in enumerate(self.rows_model.columns):
            if column.width:
                # The style sheet writes titles in bold; Qt's own hint adds room for an arrow to each.
                title = bold.horizontalAdvance(column.title) + ROOM_BESIDE_TITLE if column.title else 0
                self.horizontalHeader().resizeSection(number, max(round(column.width * zoom), title))

    def _offer_choices(self) -> None:
        for number, column in enumerate(self.rows_model.columns):
            if column.choices:
                self.setItemDelegateForColumn(number, ChoiceDelegate(column.choices, self))

    def _tell_chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.rows_model.row_at(now.row()))

    def _tell_opened(self, index: QModelIndex) -> None:
        if index.isValid() and not self.rows_model.columns[index.column()].choices:
            self.opened.emit(self.rows_model.row_at(index.row()))


class ChoiceDelegate(QStyledItemDelegate):
    """Edits a cell by a list of choices that opens at once."""

    def __init__(self, choices: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._choices = choices

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:  # noqa: ARG002, N802
        """The list of choices."""
        box = QComboBox(parent)
        box.addItems(list(self._choices))
        box.activated.connect(lambda _position: self._commit(box))
        return box

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        """A list needs more room than a cell has: it may lie over its neighbours."""
        super().updateEditorGeometry(editor, option, index)
        cell, wanted = editor.geometry(), editor.sizeHint()
        width, height = max(cell.width(), wanted.width()), max(cell.height(), wanted.height())
        top = max(0, cell.center().y() - height // 2)
        editor.setGeometry(cell.x(), top, width, height)

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:  # noqa: N802 - Qt's name
        """Begin with what the cell holds."""
        assert isinstance(editor, QComboBox)
        editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole)))
        editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:  # noqa: N802
        """Hand the choice to the model."""
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentText(), Qt.ItemDataRole.EditRole)

    def _commit(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)


def seconds_text(seconds: Any) -> str:
    """A length as tables show it: 2.78."""
    return f"{seconds:.2f}"
