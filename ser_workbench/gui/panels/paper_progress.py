# SPDX-License-Identifier: MIT
"""The paper that is shown: which one, what goes on, how far it is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from ser_workbench.gui.card import Card, label
from ser_workbench.gui.elided import ElidedComboBox, ElidedLabel
from ser_workbench.gui.theme import GAP
from ser_workbench.presenters.paper_status import PaperStatus

STEPS = 1000
THE_PLAN = "The plan at the left, not begun yet"


class PaperProgressCard(Card):
    """The list of papers, a heading that says what goes on, and a bar."""

    paper_chosen = Signal(str)
    """Its id; empty: the plan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.headline = ElidedLabel("", "heading")
        self.papers = ElidedComboBox()
        self.papers.setToolTip("The papers of this workspace, the one worked on last first, and the plan at the left")
        self.papers.setAccessibleName("Papers of this workspace")
        self.papers.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.papers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setToolTip("How much of the expected time is behind")
        self.text = ElidedLabel("", "caption")
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(label("Paper", "caption"))
        head.addWidget(self.papers, 1)
        self.body.addLayout(head)
        for widget in (self.headline, self.bar, self.text):
            self.body.addWidget(widget)
        self.papers.activated.connect(lambda row: self.paper_chosen.emit(str(self.papers.itemData(row))))

    def show_papers(self, papers: Sequence[str], chosen: str) -> None:
        """Offer these, without telling."""
        ids = ["", *papers]
        if [self.papers.itemData(row) for row in range(self.papers.count())] != ids:
            self.papers.clear()
            for paper_id in ids:
                self.papers.addItem(paper_id or THE_PLAN, paper_id)
        self.papers.setCurrentIndex(self.papers.findData(chosen))

    def show_status(self, status: PaperStatus) -> None:
        """How far it is."""
        self.headline.show_text(status.headline)
        self.bar.setValue(round(status.share * STEPS))
        self.text.show_text(status.text)
