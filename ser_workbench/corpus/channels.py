# SPDX-License-Identifier: MIT
"""What can be wrong with the channels of a recording, which become one by averaging: a dead one, two that cancel."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.mixing import SILENCE_POWER
from ser_workbench.corpus.fault import Fault

LOST = 0.1
"""Where averaging leaves less than this share of the channels' power (10 dB are lost), they cancel each other."""


def find_channel_faults(frames: NDArray[np.float32]) -> Iterator[Fault]:
    """A channel that is silent beside others that are not; channels that cancel each other.

    frames: (frames, channels) float32, finite
    """
    powers = np.mean(np.square(frames, dtype=np.float64), axis=0)  # (channels,)
    dead = np.flatnonzero(powers < SILENCE_POWER)
    if len(powers) == 1 or len(dead) == len(powers):
        return
    if len(dead):
        names = " and ".join(str(place + 1) for place in dead)
        lost_db = 20 * np.log10(len(powers) / (len(powers) - len(dead)))
        yield Fault(
            "channels",
            f"has nothing in channel {names} of {len(powers)}, so that averaging makes it {lost_db:.0f} dB quieter; "
            "export it without.",
        )
    elif np.mean(np.square(frames.mean(axis=1, dtype=np.float64))) < LOST * powers.mean():
        yield Fault("channels", "has channels that cancel each other when they are averaged; export one of them alone.")
