# SPDX-License-Identifier: MIT
"""The legend of the plots, and their filter: a chip for every emotion, gender and speaker."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ser_workbench.gui.card import Card, label
from ser_workbench.gui.plots.class_chips import ClassChips
from ser_workbench.gui.theme import Theme
from ser_workbench.inspection.outputs import LABELINGS
from ser_workbench.presenters.inspect_classes import ClassGroup


class ClassesCard(Card):
    """Signals out, `show_…` in."""

    turned = Signal(str, str)
    """Labeling, class."""
    alone = Signal(str, str)
    all_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Classes", parent)
        self.all_button = QPushButton("Show all")
        self.all_button.setProperty("kind", "link")
        self.all_button.setToolTip("Take in again whatever was left out")
        self.all_button.clicked.connect(self.all_clicked)
        self.header_buttons.addWidget(self.all_button)
        self.chips: dict[str, ClassChips] = {}
        for labeling in LABELINGS:
            chips = self.chips[labeling] = ClassChips(theme)
            chips.turned.connect(partial(self.turned.emit, labeling))
            chips.alone.connect(partial(self.alone.emit, labeling))
            self.body.addWidget(chips)
        self.body.addWidget(label("Filled: trained on · hollow: held out", "caption"))

    def show_groups(self, groups: Sequence[ClassGroup]) -> None:
        """Which classes there are, and which are left out."""
        for group in groups:
            self.chips[group.labeling].show_group(group)
        self.all_button.setVisible(any(group.left_out for group in groups))
