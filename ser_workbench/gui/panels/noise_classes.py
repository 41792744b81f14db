# SPDX-License-Identifier: MIT
"""The classes of a collection of noise as check boxes, and the list of what is left out as words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.gui.card import label
from ser_workbench.gui.config_form import ConfigForm
from ser_workbench.gui.panels.corpus_buttons import Hint
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.presenters.corpus_rows import length_text
from ser_workbench.presenters.noise import PREFIX
from ser_workbench.presenters.noise_draw import NO_CLASS, ClassRow

NO_CLASSES = "Neither names nor folders tell of classes here. Files and patterns can be left out by name."
NAME = Qt.ItemDataRole.UserRole


class ClassesPage(QWidget):
    """What is checked is drawn."""

    class_toggled = Signal(str, bool)
    """(class, whether it is drawn)"""
    changed = Signal(dict)
    """{"noise.left_out": "crying_baby, sneezing"}"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = ConfigForm(NoiseSettings, theme, PREFIX, ("left_out",))
        self.form.changed.connect(self.changed)
        self.boxes = QListWidget()
        self.boxes.setAccessibleName("Classes of noise")
        self.boxes.setToolTip("What is checked is drawn; uncheck what should never lie over speech")
        self.boxes.itemChanged.connect(self._tell)
        self.hint = Hint(NO_CLASSES)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.hint)
        self._pages.addWidget(self.boxes)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addWidget(self._pages, 1)
        rows.addWidget(label("Classes, files, or patterns such as *dog*, separated by commas:", "caption"))
        rows.addWidget(self.form)

    def show_classes(self, classes: Sequence[ClassRow]) -> None:
        """One check box a class, without telling anybody."""
        self._pages.setCurrentIndex(1 if classes else 0)
        was_blocked = self.boxes.blockSignals(True)
        if [row.name for row in classes] != [self.boxes.item(at).data(NAME) for at in range(self.boxes.count())]:
            self.boxes.clear()
            for row in classes:
                self.boxes.addItem(_item_of(row))
        for place, row in enumerate(classes):  # In place: the user's click may be on its way through one of them.
            self.boxes.item(place).setCheckState(_state(row))
        self.boxes.blockSignals(was_blocked)

    def _tell(self, item: QListWidgetItem) -> None:
        self.class_toggled.emit(item.data(NAME), item.checkState() == Qt.CheckState.Checked)


def _item_of(row: ClassRow) -> QListWidgetItem:
    plural = "noise" if row.noises == 1 else "noises"
    item = QListWidgetItem(f"{row.name or NO_CLASS}   {row.noises:,} {plural}, {length_text(row.seconds)}")
    item.setData(NAME, row.name)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
    return item


def _state(row: ClassRow) -> Qt.CheckState:
    return Qt.CheckState.Checked if row.is_drawn else Qt.CheckState.Unchecked
