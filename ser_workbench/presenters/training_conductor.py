# SPDX-License-Identifier: MIT
"""Runs one training after another: start, pause, resume, stop and keep, cancel. No view, no Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ser_workbench.jobs import Cancelled, Failed, Finished, Job
from ser_workbench.presenters.jobs_wanted import Jobs, sentence_of
from ser_workbench.presenters.queue import QueuedRun, RunQueue
from ser_workbench.presenters.session import Session
from ser_workbench.presenters.training_ledger import EarlierEpochs, TrainingLedger
from ser_workbench.progress import Event, Steps
from ser_workbench.runs.events import RunStarted
from ser_workbench.runs.result import RunResult
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from ser_workbench.training.events import EpochEnded


class Phase(StrEnum):
    """What the conductor is doing."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    """Stops, to test what has been learnt so far."""
    CANCELLING = "cancelling"


@dataclass(frozen=True, slots=True)
class Controls:
    """Which buttons make sense now, and what Start would do."""

    can_start: bool
    can_pause: bool
    can_resume: bool
    can_stop_and_keep: bool
    can_cancel: bool
    start_text: str = "Start"


class TrainingConductor:
    """Owns the queue, the job and the ledger of the run that is trained; calls `on_change` after every change."""

    def __init__(self, session: Session, jobs: Jobs, on_change: Callable[[], None]) -> None:
        self.queue = RunQueue()
        self.ledger: TrainingLedger | None = None
        self.phase = Phase.IDLE
        self._session = session
        self._jobs = jobs
        self._on_change = on_change
        self._job: Job[RunResult] | None = None
        self._now: QueuedRun | None = None

    @property
    def is_running(self) -> bool:
        """Whether a run is in hand, paused or not."""
        return self.phase is not Phase.IDLE

    @property
    def run_id(self) -> str:
        """The run in hand; empty while there is none, or before it has a name."""
        return self.ledger.run_id if self.ledger is not None and self.is_running else ""

    def controls(self, *, is_ready: bool) -> Controls:
        """Which buttons make sense; `is_ready`: there is something to train on."""
        waiting = len(self.queue)
        is_keeping = self._now is not None and self._now.keep_only
        has_epoch = self.ledger is not None and bool(self.ledger.epochs) and self.ledger.is_training
        return Controls(
            can_start=self.phase is Phase.IDLE and (is_ready or waiting > 0),
            can_pause=self.phase is Phase.RUNNING,
            can_resume=self.phase is Phase.PAUSED,
            can_stop_and_keep=self.phase in (Phase.RUNNING, Phase.PAUSED) and has_epoch and not is_keeping,
            can_cancel=self.phase in (Phase.RUNNING, Phase.PAUSED),
            start_text=f"Start queue ({waiting})" if waiting else "Start",
        )

    def start(self, settings: ExperimentSettings) -> None:
        """Begin with the queue, or, while nobody waits there, with these settings."""
        if self.is_running:
            return
        if not len(self.queue):
            self.queue.add(settings)
        self._begin_next()

    def resume_run(self, run_id: str, settings: ExperimentSettings) -> None:
        """Go on with an interrupted run: at once, or as soon as the run in hand has ended."""
        self.queue.add_first(settings, resumes=run_id)
        if self.is_running:
            self._on_change()
        else:
            self._begin_next()

    def pause(self) -> None:
        """Hold the run at its next mini-batch."""
        if self.phase is Phase.RUNNING and self._job is not None:
            self._job.pause()
            self._enter(Phase.PAUSED, "Paused")

    def resume(self) -> None:
        """Let a paused run go on."""
        if self.phase is Phase.PAUSED and self._job is not None:
            self._job.unpause()
            self._enter(Phase.RUNNING, "Goes on")

    def stop_and_keep(self) -> None:
        """End the training and test the best networks so far; then the queue goes on."""
        if self.phase in (Phase.RUNNING, Phase.PAUSED) and self._job is not None:
            self._job.cancel()
            self._enter(Phase.STOPPING, "Stops, to test the best networks so far")

    def cancel(self) -> None:
        """Break off; the run can be resumed later, and the queue waits for Start."""
        if self.phase in (Phase.RUNNING, Phase.PAUSED) and self._job is not None:
            self._job.cancel()
            self._enter(Phase.CANCELLING, "Breaks off")

    def _begin_next(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            self._session.complain("There is no workspace to keep the run in; open a workspace first.")
            return
        run = self.queue.take_next()
        if run is None:
            return
        earlier = self.ledger
        self._now = run
        self.ledger = TrainingLedger(has_noise=run.settings.has_noise, title=run.title)
        if run.keep_only and earlier is not None:
            self.ledger.epochs, self.ledger.losses = earlier.epochs, earlier.losses
            self.ledger.training, self.ledger.batch = earlier.training, earlier.batch
        self._job = self._jobs.start(f"Training {run.title}", train(run, workspace), self._receive)
        self._enter(Phase.RUNNING, f"Next: {run.title}" if len(self.queue) else "")

    def _enter(self, phase: Phase, text: str) -> None:
        self.phase = phase
        if text and self.ledger is not None:
            self.ledger.say(text)
        self._on_change()

    def _receive(self, events: Sequence[Event]) -> None:
        assert self.ledger is not None
        for event in events:
            if isinstance(event, Finished | Failed | Cancelled):
                self._end(event)
                return
            self.ledger.take(event)
            if isinstance(event, RunStarted | EpochEnded):
                self._session.tell_runs_changed()
        self._on_change()

    def _end(self, event: Event) -> None:
        assert self.ledger is not None
        assert self._now is not None
        keeps = self.phase is Phase.STOPPING and isinstance(event, Cancelled)
        waits = self.phase is Phase.CANCELLING and isinstance(event, Cancelled)
        if keeps:
            self.queue.add_first(self._now.settings, resumes=self.ledger.run_id, keep_only=True)
        if isinstance(event, Failed):
            sentence = sentence_of(event.error, is_bug=event.is_bug)
            self.ledger.say(sentence, is_warning=True)
            self._session.complain(sentence)
        self.ledger.is_training = False
        self._job = self._now = None
        self._enter(Phase.IDLE, "Broken off; the run can be resumed" if waits else "")
        self._session.tell_runs_changed()
        if not waits:
            self._begin_next()


def train(run: QueuedRun, workspace: Workspace) -> Steps[RunResult]:
    """The steps of one run, new or resumed; the same that the command line takes."""
    from ser_workbench.runs.experiment import resume_run, run_experiment

    if not run.resumes:
        return (yield from run_experiment(run.settings, workspace))
    yield EarlierEpochs(workspace.store.epochs(run.resumes))
    return (yield from resume_run(workspace, run.resumes, keep_only=run.keep_only))
