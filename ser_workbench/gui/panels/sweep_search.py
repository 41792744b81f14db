# SPDX-License-Identifier: MIT
"""The search that is shown: which one, how far it is, its best combination in words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from ser_workbench.gui.card import Card, label
from ser_workbench.gui.elided import ElidedComboBox, ElidedLabel
from ser_workbench.gui.theme import GAP
from ser_workbench.presenters.sweep_rows import SearchLine
from ser_workbench.presenters.sweep_status import SweepStatus

STEPS = 1000


class SearchCard(Card):
    """The list of searches, a heading that says what goes on, a bar, and the winner."""

    search_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._searches: tuple[SearchLine, ...] = ()
        self.headline = ElidedLabel("", "heading")
        self.searches = ElidedComboBox()
        self.searches.setToolTip("The searches of this workspace, the newest first")
        self.searches.setAccessibleName("Searches of this workspace")
        self.searches.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.searches.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setToolTip("How many trials of the search are over")
        self.text = ElidedLabel("", "caption")
        self.best = ElidedLabel()
        head = QHBoxLayout()
        head.setSpacing(GAP)
        self._title = label("Search", "caption")
        head.addWidget(self._title)
        head.addWidget(self.searches, 1)
        self.body.addLayout(head)
        for widget in (self.headline, self.bar, self.text, self.best):
            self.body.addWidget(widget)
        self.searches.activated.connect(lambda row: self.search_chosen.emit(self.searches.itemData(row)))

    def show_searches(self, searches: Sequence[SearchLine], chosen: str) -> None:
        """Offer these, without telling."""
        if tuple(searches) != self._searches:
            self._searches = tuple(searches)
            self.searches.clear()
            for row, one in enumerate(searches):
                self.searches.addItem(one.text, one.id)
                self.searches.setItemData(row, f"{one.text}\n{one.id}", Qt.ItemDataRole.ToolTipRole)
        self.searches.setCurrentIndex(self.searches.findData(chosen))
        self._title.setVisible(bool(searches))
        self.searches.setVisible(bool(searches))

    def show_status(self, status: SweepStatus) -> None:
        """How far it is; nothing at all where there is no search."""
        self.setVisible(status.share is not None)
        self.headline.show_text(status.headline)
        self.bar.setValue(round((status.share or 0.0) * STEPS))
        self.text.show_text(status.text)
