# SPDX-License-Identifier: MIT
"""Runs one search: start, pause, resume, stop; here or on a cluster. No view, no Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from ser_workbench.presenters.conductor import Conductor, Phase
from ser_workbench.presenters.jobs_wanted import Jobs
from ser_workbench.presenters.session import Session
from ser_workbench.presenters.training_ledger import TrainingLedger
from ser_workbench.progress import Event, Note, Progress, Steps
from ser_workbench.runs.events import RunStarted
from ser_workbench.runs.workspace import Workspace
from ser_workbench.search.conduct import (
    SweepStarted,
    TrialEnded,
    TrialSkipped,
    TrialStarted,
    begin_sweep,
    conduct_sweep,
)
from ser_workbench.search.result import SweepResult
from ser_workbench.search.settings import SweepPlan
from ser_workbench.training.events import EpochEnded

Where = Literal["local", "dask", "slurm"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where trials are trained; `address` of a Dask scheduler, as `dask://host:port`."""

    where: Where = "local"
    at_once: int = 1
    """Trainings at a time; a scheduler trains as many as it has workers."""
    address: str = ""

    @property
    def is_here(self) -> bool:
        """Whether this process trains, one trial after the other."""
        return self.where == "local" and self.at_once == 1

    @property
    def compute(self) -> str:
        """The place as the command line names it."""
        return self.address.strip() if self.where == "dask" else self.where


class SweepConductor(Conductor):
    """Owns the job of a search; calls `on_news` when trials may have moved.

    It is held at its next mini-batch; on a cluster, no other trial begins.
    """

    def __init__(
        self, session: Session, jobs: Jobs, on_change: Callable[[], None], on_news: Callable[[], None]
    ) -> None:
        super().__init__(session, jobs, on_change)
        self.sweep_id = ""
        """The search in hand, or the last one."""
        self.ledger: TrainingLedger | None = None
        """The trial in hand; None where several are trained at once."""
        self.trial: TrialStarted | None = None
        self.place = Place()
        self._on_news = on_news

    def begin(self, plan: SweepPlan, workspace: Workspace, place: Place) -> None:
        """A new search."""
        if not self.is_running:
            self.sweep_id = ""
            self._search(plan.name or plan.model.name, begin_and_search(plan, workspace, place), place)

    def go_on(self, sweep_id: str, workspace: Workspace, place: Place, *, retry_failed: bool = False) -> None:
        """Work on the trials of an earlier search that are not over."""
        if not self.is_running:
            self.sweep_id = sweep_id
            self._search(sweep_id, search(workspace, sweep_id, place, retry_failed=retry_failed), place)

    def _search(self, name: str, steps: Steps[SweepResult], place: Place) -> None:
        self.place, self.ledger, self.trial = place, None, None
        self._start(f"Searching {name}", steps)

    def _tell_news(self, events: Sequence[Event]) -> None:
        if any(isinstance(event, RunStarted | TrialEnded | TrialSkipped) for event in events):
            self._session.tell_runs_changed()
        news = SweepStarted | TrialStarted | TrialEnded | TrialSkipped | EpochEnded | Note
        if any(isinstance(event, news) for event in events):
            self._on_news()

    def _take(self, event: Event) -> None:
        match event:
            case SweepStarted():
                self.sweep_id = event.sweep_id
                self._on_change()
            case TrialStarted():
                self.trial = event
                self.ledger = TrainingLedger(title=event.title) if self.place.is_here else None
            case TrialEnded() | TrialSkipped():
                self.ledger = None
            case Note():
                self._session.say(event.text)
            case _ if self.ledger is not None:
                self.ledger.take(event)
            case _:
                pass  # Of several trials at once, what is read in the workspace tells how far they are.

    def _end(self, event: Event) -> None:  # noqa: ARG002  # However it ended.
        self.ledger, self.trial = None, None
        self._enter(Phase.IDLE)
        self._session.tell_runs_changed()


def begin_and_search(plan: SweepPlan, workspace: Workspace, place: Place) -> Steps[SweepResult]:
    """Enter a new search and work on it."""
    yield from ()
    return (yield from search(workspace, begin_sweep(plan, workspace), place))


def search(workspace: Workspace, sweep_id: str, place: Place, *, retry_failed: bool = False) -> Steps[SweepResult]:
    """The steps of a search; the same that the command line takes."""
    if place.is_here:
        return (yield from conduct_sweep(workspace, sweep_id, retry_failed))
    from ser_workbench.search.cluster import conduct_on_cluster, open_cluster

    yield Progress("Opening the cluster", 0, 0)
    with open_cluster(place.compute, place.at_once) as client:
        return (yield from conduct_on_cluster(workspace, sweep_id, client, retry_failed))
