# SPDX-License-Identifier: MIT
"""The heights and widths of the filters: Table 2's values first, beyond them what geometry allows, the rest grey."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.theme import GAP, TIGHT
from ser_workbench.presenters.model_choices import SizeChoice


class SizeBox(QComboBox):
    """The values of one size; impossible ones are grey and say why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self._shown: SizeChoice | None = None
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def show_choice(self, choice: SizeChoice) -> None:
        """Offer these values, without telling."""
        if choice == self._shown:
            return
        self._shown = choice
        was_blocked = self.blockSignals(True)
        self._items.clear()
        for option in choice.options:
            item = QStandardItem(option.text)
            item.setData(option.value, Qt.ItemDataRole.UserRole)
            item.setEnabled(not option.reason)
            item.setToolTip(option.reason or f"{choice.title}: {option.value} {choice.unit}")
            self._items.appendRow(item)
        if choice.unused:
            self._items.appendRow(QStandardItem("–"))
        values = [option.value for option in choice.options]
        self.setCurrentIndex(values.index(choice.value) if choice.value in values else 0)
        self.setEnabled(not choice.unused)
        self.setToolTip(choice.unused[:1].upper() + choice.unused[1:] or f"{choice.title}, in {choice.unit}")
        self.blockSignals(was_blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scrolling the panel over it changes nothing."""
        event.ignore()


class SizesForm(QWidget):
    """Four boxes in two rows: first and second Conv layer, height and width."""

    changed = Signal(dict)
    """{"model.height_1": value} of the box that the user changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(label("Height, bands", "caption"), 0, 1)
        grid.addWidget(label("Width, frames", "caption"), 0, 2)
        self._boxes: dict[str, SizeBox] = {}
        for row, layer in enumerate(("1", "2"), start=1):
            grid.addWidget(label(f"Conv {layer}"), row, 0)
            for column, direction in enumerate(("height", "width"), start=1):
                key = f"{direction}_{layer}"
                box = self._boxes[key] = SizeBox()
                box.setAccessibleName(f"{direction.capitalize()} of the filters of Conv {layer}")
                box.activated.connect(lambda _index, key=key: self._tell(key))
                grid.addWidget(box, row, column)

    def box(self, key: str) -> SizeBox:
        """The box of `height_1`, `width_1`, `height_2` or `width_2`."""
        return self._boxes[key]

    def show_sizes(self, sizes: Sequence[SizeChoice]) -> None:
        """Offer these values."""
        for choice in sizes:
            self._boxes[choice.key].show_choice(choice)

    def _tell(self, key: str) -> None:
        value = self._boxes[key].currentData(Qt.ItemDataRole.UserRole)
        if value is not None:
            self.changed.emit({f"model.{key}": value})
