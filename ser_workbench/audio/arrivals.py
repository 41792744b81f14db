# SPDX-License-Identifier: MIT
"""What a device delivered and nobody has read yet: bounded, and what is lost is counted."""

import threading
from collections import deque
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

KEPT_S = 10.0
"""So long a reader may be busy with something else before sound is lost."""


class Arrival(NamedTuple):
    """One delivery of the device."""

    frames: NDArray[np.float32]
    """(n, channels) at the device's own rate."""
    arrived_at: float
    """`time.monotonic()` when it was delivered."""
    delay_s: float | None
    """How long before that its last frame was in the air, as the device says, if it does."""


class Arrivals:
    """One thread puts in, another takes out; the oldest give way when there are more than ten seconds of them."""

    def __init__(self, sample_rate_hz: float) -> None:
        self._most = round(KEPT_S * sample_rate_hz)
        self._waiting: deque[Arrival] = deque()
        self._frames = 0
        self._has_come = threading.Condition()
        self._is_dropping = False
        self.overruns = 0
        """How many times sound was lost, in the device or here."""

    def put(self, arrival: Arrival, overruns: int = 0) -> None:
        """Add the newest, and how many times the device lost sound before it; never waits long."""
        with self._has_come:
            self.overruns += overruns
            self._waiting.append(arrival)
            self._frames += len(arrival.frames)
            while self._frames > self._most:
                self._frames -= len(self._waiting.popleft().frames)
                self.overruns += not self._is_dropping  # What is lost in one go is one overrun.
                self._is_dropping = True
            self._has_come.notify()

    def take(self, timeout_s: float) -> Arrival | None:
        """The oldest; None when there is none within the time."""
        with self._has_come:
            self._has_come.wait_for(lambda: bool(self._waiting), timeout_s)
            if not self._waiting:
                return None
            self._is_dropping = False
            arrival = self._waiting.popleft()
            self._frames -= len(arrival.frames)
            return arrival
