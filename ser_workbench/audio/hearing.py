# SPDX-License-Identifier: MIT
"""What an open device is heard to say: its arrivals become blocks, and its silence shows that it is gone."""

import time
from typing import NamedTuple

from ser_workbench.audio.arrival_clock import ArrivalClock
from ser_workbench.audio.block_maker import BlockMaker
from ser_workbench.audio.recording_device import RecordingDevice
from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.audio.source import Block

FIRST_WAIT_S = 4.0
"""So long a device may take until its first frames; headsets over the air take seconds."""
NEXT_WAIT_S = 0.5
"""A device that delivers nothing for so long is gone."""
LOOK_S = 0.1
"""A look counts as no more waiting than this: a computer that stood still is not a device that fell silent."""


class Place(NamedTuple):
    """Where a stream stands."""

    first: int = 0
    """The place of the next sample, at 16 kHz."""
    heard_until: float | None = None
    """When the last sample was in the air; None before the first."""
    overruns: int = 0


class Hearing:
    """Listens to one device from where the stream stood before it."""

    def __init__(self, device: RecordingDevice, sample_rate_hz: float, channel: int | None, place: Place) -> None:
        self.device = device
        self.missing_s = 0.0
        """How long the stream heard nothing before the first frames; known with them."""
        self._rate = sample_rate_hz
        self._channel = channel
        self._place = place
        self._clock = ArrivalClock(sample_rate_hz)
        self._maker: BlockMaker | None = None
        self._heard_until = place.heard_until
        self._looked_at = time.monotonic()
        self._quiet_s = 0.0

    @property
    def has_begun(self) -> bool:
        """Whether anything came yet."""
        return self._maker is not None

    @property
    def is_gone(self) -> bool:
        """Whether nothing comes any more, or has not come for too long."""
        longest_s = NEXT_WAIT_S if self.has_begun else FIRST_WAIT_S
        return self._quiet_s > 0 and (not self.device.is_active or self._quiet_s >= longest_s)

    @property
    def place(self) -> Place:
        """Where the stream stands now."""
        first = self._place.first if self._maker is None else self._maker.next_place
        return Place(first, self._heard_until, self._overruns)

    def hear(self, timeout_s: float) -> Block | None:
        """The next block; None when nothing came in time, or not enough of it."""
        arrival = self.device.arrivals.take(min(timeout_s, LOOK_S))
        now = time.monotonic()
        waited_s, self._looked_at = now - self._looked_at, now
        if arrival is None:
            self._quiet_s += min(waited_s, LOOK_S)
            return None
        self._quiet_s = 0.0
        heard_at = self._clock.last_heard_at(len(arrival.frames), arrival.arrived_at, arrival.delay_s)
        if self._maker is None:
            self._maker = self._begin(heard_at - len(arrival.frames) / self._rate)
        self._heard_until = heard_at
        return self._maker.add(arrival.frames, heard_at, self._overruns)

    def finish(self) -> Block | None:
        """The last block, of what the resampler still kept."""
        return None if self._maker is None else self._maker.finish(self._overruns)

    @property
    def _overruns(self) -> int:
        return self._place.overruns + self.device.arrivals.overruns

    def _begin(self, began_at: float) -> BlockMaker:
        if self._place.heard_until is not None:
            self.missing_s = max(0.0, began_at - self._place.heard_until)
        first = self._place.first + round(self.missing_s * SAMPLE_RATE_HZ)
        return BlockMaker(self._rate, self._channel, first)
