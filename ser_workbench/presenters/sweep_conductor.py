# SPDX-License-Identifier: MIT
"""Runs one search: start, pause, resume, stop; here or on a cluster. No view, no Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from ser_workbench.jobs import Cancelled, Failed, Finished, Job
from ser_workbench.presenters.jobs_wanted import Jobs, sentence_of
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


class Phase(StrEnum):
    """What the conductor is doing."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"


class SweepConductor:
    """Owns the job of a search; calls `on_change` after every change of phase, `on_news` when trials may have moved."""

    def __init__(
        self, session: Session, jobs: Jobs, on_change: Callable[[], None], on_news: Callable[[], None]
    ) -> None:
        self.phase = Phase.IDLE
        self.sweep_id = ""
        """The search in hand, or the last one."""
        self.ledger: TrainingLedger | None = None
        """The trial in hand; None where several are trained at once."""
        self.trial: TrialStarted | None = None
        self.place = Place()
        self._session = session
        self._jobs = jobs
        self._on_change = on_change
        self._on_news = on_news
        self._job: Job[SweepResult] | None = None

    @property
    def is_running(self) -> bool:
        """Whether a search is in hand, paused or not."""
        return self.phase is not Phase.IDLE

    def begin(self, plan: SweepPlan, workspace: Workspace, place: Place) -> None:
        """A new search."""
        if not self.is_running:
            self.sweep_id = ""
            self._start(plan.name or plan.model.name, begin_and_search(plan, workspace, place), place)

    def go_on(self, sweep_id: str, workspace: Workspace, place: Place, *, retry_failed: bool = False) -> None:
        """Work on the trials of an earlier search that are not over."""
        if not self.is_running:
            self.sweep_id = sweep_id
            self._start(sweep_id, search(workspace, sweep_id, place, retry_failed=retry_failed), place)

    def pause(self) -> None:
        """Hold the search at its next mini-batch; on a cluster, begin no other trial."""
        if self.phase is Phase.RUNNING and self._job is not None:
            self._job.pause()
            self._enter(Phase.PAUSED)

    def resume(self) -> None:
        """Let a paused search go on."""
        if self.phase is Phase.PAUSED and self._job is not None:
            self._job.unpause()
            self._enter(Phase.RUNNING)

    def stop(self) -> None:
        """End here; what has been trained is kept, and the search can go on later."""
        if self.phase in (Phase.RUNNING, Phase.PAUSED) and self._job is not None:
            self._job.cancel()
            self._enter(Phase.STOPPING)

    def _start(self, name: str, steps: Steps[SweepResult], place: Place) -> None:
        self.place, self.ledger, self.trial = place, None, None
        self._job = self._jobs.start(f"Searching {name}", steps, self._receive)
        self._enter(Phase.RUNNING)

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self._on_change()

    def _receive(self, events: Sequence[Event]) -> None:
        has_news = False
        for event in events:
            if isinstance(event, Finished | Failed | Cancelled):
                self._end(event)
                return
            self._take(event)
            has_news |= isinstance(event, SweepStarted | TrialStarted | TrialEnded | TrialSkipped | EpochEnded | Note)
        if any(isinstance(event, RunStarted | TrialEnded | TrialSkipped) for event in events):
            self._session.tell_runs_changed()
        if has_news:
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

    def _end(self, event: Event) -> None:
        self._job, self.ledger, self.trial = None, None, None
        if isinstance(event, Failed):
            self._session.complain(sentence_of(event.error, is_bug=event.is_bug))
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
