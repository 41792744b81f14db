# SPDX-License-Identifier: MIT
"""A job: long work on one background thread, its events in a queue. No Qt.

The work is a generator (`progress.Steps`). It always ends in exactly one of `Finished`,
`Failed` or `Cancelled`, after which `is_alive` is false and `poll` returns nothing more.
"""

import errno
import logging
import queue
import threading
from dataclasses import dataclass
from typing import Generic, TypeVar

from ser_workbench.errors import DeviceError, DiskFullError, FailedError, WorkbenchError
from ser_workbench.progress import Event, Steps

T = TypeVar("T")
log = logging.getLogger(__name__)
FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
"""What a full disk says, and one on which the user's own share (quota) is used up."""


@dataclass(frozen=True, slots=True)
class Finished(Event, Generic[T]):
    """The work came to its end."""

    result: T


@dataclass(frozen=True, slots=True)
class Failed(Event):
    """The work broke off; `error` says why, and `is_bug` that it is our mistake, not the user's."""

    error: BaseException
    is_bug: bool = False


@dataclass(frozen=True, slots=True)
class Cancelled(Event):
    """The work was stopped by the user."""


class Job(Generic[T]):
    """Runs Steps on one thread; its owner polls the events and may pause or cancel it."""

    def __init__(self, name: str, steps: Steps[T]) -> None:
        self.name = name
        self._steps = steps
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._may_go_on = threading.Event()
        self._may_go_on.set()
        self._is_cancelled = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"job: {name}", daemon=True)

    def start(self) -> "Job[T]":
        """Begin; returns the job itself."""
        self._thread.start()
        return self

    @property
    def is_alive(self) -> bool:
        """Whether the thread still works."""
        return self._thread.is_alive()

    @property
    def is_paused(self) -> bool:
        """Whether the work waits for `unpause`."""
        return not self._may_go_on.is_set()

    def poll(self) -> list[Event]:
        """All events since the last call, oldest first; never waits."""
        events = []
        while True:
            try:
                events.append(self._events.get_nowait())
            except queue.Empty:
                return events

    def pause(self) -> None:
        """Hold the work at its next event."""
        self._may_go_on.clear()

    def unpause(self) -> None:
        """Let paused work go on."""
        self._may_go_on.set()

    def cancel(self) -> None:
        """Stop the work at its next event; `finally` blocks of the work are run."""
        self._is_cancelled.set()
        self._may_go_on.set()

    def join(self, timeout_s: float | None = None) -> None:
        """Wait until the thread has ended."""
        self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            self._events.put(self._run_to_end())
        except GeneratorExit:
            self._events.put(Cancelled())
        except WorkbenchError as error:
            self._events.put(Failed(error))
        except Exception as error:  # The thread's last wall: whatever it is must reach the owner.
            plain = as_workbench_error(error)
            if plain is not None:
                self._events.put(Failed(plain))
                return
            log.exception("%s broke off", self.name)
            self._events.put(Failed(error, is_bug=True))

    def _run_to_end(self) -> Event:
        while True:
            self._may_go_on.wait()
            if self._is_cancelled.is_set():
                self._steps.close()
                return Cancelled()
            try:
                self._events.put(next(self._steps))
            except StopIteration as end:
                return Finished(end.value)


def as_workbench_error(error: BaseException) -> FailedError | None:
    """The user's sentence for what the machine refuses (disk, GPU memory); None for our own bugs."""
    if isinstance(error, OSError) and error.errno in FULL:
        where = f" while writing {error.filename}" if error.filename else ""
        return DiskFullError(f"The disk is full{where}; free some space and resume, nothing is lost.")
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return DeviceError("The memory is used up; choose a smaller batch or another device and resume.")
    return None
