# SPDX-License-Identifier: MIT
"""Where a search trains: in the window's own process, in several processes of this machine, or on a cluster."""

from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.config_fields import CalmSpinBox
from ser_workbench.gui.theme import GAP, TIGHT
from ser_workbench.presenters.sweep_conductor import Place, Where

TITLES = {"local": "This machine", "dask": "Dask scheduler", "slurm": "SLURM"}
MOST_AT_ONCE = 256
NOTES = {
    "local": "Each training in a process of its own; cores and memory are shared.",
    "dask": "As many at once as it has workers; each needs this workspace's folder and the corpus at the same place.",
    "slurm": "As dask-jobqueue is configured on this machine; its jobs need the same folders.",
}
ALONE = "One after the other, in this window."


class PlaceForm(QWidget):
    """Place, address, how many at once."""

    changed = Signal(object)
    """A Place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.where = QComboBox()
        self.where.addItems([TITLES[where] for where in get_args(Where)])
        self.where.setToolTip("Where the trials are trained, from the next start on")
        self.where.setAccessibleName("Where")
        self.address = QLineEdit()
        self.address.setPlaceholderText("dask://host:8786")
        self.address.setToolTip("The scheduler's address, as 'dask scheduler' tells it; dask:// in place of tcp://")
        self.address.setAccessibleName("Address of the scheduler")
        self.at_once = CalmSpinBox()
        self.at_once.setRange(1, MOST_AT_ONCE)
        self.at_once.setToolTip("How many trials are trained at the same time")
        self.at_once.setAccessibleName("At once")
        self.note = label("", "caption", is_wrapped=True)
        self._address_title, self._at_once_title = label("Address"), label("At once")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(1, 1)
        pairs = ((label("Place"), self.where), (self._address_title, self.address), (self._at_once_title, self.at_once))
        for row, (title, widget) in enumerate(pairs):
            grid.addWidget(title, row, 0)
            grid.addWidget(widget, row, 1)
        grid.addWidget(self.note, len(pairs), 0, 1, 2)
        self.where.currentIndexChanged.connect(self._tell)
        self.address.editingFinished.connect(self._tell)
        self.at_once.valueChanged.connect(self._tell)
        self._show(self.place())

    def place(self) -> Place:
        """What is chosen."""
        return Place(get_args(Where)[self.where.currentIndex()], self.at_once.value(), self.address.text())

    def _tell(self) -> None:
        self._show(self.place())
        self.changed.emit(self.place())

    def _show(self, place: Place) -> None:
        is_elsewhere = place.where == "dask"
        self._address_title.setVisible(is_elsewhere)
        self.address.setVisible(is_elsewhere)
        self._at_once_title.setVisible(not is_elsewhere)
        self.at_once.setVisible(not is_elsewhere)
        self.note.setText(ALONE if place.is_here else NOTES[place.where])
