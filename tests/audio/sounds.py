# SPDX-License-Identifier: MIT
"""Small signals that the tests of sound share."""

import numpy as np

from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples


def tone(hertz: float = 440.0, seconds: float = 1.0, level: float = 0.5, rate: int = SAMPLE_RATE_HZ) -> Samples:
    """A sine; (samples,) float32."""
    time_s = np.arange(round(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * hertz * time_s)).astype(np.float32)


def hiss(seconds: float = 1.0, level: float = 0.1, seed: int = 0) -> Samples:
    """White noise; (samples,) float32."""
    rng = np.random.default_rng(seed)
    return (level * rng.standard_normal(round(seconds * SAMPLE_RATE_HZ))).astype(np.float32)
