# SPDX-License-Identifier: MIT
"""The queue of runs: add the settings as they stand, with several seeds if wanted; move them, take them out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QToolButton, QWidget

from ser_workbench.gui.card import Card, label
from ser_workbench.gui.config_fields import CalmSpinBox
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.presenters.training import MOST_SEEDS
from ser_workbench.presenters.training_rows import QueueRow

EMPTY = (
    "No runs wait. Add the settings as they stand, change them, and add them again: runs are trained one after another."
)


class QueueCard(Card):
    """The runs that wait, the next one at the top."""

    add_clicked = Signal(int)
    """How many seeds."""
    move_clicked = Signal(int, int)
    """(number of the run, places: -1 is one nearer to its turn)."""
    remove_clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Queue", parent)
        self._theme = theme
        self._rows: tuple[QueueRow, ...] = ()
        self.seeds = CalmSpinBox()
        self.seeds.setRange(1, MOST_SEEDS)
        self.seeds.setSuffix(" seed")
        self.seeds.setToolTip("How many runs to add: the same settings, each with the next seed")
        self.seeds.valueChanged.connect(lambda count: self.seeds.setSuffix(" seed" if count == 1 else " seeds"))
        self.add_button = QPushButton("Add")
        self.add_button.setToolTip("Add the settings as they stand to the queue")
        self.add_button.clicked.connect(lambda: self.add_clicked.emit(self.seeds.value()))
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)  # The tooltip says all of it.
        self.list.setToolTip("Runs that wait for their turn, the next one at the top")
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self.empty = label(EMPTY, "caption", is_wrapped=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)
        self._buttons: dict[str, QToolButton] = {}
        self._make_buttons()
        theme.changed.connect(self._wear_theme)
        self.show_queue(())

    def show_queue(self, rows: Sequence[QueueRow]) -> None:
        """Show the runs that wait; the chosen one stays chosen."""
        if tuple(rows) == self._rows and self.list.count() == len(rows):
            self._show_whether_empty()
            return
        chosen = self.chosen_number()
        self._rows = tuple(rows)
        self.list.clear()
        for place, row in enumerate(rows):
            item = QListWidgetItem(f"{place + 1}.  {row.title}: {row.details}")
            item.setData(Qt.ItemDataRole.UserRole, row.number)
            item.setToolTip(f"{row.title}\n{row.details}")
            self.list.addItem(item)
            if row.number == chosen:
                self.list.setCurrentRow(place)
        self._show_whether_empty()

    def chosen_number(self) -> int | None:
        """The number of the chosen run."""
        item = self.list.currentItem()
        return None if item is None else int(item.data(Qt.ItemDataRole.UserRole))

    def button(self, name: str) -> QToolButton:
        """`up`, `down` or `remove`."""
        return self._buttons[name]

    def _make_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        row.addWidget(self.seeds)
        row.addWidget(self.add_button)
        row.addStretch(1)
        for name, tooltip in (
            ("up", "One place nearer to its turn"),
            ("down", "One place later"),
            ("remove", "Take it out of the queue"),
        ):
            button = self._buttons[name] = QToolButton()
            if name != "remove":
                button.setArrowType(Qt.ArrowType.UpArrow if name == "up" else Qt.ArrowType.DownArrow)
            button.setToolTip(tooltip)
            button.setAccessibleName(tooltip)
            row.addWidget(button)
        self._buttons["up"].clicked.connect(lambda: self._tell_move(-1))
        self._buttons["down"].clicked.connect(lambda: self._tell_move(1))
        self._buttons["remove"].clicked.connect(self._tell_remove)
        self.body.addLayout(row)
        self._wear_theme()

    def _tell_move(self, by: int) -> None:
        number = self.chosen_number()
        if number is not None:
            self.move_clicked.emit(number, by)

    def _tell_remove(self) -> None:
        number = self.chosen_number()
        if number is not None:
            self.remove_clicked.emit(number)

    def _show_whether_empty(self) -> None:
        self.list.setVisible(bool(self._rows))
        self.empty.setVisible(not self._rows)
        self._enable()

    def _enable(self) -> None:
        place = self.list.currentRow()
        self._buttons["up"].setEnabled(place > 0)
        self._buttons["down"].setEnabled(0 <= place < self.list.count() - 1)
        self._buttons["remove"].setEnabled(place >= 0)

    def _wear_theme(self) -> None:
        self._buttons["remove"].setIcon(self._theme.icon("delete"))
