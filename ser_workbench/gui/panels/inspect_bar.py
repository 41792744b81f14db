# SPDX-License-Identifier: MIT
"""What is chosen above the plots: run, state of its network, view, which utterances; move or lasso; all in view."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ser_workbench.gui.elided import ElidedComboBox
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.inspect_items import SIDES
from ser_workbench.presenters.inspect_options import VIEWS, Options

LEAST_RUN_PX = 100
STATES = (("clean", "Best on clean"), ("noisy", "Best on noisy"))
CONDITIONS = (
    ("clean", "Clean", "The clean utterances"),
    ("noisy", "Noisy", "The clean utterances and the whole noisy set, on the planes of the clean ones"),
)


class InspectBar(QWidget):
    """Signals out, `show_…` in."""

    run_chosen = Signal(str)
    option_chosen = Signal(str, str)
    """`state`, `view` or `condition`, and the choice."""
    side_chosen = Signal(str)
    lasso_turned = Signal(bool)
    fit_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.runs = ElidedComboBox()
        self.runs.setToolTip("Which trained network is looked into")
        self.runs.setAccessibleName("Run")
        self.runs.setMinimumWidth(LEAST_RUN_PX)
        self.runs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.states = _box(STATES, "The network that was best on clean, or on noisy, validation utterances", "State")
        self.sides = _box(SIDES, "Filled markers: trained on; hollow ones: held out", "Sides")
        self.choices: dict[str, dict[str, QPushButton]] = {"view": {}, "condition": {}}
        self.lasso_button = QPushButton("Lasso")
        self.lasso_button.setCheckable(True)
        self.lasso_button.setToolTip("A drag takes the utterances it goes round (or hold Shift while you drag)")
        self.fit_button = QPushButton("Fit")
        self.fit_button.setToolTip("Show all points of all plots again (Home, for one plot)")
        self._arrange()
        self.runs.activated.connect(lambda _index: self.run_chosen.emit(str(self.runs.currentData())))
        self.states.activated.connect(lambda _: self.option_chosen.emit("state", str(self.states.currentData())))
        self.sides.activated.connect(lambda _index: self.side_chosen.emit(str(self.sides.currentData())))
        self.lasso_button.toggled.connect(self.lasso_turned)
        self.fit_button.clicked.connect(self.fit_clicked)

    def show_runs(self, runs: Sequence[tuple[str, str]], chosen: str) -> None:
        """The trained runs, (id, title)."""
        self.runs.clear()
        for run, title in runs:
            self.runs.addItem(title, run)
        self.runs.setCurrentIndex(self.runs.findData(chosen))
        self.runs.setToolTip(f"Which trained network is looked into: {self.runs.currentText()}")

    def show_options(self, options: Options, side: str, *, has_noise: bool) -> None:
        """What is chosen."""
        self.states.setCurrentIndex(self.states.findData(options.state))
        self.states.setEnabled(has_noise)
        self.sides.setCurrentIndex(self.sides.findData(side))
        for name, choice in (("view", options.view), ("condition", options.condition)):
            self.choices[name][choice].setChecked(True)
        self.choices["condition"]["noisy"].setEnabled(has_noise)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TIGHT)
        row.addWidget(self.runs, 1)
        row.addWidget(self.states)
        row.addSpacing(GAP)
        self._add_choices(row, "view", VIEWS)
        row.addSpacing(GAP)
        self._add_choices(row, "condition", CONDITIONS)
        row.addSpacing(GAP)
        row.addWidget(self.sides)
        row.addWidget(self.lasso_button)
        row.addWidget(self.fit_button)

    def _add_choices(self, row: QHBoxLayout, name: str, choices: Sequence[tuple[str, str, str]]) -> None:
        group = QButtonGroup(self)
        for choice, title, tooltip in choices:
            button = self.choices[name][choice] = QPushButton(title)
            button.setCheckable(True)
            button.setToolTip(tooltip)
            button.clicked.connect(partial(self._tell, name, choice))
            group.addButton(button)
            row.addWidget(button)

    def _tell(self, name: str, choice: str, _is_checked: bool = False) -> None:
        self.option_chosen.emit(name, choice)


def _box(choices: Sequence[tuple[str, str]], tooltip: str, name: str) -> QComboBox:
    box = QComboBox()
    for choice, title in choices:
        box.addItem(title, choice)
    box.setToolTip(tooltip)
    box.setAccessibleName(name)
    return box
