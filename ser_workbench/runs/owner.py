# SPDX-License-Identifier: MIT
"""Which process works on a run, so that a run whose process died can be told from one that goes on."""

import os
import platform
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Owner:
    """A process: its number may be given again, so its start counts too."""

    pid: int
    started: float
    """Seconds since 1970."""
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
            is_same = abs(process.create_time() - self.started) < 1.0
            return bool(is_same and process.status() != psutil.STATUS_ZOMBIE)
        except psutil.NoSuchProcess:
            return False
        except psutil.AccessDenied:
            return True


def this_process() -> Owner:
    """The process we are."""
    return Owner(os.getpid(), psutil.Process().create_time(), platform.node())
