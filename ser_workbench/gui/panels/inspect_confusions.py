# SPDX-License-Identifier: MIT
"""What the SVM on a module took for what, in place of the plots; its cells can be heard."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ser_workbench.gui.card import Card
from ser_workbench.gui.panels.audible_matrix import AudibleMatrix
from ser_workbench.gui.theme import Theme


class ConfusionsCard(Card):
    """The matrix, and the way back."""

    back_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Confusions", parent)
        self.back_button = QPushButton("Back to the plots")
        self.back_button.setToolTip("Show the nine plots again")
        self.back_button.clicked.connect(self.back_clicked)
        self.header_buttons.addWidget(self.back_button)
        self.cells = AudibleMatrix(theme)
        self.body.addWidget(self.cells, 1)
