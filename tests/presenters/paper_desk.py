# SPDX-License-Identifier: MIT
"""The Paper panel's decisions before a fake view; what jobs find out is said by the test."""

from dataclasses import dataclass
from pathlib import Path

from ser_workbench.jobs import Cancelled, Failed, Finished
from ser_workbench.paper.agenda import Agenda, AgendaItem
from ser_workbench.paper.result import PaperResult
from ser_workbench.paper.shown import ShownCell, ShownRow, ShownTable
from ser_workbench.paper.verdict import Finding
from ser_workbench.presenters.paper import PaperPresenter
from ser_workbench.presenters.session import Session
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace

MEASURING, READING, LISTING, WORKING = (
    "Measuring the time",
    "Reading the paper",
    "Reading the papers",
    "Reproducing the paper",
)


class ToldJob:
    """A job that does nothing but remember what it was asked for."""

    def __init__(self, name, receive):
        self.name, self.receive, self.asked = name, receive, []

    def pause(self):
        self.asked.append("pause")

    def unpause(self):
        self.asked.append("unpause")

    def cancel(self):
        self.asked.append("cancel")


class ToldJobs:
    """Obeys `Jobs` without working: `tell` hands over the events that a test makes up."""

    def __init__(self):
        self.jobs = []

    def start(self, name, steps, receive):
        steps.close()
        self.jobs.append(ToldJob(name, receive))
        return self.jobs[-1]

    def newest(self, name):
        return next(job for job in reversed(self.jobs) if job.name == name)

    def count(self, name):
        return sum(job.name == name for job in self.jobs)

    def tell(self, name, *events):
        self.newest(name).receive(list(events))

    def end(self, name, result):
        self.tell(name, Finished(result))

    def fail(self, name, error):
        self.tell(name, Failed(error, False))

    def cancelled(self, name):
        self.tell(name, Cancelled())


class FakePaperView:
    """Keeps what it was shown last."""

    opened = None

    def show_summary(self, lines):
        self.summary = {line.title: line.text for line in lines}

    def show_settings(self, paper):
        self.paper = paper

    def show_setting_error(self, key, sentence):
        self.error = (key, sentence)

    def show_outlook(self, outlook):
        self.outlook = outlook

    def show_controls(self, controls, *, is_running):
        self.controls, self.is_running = controls, is_running

    def show_invitation(self, invitation):
        self.invitation = invitation

    def show_papers(self, papers, chosen):
        self.papers, self.chosen = list(papers), chosen

    def show_status(self, status):
        self.status = status

    def show_items(self, lines):
        self.lines = lines

    def show_result(self, result):
        self.result = result

    def open_outside(self, path):
        self.opened = path


@dataclass
class PaperDesk:
    """What the presenter is given, and what it showed."""

    session: Session
    view: FakePaperView
    jobs: ToldJobs
    presenter: PaperPresenter


def sit_down(folder: Path | None) -> PaperDesk:
    """The presenter with a workspace and a corpus, or with neither."""
    session, view, jobs = Session(ExperimentSettings()), FakePaperView(), ToldJobs()
    if folder is not None:
        session.take_workspace(Workspace(folder / "workspace"))
        session.change_settings({"corpus.folder": str(folder / "speech"), "noise.folder": str(folder / "noise")})
    presenter = PaperPresenter(session, view, jobs)
    presenter.start()
    if folder is not None:
        jobs.end(LISTING, [])
    presenter.shown()
    return PaperDesk(session, view, jobs, presenter)


def item(key="run/a/0", kind="run", **changes) -> AgendaItem:
    """One thing to do."""
    return AgendaItem(key, kind, f"Title of {key}", **changes)


def agenda(*items, notes=()) -> Agenda:
    """Some things to do."""
    return Agenda(tuple(items), notes)


def result(folder: Path, *items) -> PaperResult:
    """A paper with one finding and one table."""
    cells = (ShownCell("86.2 [81.0, 90.4]", "88.33", "run-1", "run"), ShownCell("", "75.51"))
    table = ShownTable("table4", "Models", ("clean", "noisy"), (ShownRow("LDNN (MFCC)", cells),), ("A remark.",))
    finding = Finding("depth", "Emotions separate.", "2.5 to 0.3", "holds", "ρ falls by 2.1.", "Eight speakers.", ())
    return PaperResult("quick-a", folder, agenda(*items), (table,), (finding,), {}, ())
