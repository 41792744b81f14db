# SPDX-License-Identifier: MIT
"""What the Paper panel decides: what is reproduced, when it begins and goes on, and what is shown of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from ser_workbench.errors import SettingsError
from ser_workbench.paper.agenda import Agenda
from ser_workbench.paper.result import PaperResult
from ser_workbench.paper.settings import PaperPlan, PaperSettings
from ser_workbench.paper.shown import ShownCell
from ser_workbench.presenters.conductor import Phase
from ser_workbench.presenters.jobs_wanted import Jobs
from ser_workbench.presenters.paper_conductor import PaperConductor
from ser_workbench.presenters.paper_form import FORM, plan_of, read_form, summary_of_paper
from ser_workbench.presenters.paper_outlook import PaperMeasuring, PaperOutlook
from ser_workbench.presenters.paper_reading import PaperReading
from ser_workbench.presenters.paper_status import (
    ItemLine,
    PaperControls,
    PaperStatus,
    controls_of,
    lines_of,
    status_of_paper,
)
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.presenters.training_summary import Invitation, SummaryLine, missing_from

PANELS = {"Training": "compare", "Baseline": "baselines", "Inspection": "inspect", "Report": "paper"}
"""Where an item is looked at, by its kind."""


class PaperView(Protocol):
    """What the presenter needs of the Paper panel."""

    def show_summary(self, lines: Sequence[SummaryLine]) -> None:
        """What it is done on."""
        ...

    def show_settings(self, paper: PaperSettings) -> None:
        """Fill the form."""
        ...

    def show_setting_error(self, key: str, sentence: str | None) -> None:
        """Say below a setting why its value cannot be."""
        ...

    def show_outlook(self, outlook: PaperOutlook) -> None:
        """How much there is to do, and how long it takes."""
        ...

    def show_controls(self, controls: PaperControls, *, is_running: bool) -> None:
        """Enable what makes sense; `is_running`: ask for `redraw` once a second."""
        ...

    def show_invitation(self, invitation: Invitation | None) -> None:
        """What keeps everything from beginning; None: nothing does."""
        ...

    def show_papers(self, papers: Sequence[str], chosen: str) -> None:
        """The papers of the workspace by id, the chosen one selected; empty: the plan that has not begun."""
        ...

    def show_status(self, status: PaperStatus) -> None:
        """How far the paper is."""
        ...

    def show_items(self, lines: Sequence[ItemLine]) -> None:
        """The plan, item by item."""
        ...

    def show_result(self, result: PaperResult | None) -> None:
        """Findings, tables and figures so far; None: nothing has been found yet."""
        ...

    def open_outside(self, path: Path) -> None:
        """Show a file with the system's own program."""
        ...


