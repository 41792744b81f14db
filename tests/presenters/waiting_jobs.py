# SPDX-License-Identifier: MIT
"""Jobs without a window: real threads, whose events are delivered when the test asks for them."""

from typing import Any, TypeVar

from ser_workbench.jobs import Job
from ser_workbench.presenters.jobs_wanted import Receive
from ser_workbench.progress import Steps

T = TypeVar("T")


class WaitingJobs:
    """Obeys `Jobs`; `finish` waits for all work and hands its events over on the calling thread."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._running: list[tuple[Job[Any], Receive]] = []

    def start(self, name: str, steps: Steps[T], receive: Receive) -> Job[T]:
        """Begin work at once, deliver later."""
        self.names.append(name)
        job = Job(name, steps).start()
        self._running.append((job, receive))
        return job

    def finish(self) -> None:
        """Wait until no work is left, work started by receivers included."""
        while self._running:
            job, receive = self._running.pop(0)
            job.join(60)
            assert not job.is_alive, f"{job.name} does not end"
            events = job.poll()
            if events:
                receive(events)
