# SPDX-License-Identifier: MIT
"""What the panels of long work share: start, pause, resume and stop in their head, a clock while work is in hand."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ser_workbench.gui.panels.action_buttons import action_button, enable_actions, start_button
from ser_workbench.gui.panels.column_area import ColumnArea
from ser_workbench.gui.panels.panel import Panel
from ser_workbench.gui.theme import GAP, Theme

PLAN_WIDTH = 322


@dataclass(frozen=True, slots=True)
class WorkActions:
    """The actions of one kind of work."""

    start: QAction
    pause: QAction
    resume: QAction
    stop: QAction


class WorkControls(Protocol):
    """Which of them make sense."""

    @property
    def can_start(self) -> bool:
        """Whether work may begin."""

    @property
    def can_pause(self) -> bool:
        """Whether work may be held."""

    @property
    def can_resume(self) -> bool:
        """Whether work may go on."""

    @property
    def can_stop(self) -> bool:
        """Whether work may end here."""


class WorkPanel(Panel):
    """A plan at the left, the work at the right; `redraw_due` comes again and again while work is in hand."""

    shown = Signal()
    redraw_due = Signal()

    def __init__(self, theme: Theme, actions: WorkActions, redraw_ms: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.actions_of_work = actions
        self.start_button = start_button(actions.start, theme)
        self.header_buttons.addWidget(self.start_button)
        for action, kind in ((actions.pause, "plain"), (actions.resume, "plain"), (actions.stop, "danger")):
            self.header_buttons.addWidget(action_button(action, kind))
        self._timer = QTimer(self)
        self._timer.setInterval(redraw_ms)
        self._timer.timeout.connect(self.redraw_due)

    def lay_out(self, plan: QWidget, rows: QVBoxLayout) -> None:
        """Put the plan at the left and the rest at the right."""
        rows.setSpacing(GAP)
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        columns.addWidget(ColumnArea(plan, PLAN_WIDTH))
        columns.addLayout(rows, 1)
        self.body.addLayout(columns, 1)

    def show_work(self, controls: WorkControls, *, is_running: bool) -> None:
        """Enable what makes sense; ask for redrawing while work is in hand."""
        actions = self.actions_of_work
        enable_actions(
            (
                (actions.start, controls.can_start),
                (actions.pause, controls.can_pause),
                (actions.resume, controls.can_resume),
                (actions.stop, controls.can_stop),
            )
        )
        if is_running and not self._timer.isActive():
            self._timer.start()
        elif not is_running:
            self._timer.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that somebody looks."""
        super().showEvent(event)
        self.shown.emit()
