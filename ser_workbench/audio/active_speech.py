# SPDX-License-Identifier: MIT
"""How loud an utterance is while somebody speaks: the active speech level of ITU-T P.56, method B.

The level is the energy of the whole signal over the time in which it is active. Active is every moment at which an
envelope stands above a threshold, and the 200 ms after it; the threshold is the one that lies 15.9 dB below the very
level that it leads to. Pauses between words so belong to speech, the silence before and after it does not.

Choice: no input filter (P.56 offers one for telephone lines). The envelope is followed 1,000 times a second, each
time over the mean of the rectified samples; P.56 lets it be sampled too, meters after it do so at 694 Hz.
"""

import math

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples

TIME_CONSTANT_MS = 30
HANGOVER_MS = 200
MARGIN_DB = 15.9
STEP_SAMPLES = SAMPLE_RATE_HZ // 1000
"""The envelope has a value a millisecond."""
THRESHOLDS = 2.0 ** np.arange(-24, 1)
"""6 dB apart, as in P.56, up to full scale; they reach lower than its 16 bits, since samples are floats here."""
KERNEL_MS = 30 * TIME_CONSTANT_MS
"""By then the smoothing has forgotten all but 1e-12."""


def active_power(speech: Samples) -> float:
    """The mean square over the active part of a signal; at least that over the whole of it, and 0 of silence.

    speech: (samples,) float32 at 16 kHz
    """
    energy = float(np.sum(np.square(speech)))
    if energy <= 0:
        return 0.0
    envelope = _envelope(speech)
    before: tuple[float, float] | None = None
    level_db = 0.0
    for threshold in THRESHOLDS[: max(1, int(np.searchsorted(THRESHOLDS, envelope.max(), "right")))]:
        active = min(_active_steps(envelope, threshold) * STEP_SAMPLES, len(speech))
        level_db = 10 * math.log10(energy / active)
        above_db = level_db - 20 * math.log10(threshold)
        if above_db <= MARGIN_DB:
            if before is not None:  # The margin lies between two thresholds: so does the level.
                share = (before[1] - MARGIN_DB) / (before[1] - above_db)
                level_db = before[0] + share * (level_db - before[0])
            break
        before = level_db, above_db
    return float(10 ** (level_db / 10))


def _envelope(speech: Samples) -> NDArray[np.float64]:
    """The rectified signal, smoothed by two exponentials one after the other; (milliseconds,)."""
    rectified = np.abs(speech)
    whole = len(rectified) // STEP_SAMPLES * STEP_SAMPLES
    means = rectified[:whole].reshape(-1, STEP_SAMPLES).mean(axis=1, dtype=np.float64)
    if whole < len(rectified):
        means = np.append(means, rectified[whole:].sum(dtype=np.float64) / STEP_SAMPLES)
    decay = math.exp(-1 / TIME_CONSTANT_MS)
    steps = np.arange(KERNEL_MS)
    kernel = (1 - decay) ** 2 * (steps + 1) * decay**steps  # What both exponentials make of an impulse.
    size = 1 << (len(means) + KERNEL_MS - 1).bit_length()
    smooth = np.fft.irfft(np.fft.rfft(means, size) * np.fft.rfft(kernel, size), size)
    return np.asarray(smooth[: len(means)])


def _active_steps(envelope: NDArray[np.float64], threshold: float) -> int:
    """How many milliseconds the envelope stands at or above the threshold, or did at most 200 ms ago; at least 1."""
    above = np.flatnonzero(envelope >= threshold)
    if not len(above):
        return min(len(envelope), 1)
    gaps = np.diff(above, append=len(envelope))  # From each active moment to the next one, or to the end.
    return int(np.minimum(gaps, HANGOVER_MS + 1).sum())
