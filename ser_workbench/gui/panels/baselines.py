# SPDX-License-Identifier: MIT
"""The Baselines panel: what is tried at the left; at the right the baselines, and below whose answers are heard."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from ser_workbench.gui.actions import Actions
from ser_workbench.gui.card import Card, card, label
from ser_workbench.gui.dialogs import ask_yes
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.panels.audible_matrix import AudibleMatrix
from ser_workbench.gui.panels.baselines_plan import BaselinesPlanColumn
from ser_workbench.gui.panels.baselines_results import BaselinesStatusCard, BaselinesTabs
from ser_workbench.gui.panels.column_area import ColumnArea
from ser_workbench.gui.panels.panel import Panel
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.paper.shown import ShownTable
from ser_workbench.presenters.baselines_form import BaselinesForm, BaselinesOutlook
from ser_workbench.presenters.baselines_rows import BaselineLine
from ser_workbench.presenters.baselines_status import BaselinesControls, BaselinesStatus
from ser_workbench.presenters.training_summary import SummaryLine

PLAN_WIDTH = 322
REDRAW_MS = 250
ICON_PX = 16
INVITATION = (
    "Before networks there were support vector machines on thousands of features of a whole utterance. How well do "
    "they recognise the emotions of your corpus? Tick feature sets at the left and start; what is found is kept here, "
    "beside the paper's Table 3, and every mistake can be heard."
)


class BaselinesPanel(Panel):
    """Signals out, `show_…` in; while a baseline is tried `redraw_due` comes a few times a second."""

    title = "Baselines"
    icon_name = "baselines"

    shown = Signal()
    redraw_due = Signal()
    delete_confirmed = Signal(str)

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._actions = actions
        self.plan = BaselinesPlanColumn(theme)
        self.status = BaselinesStatusCard()
        self.tabs = BaselinesTabs(theme)
        self.score = ElidedLabel("", "caption")
        self.cells = AudibleMatrix(theme)
        self.start_button = self._button(actions.baselines_start, "primary")
        self.header_buttons.addWidget(self.start_button)
        for action in (actions.baselines_pause, actions.baselines_resume):
            self.header_buttons.addWidget(self._button(action, "plain"))
        self.header_buttons.addWidget(self._button(actions.baselines_stop, "danger"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_empty())
        self._pages.addWidget(self._make_result())
        rows = QVBoxLayout()
        rows.setSpacing(GAP)
        rows.addWidget(self.status)
        rows.addWidget(self._pages, 1)
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        columns.addWidget(ColumnArea(self.plan, PLAN_WIDTH))
        columns.addLayout(rows, 1)
        self.body.addLayout(columns, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self.redraw_due)
        theme.changed.connect(self._wear_theme)
        self.set_subtitle("Rivals on functionals of whole utterances")

    def show_summary(self, lines: Sequence[SummaryLine]) -> None:
        """What they are tried on."""
        self.plan.show_summary(lines)

    def show_form(self, form: BaselinesForm) -> None:
        """Fill the form; old errors are forgotten."""
        self.plan.show_form(form)

    def show_setting_error(self, key: str, sentence: str | None) -> None:
        """Say below a setting why its value cannot be."""
        self.plan.show_error(key, sentence)

    def show_outlook(self, outlook: BaselinesOutlook) -> None:
        """How many baselines, or why none."""
        self.plan.show_outlook(outlook)

    def show_controls(self, controls: BaselinesControls, *, is_running: bool) -> None:
        """Enable what makes sense; ask for redrawing while something is tried."""
        actions = self._actions
        for action, is_enabled in (
            (actions.baselines_start, controls.can_start),
            (actions.baselines_pause, controls.can_pause),
            (actions.baselines_resume, controls.can_resume),
            (actions.baselines_stop, controls.can_stop),
        ):
            if action.isEnabled() != is_enabled:
                action.setEnabled(is_enabled)
        self.tabs.delete_button.setEnabled(controls.can_delete)
        self._wear_theme()
        if is_running and not self._timer.isActive():
            self._timer.start()
        elif not is_running:
            self._timer.stop()

    def show_status(self, status: BaselinesStatus) -> None:
        """How far it is."""
        self.status.show_status(status)

    def show_baselines(self, lines: Sequence[BaselineLine], chosen: str, table_3: ShownTable) -> None:
        """What is kept, the chosen one selected; an invitation where nothing is."""
        self._pages.setCurrentIndex(1 if lines else 0)
        self.tabs.show_baselines(lines, chosen, table_3)

    def show_score(self, text: str) -> None:
        """What the chosen one reached."""
        self.score.show_text(text)

    def ask_delete(self, sentence: str, baseline_id: str) -> None:
        """Ask before a baseline is deleted."""
        ask_yes(self, sentence, "Delete", lambda: self.delete_confirmed.emit(baseline_id))

    def toggle_play(self) -> None:
        """Hear the chosen utterance, or stop it."""
        self.cells.play_chosen()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that somebody looks."""
        super().showEvent(event)
        self.shown.emit()

    def _make_result(self) -> QWidget:
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        answers = card("What was taken for what", theme=self.theme)
        answers.body.addWidget(self.score)
        answers.body.addWidget(self.cells, 1)
        rows.addWidget(self.tabs, 4)
        rows.addWidget(answers, 6)
        return box

    def _make_empty(self) -> Card:
        box = card(theme=self.theme)
        text = label(INVITATION, "subtitle", is_wrapped=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton("Start baselines")
        button.setProperty("kind", "primary")
        button.setToolTip("Begin with what the left side describes")
        button.clicked.connect(self._actions.baselines_start.trigger)
        self._actions.baselines_start.enabledChanged.connect(button.setEnabled)
        button.setEnabled(self._actions.baselines_start.isEnabled())
        box.body.addStretch(1)
        box.body.addWidget(text)
        box.body.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.body.addStretch(1)
        return box

    def _button(self, action: QAction, kind: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setProperty("kind", kind)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(ICON_PX, ICON_PX))
        return button

    def _wear_theme(self) -> None:
        # On the accent colour the action's own icon could not be seen.
        action = self._actions.baselines_start
        self.start_button.setIcon(self.theme.accent_icon("play") if action.isEnabled() else action.icon())
