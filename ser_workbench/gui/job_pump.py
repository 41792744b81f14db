# SPDX-License-Identifier: MIT
"""The pump: brings the events of all jobs to the window's thread, 20 times a second."""

import logging
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ser_workbench.jobs import Cancelled, Failed, Finished, Job
from ser_workbench.presenters.jobs_wanted import Receive
from ser_workbench.progress import Steps

PERIOD_MS = 50
T = TypeVar("T")
log = logging.getLogger(__name__)


class JobPump(QObject):
    """Runs jobs, drains them on a timer and hands their events to whoever started them."""

    started = Signal(object)
    """A Job began."""
    drained = Signal(object, list)
    """Job, list[Event]: after its starter received them."""
    ended = Signal(object, object)
    """Job, its last event (Finished, Failed or Cancelled)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[tuple[Job[Any], Receive]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self.drain)

    @property
    def running(self) -> list[Job[Any]]:
        """The jobs that have not ended, oldest first."""
        return [job for job, _ in self._running]

    def start(self, name: str, steps: Steps[T], receive: Receive) -> Job[T]:
        """Begin work on a thread of its own; `receive` gets its events on the window's thread."""
        job = Job(name, steps)
        self._running.append((job, receive))
        job.start()
        if not self._timer.isActive():
            self._timer.start()
        self.started.emit(job)
        return job

    def drain(self) -> None:
        """Hand over what has come since the last time; the timer calls this."""
        for entry in tuple(self._running):
            job, receive = entry
            events = job.poll()
            if not events:
                continue
            last = events[-1]
            has_ended = isinstance(last, Finished | Failed | Cancelled)
            if has_ended:
                self._running.remove(entry)
            try:  # A receiver's mistake is told by Qt; the job has ended all the same.
                receive(events)
            finally:
                self.drained.emit(job, events)
                if has_ended:
                    self.ended.emit(job, last)
        if not self._running:
            self._timer.stop()

    def stop_all(self, timeout_s: float = 10.0) -> None:
        """Cancel everything and wait for the threads; nothing is delivered any more."""
        jobs = self.running
        self._running.clear()
        self._timer.stop()
        for job in jobs:
            job.cancel()
        for job in jobs:
            job.join(timeout_s)
            if job.is_alive:
                log.warning("%s did not stop within %g s", job.name, timeout_s)
