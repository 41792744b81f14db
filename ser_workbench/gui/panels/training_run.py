# SPDX-License-Identifier: MIT
"""The run in hand: its buttons, how far it is, its numbers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QPushButton, QToolButton, QWidget

from ser_workbench.gui.actions import Actions
from ser_workbench.gui.card import Card, label
from ser_workbench.gui.panels.action_buttons import action_button, enable_actions, start_button
from ser_workbench.gui.panels.model_facts import FactsRow
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.training_conductor import Controls
from ser_workbench.presenters.training_status import TrainingStatus

STEPS = 1000
ICON_PX = 16


class RunCard(Card):
    """The actions of the window as buttons, two bars with words, and a row of facts."""

    compare_clicked = Signal()

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("Nothing is being trained", parent)
        self._actions = actions
        self.facts = FactsRow()
        self.start_button = start_button(actions.run_start, theme)
        self.compare_button = QPushButton("Compare")
        self.compare_button.setToolTip("Look at this run beside the others")
        self.compare_button.clicked.connect(self.compare_clicked)
        self.compare_button.hide()
        self.header_buttons.addWidget(self.compare_button)
        self.epoch_bar, self.epoch_text = self._bar("How far this epoch, or this stage, is")
        self.whole_bar, self.whole_text = self._bar("How far the whole training is, if it takes all its epochs")
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(2, 300)
        for row, (title, bar, text) in enumerate(
            (("Epoch", self.epoch_bar, self.epoch_text), ("Whole", self.whole_bar, self.whole_text))
        ):
            grid.addWidget(label(title, "caption"), row, 0)
            grid.addWidget(bar, row, 1)
            grid.addWidget(text, row, 2)
        self.body.addLayout(grid)
        self.body.addSpacing(TIGHT)
        self.body.addWidget(self.facts)

    def buttons(self) -> list[QToolButton]:
        """The actions as buttons, for the head of the panel."""
        actions = self._actions
        plain = [action_button(a, "plain") for a in (actions.run_pause, actions.run_resume, actions.run_stop_and_keep)]
        return [self.start_button, *plain, action_button(actions.run_cancel, "danger")]

    def show_controls(self, controls: Controls) -> None:
        """Enable what makes sense; menus and shortcuts follow, because the actions are the same."""
        actions = self._actions
        enable_actions(
            (
                (actions.run_start, controls.can_start),
                (actions.run_pause, controls.can_pause),
                (actions.run_resume, controls.can_resume),
                (actions.run_stop_and_keep, controls.can_stop_and_keep),
                (actions.run_cancel, controls.can_cancel),
            )
        )
        if actions.run_start.text() != controls.start_text:
            actions.run_start.setText(controls.start_text)

    def show_status(self, status: TrainingStatus) -> None:
        """How far it is."""
        self.heading.setText(status.headline)
        _show_share(self.epoch_bar, status.epoch_share)
        _show_share(self.whole_bar, status.whole_share)
        self.epoch_text.setText(status.epoch_text)
        self.whole_text.setText(status.whole_text)
        self.facts.show_facts(status.facts)
        self.compare_button.setVisible(status.is_finished)

    def _bar(self, tooltip: str) -> tuple[QProgressBar, QLabel]:
        bar, text = QProgressBar(), label("", "caption")
        bar.setRange(0, STEPS)
        bar.setTextVisible(False)
        bar.setToolTip(tooltip)
        text.setToolTip(tooltip)
        return bar, text


def _show_share(bar: QProgressBar, share: float | None) -> None:
    # A range of 0 to 0 is Qt's way of showing that something goes on without saying how far it is.
    bar.setRange(0, STEPS if share is not None else 0)
    if share is not None:
        bar.setValue(round(share * STEPS))
