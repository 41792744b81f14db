# SPDX-License-Identifier: MIT
"""When a recorded frame was in the air, from when it arrived and from what the device says of it."""

from collections import deque

LONGEST_DELAY_S = 0.25
"""What a device says is believed up to here: drivers say 0, times to come, and PulseAudio at its start half a second
too much (measured; PortAudio's issues 121, 135, 531 and 850 tell of others)."""
MEMORY_S = 5.0
"""So long an arrival is remembered: clocks drift apart by much less than a millisecond meanwhile, and after an overrun
the count of frames is right again by then."""


class ArrivalClock:
    """Follows one open device.

    Frames arrive in bursts; the earliest arrival of the last seconds, counted back by the frames, is when the device
    would have delivered the first one if it were never late.
    """

    def __init__(self, sample_rate_hz: float) -> None:
        self._rate = sample_rate_hz
        self._frames = 0
        self._earliest: deque[tuple[float, float]] = deque()
        """(when it arrived, when by this the first frame was in the air), the second rising."""

    def last_heard_at(self, frames: int, arrived_at: float, delay_s: float | None) -> float:
        """When the last of the next frames was in the air, by the clock of `arrived_at`.

        frames: how many arrived now. delay_s: how long ago the last one was in the air, as the device says, if it does
        """
        self._frames += frames
        began_at = arrived_at - self._frames / self._rate
        while self._earliest and self._earliest[0][0] < arrived_at - MEMORY_S:
            self._earliest.popleft()
        while self._earliest and self._earliest[-1][1] >= began_at:
            self._earliest.pop()
        self._earliest.append((arrived_at, began_at))
        prompt_s = self._earliest[0][1] + self._frames / self._rate
        if delay_s is None or not 0 <= prompt_s - (arrived_at - delay_s) <= LONGEST_DELAY_S:
            return prompt_s
        return arrived_at - delay_s