class PaperPresenter:
    """Decides for the panel; what has been found is read in the workspace, after each item."""

    def __init__(self, session: Session, view: PaperView, jobs: Jobs) -> None:
        self.reading = PaperReading(session, jobs, self._show_papers, self._show_result)
        self.conductor = PaperConductor(session, jobs, self._changed, self._take_news)
        self.paper = PaperSettings()
        self.measuring = PaperMeasuring(session, jobs, self._show_outlook)
        self._session = session
        self._view = view
        self._jobs = jobs
        self._begun = ""
        self._has_been_shown = False

    def start(self) -> None:
        """Show what the session holds, and follow it."""
        for topic in (Topic.CORPUS, Topic.PARTITION, Topic.NOISE, Topic.SETTINGS):
            self._session.listen(topic, self._show_form)
        self._session.listen(Topic.FORMS, self._recall)
        self._session.listen(Topic.WORKSPACE, self._change_workspace)
        self._view.show_settings(self.paper)
        self._show_form()
        self._change_workspace()

    @property
    def agenda(self) -> Agenda | None:
        """How what is shown stands: the paper in hand, an earlier one, or the plan."""
        if not self.reading.opened:
            return self.measuring.agenda
        if self.conductor.is_running and self.conductor.paper_id == self.reading.opened:
            return self.conductor.agenda
        return self.reading.agenda

    def shown(self) -> None:
        """Somebody looks at the panel: how long would it take?"""
        self._has_been_shown = True
        self._measure()

    def change(self, changes: Mapping[str, Any]) -> None:
        """Take another setting, by dotted name."""
        (name, value), *_ = changes.items()
        key = name.removeprefix("paper.")
        try:
            self.paper = self.paper.changed({key: value})
        except SettingsError as error:
            self._view.show_setting_error(key, str(error))
            return
        self._session.keep_form(FORM, self.paper.to_toml())
        self._view.show_settings(self.paper)
        self._show_form()

    def run(self) -> None:
        """Begin the paper, or go on with it where it has begun."""
        missing, workspace = missing_from(self._session), self._session.workspace
        if missing is not None or workspace is None:
            self._session.complain(missing.sentence if missing is not None else "")
        elif not self.conductor.is_running:
            self.measuring.stop()
            self.conductor.begin(self._plan(), workspace, self.measuring.expected)

    def pause(self) -> None:
        """Hold the paper."""
        self.conductor.pause()

    def resume(self) -> None:
        """Let the paused paper go on, or the one that is shown."""
        if self.conductor.phase is Phase.PAUSED:
            self.conductor.resume()
        elif self.reading.opened and self._session.workspace is not None:
            self.measuring.stop()
            self.conductor.go_on(self.reading.opened, self._session.workspace)

    def retry_failed(self) -> None:
        """Try what failed once more, beside what is left."""
        if self.reading.opened and self._session.workspace is not None:
            self.measuring.stop()
            self.conductor.go_on(self.reading.opened, self._session.workspace, retry_failed=True)

    def stop(self) -> None:
        """End here; Resume goes on later."""
        self.conductor.stop()

    def open(self, paper_id: str) -> None:
        """Show another paper; empty: the plan."""
        if paper_id != self.reading.opened:
            self.reading.open(paper_id)

    def open_report(self) -> None:
        """Show the report of the paper in the browser."""
        result = self.reading.result
        if result is not None and result.report.is_file():
            self._view.open_outside(result.report)
        else:
            self._session.complain("This paper has no report yet; it is written once its last item has ended.")

    def open_item(self, line: ItemLine) -> None:
        """Show what an item has made."""
        self._open_made(line.made, PANELS[line.kind])

    def open_cell(self, cell: ShownCell) -> None:
        """Show the run or baseline that a number of a table comes from."""
        self._open_made(cell.made, "compare" if cell.kind == "run" else "baselines")

    def go_to(self, panel: str) -> None:
        """Show where something can be changed."""
        self._session.go_to(panel)

    def question_before_closing(self) -> str:
        """What closing the window would stop; empty where nothing runs."""
        running = "The paper is being reproduced. It stops here, and Resume in the Paper panel goes on with it."
        return running if self.conductor.is_running else ""

    def redraw(self) -> None:
        """Show how far it is; the view's timer calls this once a second while a paper is in hand."""
        self._view.show_items(lines_of(self.agenda))
        self._show_status()

    def _open_made(self, made: str, panel: str) -> None:
        if not made:
            self._session.say("There is nothing behind this yet; it is made when its turn comes.")
            return
        if panel == "baselines":
            self._session.select_baseline(made)
        else:
            self._session.select_runs([made])
        self._session.go_to(panel)

    def _plan(self) -> PaperPlan:
        return plan_of(self._session.settings, self.paper)

    def _recall(self) -> None:
        self.paper = read_form(self._session.forms.get(FORM, ""), self.paper)
        self._view.show_settings(self.paper)
        self._show_form()

    def _show_form(self) -> None:
        self._view.show_summary(summary_of_paper(self._session, self.paper))
        self._show_invitation()
        self._measure()
        self._show_controls()

    def _measure(self) -> None:
        """Find out how long the plan would take, once somebody looks."""
        if not self._has_been_shown or self.conductor.is_running:
            return
        missing = missing_from(self._session)
        if missing is None:
            self.measuring.measure(self._plan())
        else:
            self.measuring.forget()
            self._show_outlook(PaperOutlook())

    def _show_outlook(self, outlook: PaperOutlook) -> None:
        self._view.show_outlook(outlook)
        if not self.reading.opened:
            self._show_result()

    def _change_workspace(self) -> None:
        self.measuring.forget()
        self.reading.open("")
        self.reading.list(opens_last=True)
        self._measure()

    def _changed(self) -> None:
        """The conductor's phase, or its paper, is another."""
        conductor = self.conductor
        if conductor.is_running and conductor.paper_id and conductor.paper_id != self._begun:
            self._begun = conductor.paper_id  # Shown once; then everybody may look at others meanwhile.
            self.reading.open(conductor.paper_id)
            self.reading.list()
        elif not conductor.is_running:
            self._begun = ""
            self.measuring.forget()
            self._measure()
        self._show_status()
        self._show_controls()

    def _take_news(self) -> None:
        if self.conductor.paper_id == self.reading.opened:
            self.reading.read()
        self.redraw()

    def _show_papers(self) -> None:
        self._view.show_papers(self.reading.papers, self.reading.opened)

    def _show_invitation(self) -> None:
        self._view.show_invitation(None if self.reading.opened else missing_from(self._session))

    def _show_result(self) -> None:
        self._show_invitation()
        self._view.show_result(self.reading.result)
        self.redraw()
        self._show_controls()

    def _show_status(self) -> None:
        status = status_of_paper(self.conductor, self.agenda, self.reading.opened)
        self._view.show_status(status)

    def _show_controls(self) -> None:
        is_ready = missing_from(self._session) is None
        result = self.reading.result
        has_report = result is not None and result.report.is_file()
        is_open = bool(self.reading.opened)
        controls = controls_of(self.conductor, self.agenda, is_ready=is_ready, is_open=is_open, has_report=has_report)
        self._view.show_controls(controls, is_running=self.conductor.is_running)
