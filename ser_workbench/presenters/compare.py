# SPDX-License-Identifier: MIT
"""What the Compare panel decides: which runs stand beside each other, and what is shown of them."""

from collections.abc import Callable, Sequence
from typing import Protocol

from ser_workbench.presenters.audible_cells import AudibleCells
from ser_workbench.presenters.compare_deeds import CompareDeeds, DeedsView
from ser_workbench.presenters.compare_details import (
    CompareDetails,
    RunDetails,
    load_details,
    score_text,
)
from ser_workbench.presenters.compare_rows import RunLine, empty_text, list_runs
from ser_workbench.presenters.compare_settings import SettingDifference
from ser_workbench.presenters.compare_sound import confusion_of_run
from ser_workbench.presenters.compare_table_4 import Table4Presenter, Table4View
from ser_workbench.presenters.jobs_wanted import Jobs, ignore, watch
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.presenters.training_curves import Line
from ser_workbench.runs.result import CLEAN, NOISY

MOST_CHOSEN = 10


class CompareView(DeedsView, Table4View, Protocol):
    """What the presenter needs of the Compare panel."""

    def show_runs(self, lines: Sequence[RunLine], empty: str, button: str) -> None:
        """The table, or why it is empty and what the button beside that says."""
        ...

    def show_chosen(self, run_ids: Sequence[str]) -> None:
        """Select these rows without telling."""
        ...

    def show_details(self, chosen: Sequence[RunLine]) -> None:
        """Which runs the tabs below the table speak of, and what can be done with them."""
        ...

    def show_conditions(self, conditions: Sequence[str], chosen: str) -> None:
        """Clean or noisy."""
        ...

    def show_curves(self, accuracy: Sequence[Line], loss: Sequence[Line], condition: str) -> None:
        """Validation UA and loss, a line a run."""
        ...

    def show_differences(self, titles: Sequence[str], differences: Sequence[SettingDifference]) -> None:
        """Settings that differ, a column a run."""
        ...

    def show_confusion(self, run: RunDetails | None, text: str) -> None:
        """Whose matrix is shown and its score in words, or the text alone."""
        ...


class ComparePresenter:
    """Follows the run store and the chosen runs; everything is read from the store on a job's thread."""

    def __init__(self, session: Session, view: CompareView, jobs: Jobs, cells: AudibleCells) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._cells = cells
        self.deeds = CompareDeeds(session, view, jobs, self.chosen)
        self.table_4 = Table4Presenter(session, view, jobs, lambda: self.lines, self.chosen)
        self.lines: tuple[RunLine, ...] = ()
        """All runs of the workspace, newest first."""
        self.on_lines: Callable[[], None] = ignore
        """Called when the runs have been read anew."""
        self._details = CompareDetails((), ())
        self._condition = NOISY
        self._confusion_of = ""
        self._question = 0

    def start(self) -> None:
        """Show what the workspace holds, and follow it."""
        self._session.listen(Topic.RUNS, self.refresh)
        self._session.listen(Topic.RUN_CHOICE, self._load_details)
        self._session.listen(Topic.RUN_CHOICE, self.table_4.follow)
        self.refresh()

    @property
    def has_details(self) -> bool:
        """Whether what is shown below the table belongs to the chosen runs."""
        return [run.line.id for run in self._details.runs] == [line.id for line in self.chosen()]

    def refresh(self) -> None:
        """Read the runs again."""
        workspace = self._session.workspace
        if workspace is None:
            self._take_lines(())
            return
        self._jobs.start("Reading the runs", list_runs(workspace), watch(on_result=self._take_lines))

    def choose(self, run_ids: Sequence[str]) -> None:
        """Put these runs beside each other, at most ten."""
        if len(run_ids) > MOST_CHOSEN:
            self._session.say(f"At most {MOST_CHOSEN} runs stand beside each other; the first {MOST_CHOSEN} are shown.")
        self._session.select_runs(run_ids[:MOST_CHOSEN])

    def choose_condition(self, condition: str) -> None:
        """Look at the clean or at the noisy condition."""
        self._condition = condition
        self._show_curves()
        self._show_confusion()

    def choose_confusion(self, run_id: str) -> None:
        """Look at the confusions of one of the chosen runs."""
        self._confusion_of = run_id
        self._show_confusion()

    def go_to_work(self) -> None:
        """Lead out of the empty table."""
        self._session.go_to("training" if self._session.workspace is not None else "start")

    def chosen(self) -> list[RunLine]:
        """The runs that stand beside each other, those that still exist."""
        known = {line.id: line for line in self.lines}
        return [known[run_id] for run_id in self._session.run_ids if run_id in known]

    def _take_lines(self, lines: Sequence[RunLine]) -> None:
        self.lines = tuple(lines)
        has_workspace = self._session.workspace is not None
        button = "Train a network" if has_workspace else "Open a workspace"
        self._view.show_runs(self.lines, empty_text(self.lines, has_workspace=has_workspace), button)
        known = {line.id for line in self.lines}
        chosen = [run_id for run_id in self._session.run_ids if run_id in known]
        if not chosen and self.lines:
            chosen = [self.lines[0].id]
        if tuple(chosen) != self._session.run_ids:
            self._session.select_runs(chosen)
        elif [run.line for run in self._details.runs] == self.chosen():
            self._show_choice()  # The table forgot it; what is shown below is as it was.
        else:
            self._load_details()
        self.table_4.follow()
        self.on_lines()

    def _show_choice(self) -> None:
        chosen = self.chosen()
        self._view.show_chosen([line.id for line in chosen])
        self._view.show_details(chosen)

    def _load_details(self) -> None:
        workspace, chosen = self._session.workspace, self.chosen()
        self._show_choice()
        self._question += 1
        if workspace is None or not chosen:
            self._take_details(CompareDetails((), ()), self._question)
            return
        question = self._question
        steps = load_details(workspace, [line.id for line in chosen])
        receive = watch(
            on_result=lambda details: self._take_details(details, question), on_error=self._session.complain
        )
        self._jobs.start("Reading the chosen runs", steps, receive)

    def _take_details(self, details: CompareDetails, question: int) -> None:
        if question != self._question:
            return  # Others have been chosen since.
        before = self._confusion_run()
        self._details = details
        self._view.show_differences([run.line.short_title for run in details.runs], details.differences)
        self._show_curves()
        if before is None or before != self._confusion_run():
            self._show_confusion()

    def _shown_condition(self) -> str:
        return self._condition if self._condition in self._details.conditions() else CLEAN

    def _show_curves(self) -> None:
        condition = self._shown_condition()
        self._view.show_conditions(self._details.conditions(), condition)
        accuracy, loss = self._details.accuracy_lines(condition), self._details.loss_lines(condition)
        self._view.show_curves(accuracy, loss, condition)

    def _show_confusion(self) -> None:
        run, condition = self._confusion_run(), self._shown_condition()
        text = score_text(run, condition) if run is not None else ""
        workspace = self._session.workspace
        if run is None or workspace is None or condition not in run.scores:
            self._view.show_confusion(None, text)
            self._cells.show(None)
        else:
            self._view.show_confusion(run, text)
            self._cells.show(confusion_of_run(workspace, run, condition))

    def _confusion_run(self) -> RunDetails | None:
        runs = self._details.runs
        return next((run for run in runs if run.line.id == self._confusion_of), runs[0] if runs else None)
