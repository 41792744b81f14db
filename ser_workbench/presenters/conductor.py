# SPDX-License-Identifier: MIT
"""One piece of long work in hand: start, pause, resume, stop. Searches, baselines and papers are conducted so."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from ser_workbench.jobs import Cancelled, Failed, Finished, Job
from ser_workbench.presenters.jobs_wanted import Jobs, sentence_of
from ser_workbench.presenters.session import Session
from ser_workbench.progress import Event, Steps


class Phase(StrEnum):
    """What a conductor is doing."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"


class Conductor:
    """Owns the job of the work in hand; calls `on_change` after every change of phase.

    Children begin work with `_start` and say in `_take` what its events mean to them.
    """

    def __init__(self, session: Session, jobs: Jobs, on_change: Callable[[], None]) -> None:
        self.phase = Phase.IDLE
        self._session = session
        self._jobs = jobs
        self._on_change = on_change
        self._job: Job[Any] | None = None

    @property
    def is_running(self) -> bool:
        """Whether work is in hand, paused or not."""
        return self.phase is not Phase.IDLE

    def pause(self) -> None:
        """Hold the work at its next event."""
        if self.phase is Phase.RUNNING and self._job is not None:
            self._job.pause()
            self._enter(Phase.PAUSED)

    def resume(self) -> None:
        """Let paused work go on."""
        if self.phase is Phase.PAUSED and self._job is not None:
            self._job.unpause()
            self._enter(Phase.RUNNING)

    def stop(self) -> None:
        """End here; what has been done is kept."""
        if self.phase in (Phase.RUNNING, Phase.PAUSED) and self._job is not None:
            self._job.cancel()
            self._enter(Phase.STOPPING)

    def _start(self, title: str, steps: Steps[Any]) -> None:
        self._job = self._jobs.start(title, steps, self._receive)
        self._enter(Phase.RUNNING)

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self._on_change()

    def _receive(self, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, Finished | Failed | Cancelled):
                self._job = None
                if isinstance(event, Failed):
                    self._session.complain(sentence_of(event.error, is_bug=event.is_bug))
                self._end(event)
                return
            self._take(event)
        self._tell_news(events)

    def _take(self, event: Event) -> None:
        """Something happened in the work in hand."""
        raise NotImplementedError

    def _tell_news(self, events: Sequence[Event]) -> None:
        """All of these have been taken; whom they concern is told once."""

    def _end(self, event: Event) -> None:
        """The work is over: Finished, Failed (which was told) or Cancelled."""
        raise NotImplementedError
