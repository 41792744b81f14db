# SPDX-License-Identifier: MIT
"""Devices that deliver what a test tells them to, and may be unplugged."""

import time

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.arrivals import Arrival, Arrivals
from ser_workbench.audio.microphone import MicrophoneFacts
from ser_workbench.errors import AudioDeviceError


def facts(name: str, channels: int = 1, rate: float = 16000.0, index: int = 0, **others: object) -> MicrophoneFacts:
    return MicrophoneFacts(name, index, str(others.get("host", "ALSA")), channels, rate, bool(others.get("is_default")))


class Device:
    """Open, and delivering by hand."""

    def __init__(self, name: str, rate: float, channels: int) -> None:
        self.name, self.rate, self.channels = name, rate, channels
        self.arrivals = Arrivals(rate)
        self.is_active = True
        self.is_closed = False

    def close(self) -> None:
        self.is_closed = True

    def deliver(self, frames: NDArray[np.float32], overruns: int = 0) -> None:
        """(n, channels), as recorded until now."""
        self.arrivals.put(Arrival(frames, time.monotonic(), None), overruns)

    def unplug(self) -> None:
        self.is_active = False


class Plugs:
    """What is plugged in; `present` may be changed at any time."""

    def __init__(self, *present: MicrophoneFacts) -> None:
        self.present = list(present)
        self.opened: list[Device] = []
        self.is_held_by_another = False

    def look(self) -> list[MicrophoneFacts]:
        return list(self.present)

    def open(self, name: str, index: int, rate: float, channels: int, block_ms: int, is_patient: bool) -> Device:
        if self.is_held_by_another:
            raise AudioDeviceError(f"The microphone '{name}' cannot be opened (busy); choose another.")
        self.opened.append(Device(name, rate, channels))
        return self.opened[-1]
