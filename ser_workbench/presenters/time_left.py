# SPDX-License-Identifier: MIT
"""How far a stage is and how long it still takes, in words."""

import time
from collections.abc import Callable

from ser_workbench.progress import Progress

TELLING_S = 2.0
"""How long a stage runs before its speed tells how long it will take."""


class StageClock:
    """How long a stage still takes, from its speed since it was first seen: work found done tells nothing of it."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self.restart()

    def restart(self) -> None:
        """Forget the stage."""
        self._stage, self._since_s, self._first = "", 0.0, 0

    def words_of(self, event: Progress) -> str:
        """`Downloading MUSAN: 120 of 11,087 MB, 6:05 min left`."""
        if event.stage != self._stage:
            self._stage, self._since_s, self._first = event.stage, self._now(), event.done
        if not event.total:
            return f"{event.stage} …"
        words = f"{event.stage}: {event.done:,} of {event.total:,} {event.unit}".rstrip()
        took_s, came = self._now() - self._since_s, event.done - self._first
        if took_s < TELLING_S or came <= 0:
            return words
        return f"{words}, {time_text(took_s * (event.total - event.done) / came)} left"


def time_text(seconds: float) -> str:
    """A length of time to read: 8 s, 3:05 min, 2:05 h."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60}:{whole % 60:02d} min"
    return f"{whole // 3600}:{whole % 3600 // 60:02d} h"
