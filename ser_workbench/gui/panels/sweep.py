# SPDX-License-Identifier: MIT
"""The Sweep panel: the plan of a search at the left; the search that is shown, its maps and trials at the right."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ser_workbench.gui.actions import Actions
from ser_workbench.gui.panels.empty_card import EmptyCard
from ser_workbench.gui.panels.sweep_maps import MapsCard
from ser_workbench.gui.panels.sweep_plan import SweepPlanColumn
from ser_workbench.gui.panels.sweep_search import SearchCard
from ser_workbench.gui.panels.sweep_trials import TrialsCard
from ser_workbench.gui.panels.work_panel import WorkActions, WorkPanel
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.presenters.sweep_outlook import Outlook
from ser_workbench.presenters.sweep_rows import SearchLine, SearchState
from ser_workbench.presenters.sweep_status import SweepControls, SweepStatus
from ser_workbench.presenters.training_summary import SummaryLine
from ser_workbench.search.settings import SweepSettings

REDRAW_MS = 1000
INVITATION = (
    "A search trains the network with every combination of filter sizes at the left, each as a run of its own, and "
    "shows here where the validation UA is highest. It can be stopped at any time, and goes on where it stopped."
)


class SweepPanel(WorkPanel):
    """Signals out, `show_…` in; while a search is in hand `redraw_due` comes once a second."""

    title = "Sweep"
    icon_name = "sweep"

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        work = WorkActions(actions.sweep_start, actions.sweep_pause, actions.sweep_resume, actions.sweep_stop)
        super().__init__(theme, work, REDRAW_MS, parent)
        self.plan = SweepPlanColumn(theme)
        self.search = SearchCard()
        self.maps = MapsCard(theme)
        self.trials = TrialsCard(theme)
        self._pages = QStackedWidget()
        empty = EmptyCard("Begin with what the left side describes")
        empty.offer(work.start, INVITATION)
        self._pages.addWidget(empty)
        self._pages.addWidget(self._make_result())
        rows = QVBoxLayout()
        rows.addWidget(self.search)
        rows.addWidget(self._pages, 1)
        self.lay_out(self.plan, rows)
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
        self.show_work(controls, is_running=is_running)
        self.maps.show_controls(controls)
        self.trials.show_controls(controls)

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

    def _make_result(self) -> QWidget:
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        rows.addWidget(self.maps, 4)
        rows.addWidget(self.trials, 5)
        return box
