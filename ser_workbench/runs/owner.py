# SPDX-License-Identifier: MIT
"""Which process works on a run, so that a run whose process died can be told from one that goes on."""

import os
import platform
import sys
from dataclasses import dataclass

import psutil

TOLERANCE_S = 2.0
"""The moment of switching on is told in whole seconds, and may flicker by one."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A process: its number may be given again, so its start counts too."""

    pid: int
    started: float
    """Seconds since the computer was switched on, where that is known exactly (Linux), else since 1970."""
    host: str

    @property
    def is_elsewhere(self) -> bool:
        """Whether it runs, or ran, on another computer (or in another container, which has a name of its own)."""
        return self.host != platform.node()

    @property
    def is_alive(self) -> bool:
        """Whether that very process still runs; one on another machine is taken at its word."""
        if self.is_elsewhere:
            return True
        try:
            process = psutil.Process(self.pid)
            is_same = any(abs(start - self.started) < TOLERANCE_S for start in _starts_of(process))
            return is_same and bool(process.status() != psutil.STATUS_ZOMBIE)
        except psutil.NoSuchProcess:
            return False
        except psutil.AccessDenied:
            return True


def this_process() -> Owner:
    """The process we are."""
    return Owner(os.getpid(), _starts_of(psutil.Process())[0], platform.node())


def _starts_of(process: psutil.Process) -> tuple[float, ...]:
    """When the process began, as `Owner.started` may say it.

    Linux counts from the moment it was switched on; since 1970 the start would move whenever the clock is set, and a
    training that goes on would be taken for dead.
    """
    since_1970 = float(process.create_time())
    return (since_1970 - float(psutil.boot_time()), since_1970) if sys.platform == "linux" else (since_1970,)
