# SPDX-License-Identifier: MIT
"""How much of a recording stands at full scale, where the microphone or the converter had no more room."""

import numpy as np

from ser_workbench.audio.samples import Samples

FULL_SCALE = 0.999
CLIPPED_RUN = 3
"""So many neighbouring samples at full scale are clipping; a single one is a loud peak."""
CLIPPED_SHARE = 0.001
"""Clipping is a problem from this share of a recording's samples on."""


def clipped_share(samples: Samples) -> float:
    """The share of samples, 0 to 1, that stand at full scale in runs of at least three."""
    at_limit = np.concatenate(([False], np.abs(samples) >= FULL_SCALE, [False]))
    edges = np.flatnonzero(at_limit[1:] != at_limit[:-1])  # starts and ends of runs, in turn
    lengths = edges[1::2] - edges[::2]
    return float(lengths[lengths >= CLIPPED_RUN].sum() / len(samples))
