# SPDX-License-Identifier: MIT
"""The Baselines panel: what is tried at the left; at the right the baselines, and below whose answers are heard."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ser_workbench.gui.actions import Actions
from ser_workbench.gui.card import card
from ser_workbench.gui.dialogs import ask_yes
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.panels.audible_matrix import AudibleMatrix
from ser_workbench.gui.panels.baselines_plan import BaselinesPlanColumn
from ser_workbench.gui.panels.baselines_results import BaselinesStatusCard, BaselinesTabs
from ser_workbench.gui.panels.empty_card import EmptyCard
from ser_workbench.gui.panels.work_panel import WorkActions, WorkPanel
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.paper.shown import ShownTable
from ser_workbench.presenters.baselines_form import BaselinesForm, BaselinesOutlook
from ser_workbench.presenters.baselines_rows import BaselineLine
from ser_workbench.presenters.baselines_status import BaselinesControls, BaselinesStatus
from ser_workbench.presenters.training_summary import SummaryLine

REDRAW_MS = 250
INVITATION = (
    "Before networks there were support vector machines on thousands of features of a whole utterance. How well do "
    "they recognise the emotions of your corpus? Tick feature sets at the left and start; what is found is kept here, "
    "beside the paper's Table 3, and every mistake can be heard."
)


class BaselinesPanel(WorkPanel):
    """Signals out, `show_…` in; while a baseline is tried `redraw_due` comes a few times a second."""

    title = "Baselines"
    icon_name = "baselines"

    delete_confirmed = Signal(str)

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        work = WorkActions(
            actions.baselines_start, actions.baselines_pause, actions.baselines_resume, actions.baselines_stop
        )
        super().__init__(theme, work, REDRAW_MS, parent)
        self.plan = BaselinesPlanColumn(theme)
        self.status = BaselinesStatusCard()
        self.tabs = BaselinesTabs(theme)
        self.score = ElidedLabel("", "caption")
        self.cells = AudibleMatrix(theme)
        self._pages = QStackedWidget()
        empty = EmptyCard("Begin with what the left side describes")
        empty.offer(work.start, INVITATION)
        self._pages.addWidget(empty)
        self._pages.addWidget(self._make_result())
        rows = QVBoxLayout()
        rows.addWidget(self.status)
        rows.addWidget(self._pages, 1)
        self.lay_out(self.plan, rows)
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
        self.show_work(controls, is_running=is_running)
        self.tabs.delete_button.setEnabled(controls.can_delete)

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
