# SPDX-License-Identifier: MIT
"""The models to choose from: the paper's eight with their numerals, and a free one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.theme import GAP, TIGHT
from ser_workbench.presenters.model_choices import ModelCard

NUMERAL_WIDTH = 34


class ModelButton(QPushButton):
    """One model: numeral, title, and below it features and type of convolution."""

    def __init__(self, card: ModelCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = card.name
        self.setCheckable(True)
        self.setToolTip(card.tooltip)
        self.setAccessibleName(f"{card.title} {card.features}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(GAP, TIGHT, GAP, TIGHT)
        grid.setHorizontalSpacing(TIGHT)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, NUMERAL_WIDTH)
        grid.setColumnStretch(1, 1)
        numeral, title = label(card.numeral, "caption"), label(card.title, "heading")
        words = label(f"{card.features} · {card.convolution}", "caption")
        grid.addWidget(numeral, 0, 0, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(title, 0, 1)
        grid.addWidget(words, 1, 1)
        for part in (numeral, title, words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as the labels need; a button alone would ask only for its text."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()


class ModelCards(QWidget):
    """One button a model, below each other; arrow keys walk through them."""

    chosen = Signal(str)
    """The name of the model that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda button: self.chosen.emit(button.name))
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(TIGHT)

    def show_models(self, cards: Sequence[ModelCard]) -> None:
        """Make the buttons."""
        for card in cards:
            button = ModelButton(card)
            self._group.addButton(button)
            self._rows.addWidget(button)
        self._rows.addStretch(1)

    def show_choice(self, name: str) -> None:
        """Mark one without telling."""
        self.button(name).setChecked(True)

    def button(self, name: str) -> ModelButton:
        """The button of a model."""
        for button in self._group.buttons():
            if isinstance(button, ModelButton) and button.name == name:
                return button
        raise KeyError(name)
