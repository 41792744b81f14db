# SPDX-License-Identifier: MIT
"""What a recording sounds like, in 32 bits each 11.6 ms: the same for its copies in other formats, levels and rates.

After J. Haitsma and T. Kalker, "A Highly Robust Audio Fingerprinting System", ISMIR 2002: windows of 0.37 s that
overlap by 31/32, 33 bands spaced evenly on a logarithmic scale from 300 to 2000 Hz, and a bit for each two
neighbouring bands: whether their difference of energy grows from one window to the next.
"""

import numpy as np
import soxr
from numpy.typing import NDArray

from ser_workbench.audio.samples import Samples

Fingerprint = NDArray[np.uint32]
"""(windows,) one word of 32 bits a window; empty of a recording too short or too quiet to have one."""

RATE_HZ = 5000
"""Nothing above 2000 Hz is looked at."""
WINDOW = 1856
HOP = WINDOW // 32
FFT_SIZE = 2048
BANDS = 33
LOW_HZ, HIGH_HZ = 300.0, 2000.0
BITS = BANDS - 1
HUSH = 1e-4
"""Windows 40 dB below the loudest one, at either end, are not kept: another coding leaves nothing of them."""
SILENT_ENERGY = 1e-9
LONGEST_S = 60.0
"""Of a longer recording only its beginning is looked at: that is enough to know it by."""

_EDGES = np.round(LOW_HZ * (HIGH_HZ / LOW_HZ) ** (np.arange(BANDS + 1) / BANDS) * FFT_SIZE / RATE_HZ).astype(np.intp)
_HANN = np.hanning(WINDOW).astype(np.float32)
_PLACES = np.left_shift(np.uint32(1), np.arange(BITS, dtype=np.uint32))


def fingerprint(samples: Samples, sample_rate_hz: int) -> Fingerprint:
    """The fingerprint of a recording.

    samples: (samples,) float32 at `sample_rate_hz`
    """
    beginning = samples[: int(LONGEST_S * sample_rate_hz)]
    if sample_rate_hz != RATE_HZ:
        beginning = soxr.resample(beginning, sample_rate_hz, RATE_HZ)
    if len(beginning) < WINDOW + HOP:
        return np.zeros(0, np.uint32)
    windows = np.lib.stride_tricks.sliding_window_view(beginning, WINDOW)[::HOP] * _HANN  # (windows, samples)
    spectrum = np.fft.rfft(windows, FFT_SIZE)[:, : _EDGES[-1]]
    energy = np.add.reduceat(spectrum.real**2 + spectrum.imag**2, _EDGES[:-1], axis=1)  # (windows, bands)
    loudness = energy.sum(axis=1)[1:]
    if loudness.max() < SILENT_ENERGY:
        return np.zeros(0, np.uint32)
    grows = np.diff(np.diff(energy, axis=1), axis=0) < 0  # (windows - 1, bits)
    words = (grows * _PLACES).sum(axis=1, dtype=np.uint32)
    audible = np.flatnonzero(loudness > HUSH * loudness.max())
    return np.ascontiguousarray(words[audible[0] : audible[-1] + 1])


def bit_error_rate(one: Fingerprint, other: Fingerprint, shift: int) -> tuple[float, int]:
    """The share of bits that differ, 0 to 1, where `one` is laid `shift` windows later than `other`; and the windows.

    (1.0, 0) where they do not meet.
    """
    start, other_start = max(0, shift), max(0, -shift)
    windows = min(len(one) - start, len(other) - other_start)
    if windows <= 0:
        return 1.0, 0
    differing = one[start : start + windows] ^ other[other_start : other_start + windows]
    return float(np.bitwise_count(differing).sum(dtype=np.int64)) / (BITS * windows), windows
