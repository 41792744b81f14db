# SPDX-License-Identifier: MIT
"""The Sweep panel: the plan of a search at the left; the search that is shown, its maps and trials at the right."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from ser_workbench.gui.actions import Actions
from ser_workbench.gui.card import Card, card, label
from ser_workbench.gui.panels.column_area import ColumnArea
from ser_workbench.gui.panels.panel import Panel
from ser_workbench.gui.panels.sweep_maps import MapsCard
from ser_workbench.gui.panels.sweep_plan import SweepPlanColumn
from ser_workbench.gui.panels.sweep_search import SearchCard
from ser_workbench.gui.panels.sweep_trials import TrialsCard
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.presenters.sweep_outlook import Outlook
from ser_workbench.presenters.sweep_rows import SearchLine, SearchState
from ser_workbench.presenters.sweep_status import SweepControls, SweepStatus
from ser_workbench.presenters.training_summary import SummaryLine
from ser_workbench.search.settings import SweepSettings

PLAN_WIDTH = 322
REDRAW_MS = 1000
ICON_PX = 16
INVITATION = (
    "A search trains the network with every combination of filter sizes at the left, each as a run of its own, and "
    "shows here where the validation UA is highest. It can be stopped at any time, and goes on where it stopped."
)


class SweepPanel(Panel):
    """Signals out, `show_…` in; while a search is in hand `redraw_due` comes once a second."""

    title = "Sweep"
    icon_name = "sweep"

    shown = Signal()
    redraw_due = Signal()

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._actions = actions
        self.plan = SweepPlanColumn(theme)
        self.search = SearchCard()
        self.maps = MapsCard(theme)
        self.trials = TrialsCard(theme)
        self.start_button = self._button(actions.sweep_start, "primary")
        self.header_buttons.addWidget(self.start_button)
        for action in (actions.sweep_pause, actions.sweep_resume):
            self.header_buttons.addWidget(self._button(action, "plain"))
        self.header_buttons.addWidget(self._button(actions.sweep_stop, "danger"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_empty())
        self._pages.addWidget(self._make_result())
        rows = QVBoxLayout()
        rows.setSpacing(GAP)
        rows.addWidget(self.search)
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
        self.set_subtitle("The search of Table 2 for the best sizes of filters")

    def show_summary(self, lines: Sequence[SummaryLine]) -> None:
        """What the trials have in common."""
        self.plan.show_summary(lines)

    def show_settings(self, sweep: SweepSettings) -> None:
        """Fill the form."""
        self.plan.show_settings(sweep)

    def show_fields(self, unused: Mapping[str, str], placeholders: Mapping[str, str]) -> None:
        """Grey out what is not used; say what an empty range means."""
        self.plan.show_fields(unused, placeholders)

    def show_setting_error(self, key: str, sentence: str | None) -> None:
        """Say below a setting why its value cannot be."""
        self.plan.show_error(key, sentence)

    def show_outlook(self, outlook: Outlook) -> None:
        """How many trainings, how long."""
        self.plan.show_outlook(outlook)

    def show_controls(self, controls: SweepControls, *, is_running: bool) -> None:
        """Enable what makes sense; ask for redrawing while something runs."""
        actions = self._actions
        for action, is_enabled in (
            (actions.sweep_start, controls.can_start),
            (actions.sweep_pause, controls.can_pause),
            (actions.sweep_resume, controls.can_resume),
            (actions.sweep_stop, controls.can_stop),
        ):
            if action.isEnabled() != is_enabled:
                action.setEnabled(is_enabled)
        self.maps.show_controls(controls)
        self.trials.show_controls(controls)
        self._wear_theme()
        if is_running and not self._timer.isActive():
            self._timer.start()
        elif not is_running:
            self._timer.stop()

    def show_status(self, status: SweepStatus) -> None:
        """How far the search is."""
        self.search.show_status(status)

    def show_searches(self, searches: Sequence[SearchLine], chosen: str) -> None:
        """The searches of the workspace."""
        self.search.show_searches(searches, chosen)

    def show_search(self, state: SearchState | None) -> None:
        """Trials, maps, the best; None: an invitation."""
        self._pages.setCurrentIndex(0 if state is None else 1)
        self.search.best.show_text(state.best_text if state is not None else "")
        if state is not None:
            self.trials.show_trials(state.lines)
            self.maps.show_pages(state.pages)

    def show_chosen(self, trial: int) -> None:
        """Select a trial in the table and on the map."""
        self.trials.show_chosen(trial)
        self.maps.show_chosen(trial)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that somebody looks."""
        super().showEvent(event)
        self.shown.emit()

    def _make_result(self) -> QWidget:
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        rows.addWidget(self.maps, 4)
        rows.addWidget(self.trials, 5)
        return box

    def _make_empty(self) -> Card:
        box = card(theme=self.theme)
        text = label(INVITATION, "subtitle", is_wrapped=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton("Start search")
        button.setProperty("kind", "primary")
        button.setToolTip("Begin with what the left side describes")
        button.clicked.connect(self._actions.sweep_start.trigger)
        self._actions.sweep_start.enabledChanged.connect(button.setEnabled)
        button.setEnabled(self._actions.sweep_start.isEnabled())
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
        action = self._actions.sweep_start
        self.start_button.setIcon(self.theme.accent_icon("play") if action.isEnabled() else action.icon())
