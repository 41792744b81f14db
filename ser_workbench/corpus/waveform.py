# SPDX-License-Identifier: MIT
"""Whether two recordings have the same wave, wherever in time and however loud: what two alike voices never have."""

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.samples import Samples

FINER = 4
"""Lags are found to a quarter of a sample: half a sample off, the highest frequencies no longer agree."""
LEAST_OVERLAP = 0.6
"""So much of the shorter recording must meet the longer one."""


def wave_correlation(one: Samples, other: Samples, sample_rate_hz: int, low_hz: float, high_hz: float) -> float:
    """The correlation, 0 to 1, of two recordings within a band, at the lag where it is strongest; turned over is alike.

    one, other: (samples,) float32, each of its own length. 0 where less than 60 % of the shorter one meets the other.
    """
    size = 2 ** (len(one) + len(other) - 1).bit_length()
    first, second = (_spectrum(samples, size, sample_rate_hz, low_hz, high_hz) for samples in (one, other))
    products = FINER * np.fft.irfft(first * second.conj(), FINER * size)
    place = int(np.argmax(np.abs(products)))
    lag = round(place / FINER) - (size if place > FINER * size // 2 else 0)
    start, other_start = max(0, lag), max(0, -lag)
    overlap = min(len(one) - start, len(other) - other_start)
    if overlap < LEAST_OVERLAP * min(len(one), len(other)):
        return 0.0
    energies = [
        float(np.sum(np.square(np.fft.irfft(spectrum, size)[begin : begin + overlap])))
        for spectrum, begin in ((first, start), (second, other_start))
    ]
    return abs(float(products[place])) / float(np.sqrt(energies[0] * energies[1])) if min(energies) > 0 else 0.0


def _spectrum(
    samples: Samples, size: int, sample_rate_hz: int, low_hz: float, high_hz: float
) -> NDArray[np.complexfloating]:
    spectrum = np.fft.rfft(samples.astype(np.float64), size)
    hz = np.fft.rfftfreq(size, 1 / sample_rate_hz)
    spectrum[(hz < low_hz) | (hz > high_hz)] = 0
    return spectrum
