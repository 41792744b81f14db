# SPDX-License-Identifier: MIT
"""The Training panel: plan at the left, the run with its curves at the right, log and queue below."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ser_workbench.gui.actions import Actions
from ser_workbench.gui.card import card
from ser_workbench.gui.panels.column_area import ColumnArea
from ser_workbench.gui.panels.empty_card import EmptyCard
from ser_workbench.gui.panels.panel import Panel
from ser_workbench.gui.panels.training_interrupted import InterruptedBar
from ser_workbench.gui.panels.training_log import LogView
from ser_workbench.gui.panels.training_plan import PlanColumn
from ser_workbench.gui.panels.training_plots import TrainingPlots
from ser_workbench.gui.panels.training_queue import QueueCard
from ser_workbench.gui.panels.training_run import RunCard
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.presenters.training_conductor import Controls
from ser_workbench.presenters.training_curves import TrainingCurves
from ser_workbench.presenters.training_devices import Devices
from ser_workbench.presenters.training_log import LogLine
from ser_workbench.presenters.training_rows import InterruptedRun, QueueRow
from ser_workbench.presenters.training_status import TrainingStatus
from ser_workbench.presenters.training_summary import Invitation, SummaryLine
from ser_workbench.training.settings import TrainingSettings

PLAN_WIDTH = 322
REDRAW_MS = 100
BOTTOM_HEIGHT = 160


class TrainingPanel(Panel):
    """Signals out, `show_…` in; while a run is in hand `redraw_due` comes ten times a second."""

    title = "Training"
    icon_name = "training"

    shown = Signal()
    changed = Signal(dict)
    link_clicked = Signal(str)
    redraw_due = Signal()
    compare_clicked = Signal()
    add_to_queue_clicked = Signal(int)
    move_in_queue_clicked = Signal(int, int)
    remove_from_queue_clicked = Signal(int)
    resume_run_clicked = Signal(str)
    dismiss_run_clicked = Signal(str)

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.plan = PlanColumn(theme)
        self.run = RunCard(theme, actions)
        self.interrupted = InterruptedBar()
        self.plots = TrainingPlots(theme)
        self.log = LogView(theme)
        self.queue = QueueCard(theme)
        self._invitation: Invitation | None = None
        for button in self.run.buttons():
            self.header_buttons.addWidget(button)
        self._pages = QStackedWidget()
        self.empty = EmptyCard("Do what is missing, or begin")
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.plots)
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        columns.addWidget(self._make_plan())
        columns.addLayout(self._make_right(), 1)
        self.body.addLayout(columns, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self.redraw_due)
        self._connect_parts()
        self.set_subtitle("Learns on this machine what the left side describes; nothing is lost when it stops")

    def show_summary(self, lines: Sequence[SummaryLine]) -> None:
        """What Start would train."""
        self.plan.show_summary(lines)

    def show_invitation(self, invitation: Invitation) -> None:
        """A sentence and a button where no curve can be drawn yet."""
        self._invitation = invitation
        self.empty.show_words(invitation.sentence, invitation.button)
        self._pages.setCurrentIndex(0)

    def show_settings(self, settings: TrainingSettings) -> None:
        """Fill the form."""
        self.plan.form.show_values(settings)

    def show_setting_error(self, key: str, sentence: str | None) -> None:
        """Say below a setting why its value cannot be."""
        self.plan.form.show_error(key, sentence)

    def show_devices(self, devices: Devices) -> None:
        """Grey out the devices that are not there."""
        self.plan.show_devices(devices)

    def show_controls(self, controls: Controls, *, is_running: bool) -> None:
        """Enable what makes sense; ask for redrawing while something runs."""
        self.run.show_controls(controls)
        if is_running and not self._timer.isActive():
            self._timer.start()
        elif not is_running:
            self._timer.stop()

    def show_status(self, status: TrainingStatus) -> None:
        """How far it is."""
        self.run.show_status(status)
        self.set_subtitle(status.run_text)

    def show_curves(self, curves: TrainingCurves) -> None:
        """Loss and UA."""
        self.plots.show_curves(curves)
        self._pages.setCurrentWidget(self.plots)

    def make_parts(self) -> Iterator[None]:
        """The two plots, before a training contends for the processor."""
        for card_of_plot in (self.plots.loss, self.plots.accuracy):
            card_of_plot.make_plot()
            yield

    def clear_log(self) -> None:
        """Begin a new log."""
        self.log.clear_lines()

    def add_log_lines(self, lines: Sequence[LogLine]) -> None:
        """Append to the log."""
        self.log.add_lines(lines)

    def show_queue(self, rows: Sequence[QueueRow]) -> None:
        """The runs that wait."""
        self.queue.show_queue(rows)

    def show_interrupted(self, runs: Sequence[InterruptedRun]) -> None:
        """Runs that can be resumed."""
        self.interrupted.show_interrupted(runs)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that somebody looks."""
        super().showEvent(event)
        self.shown.emit()

    def _make_plan(self) -> ColumnArea:
        return ColumnArea(self.plan, PLAN_WIDTH)

    def _make_right(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(GAP)
        rows.addWidget(self.interrupted)
        rows.addWidget(self.run)
        rows.addWidget(self._pages, 1)
        log = card("Log", theme=self.theme)
        log.body.addWidget(self.log)
        bottom = QHBoxLayout()
        bottom.setSpacing(GAP)
        for box in (log, self.queue):
            box.setFixedHeight(BOTTOM_HEIGHT)
            bottom.addWidget(box, 1)
        rows.addLayout(bottom)
        return rows

    def _connect_parts(self) -> None:
        self.plan.changed.connect(self.changed)
        self.plan.link_clicked.connect(self.link_clicked)
        self.run.compare_clicked.connect(self.compare_clicked)
        self.queue.add_clicked.connect(self.add_to_queue_clicked)
        self.queue.move_clicked.connect(self.move_in_queue_clicked)
        self.queue.remove_clicked.connect(self.remove_from_queue_clicked)
        self.interrupted.resume_clicked.connect(self.resume_run_clicked)
        self.interrupted.dismiss_clicked.connect(self.dismiss_run_clicked)
        self.empty.button.clicked.connect(self._accept_invitation)

    def _accept_invitation(self) -> None:
        if self._invitation is not None and self._invitation.panel:
            self.link_clicked.emit(self._invitation.panel)
        else:
            self.run.start_button.click()
