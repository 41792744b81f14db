# SPDX-License-Identifier: MIT
"""How high a voice speaks: the fundamental frequency of its voiced frames, after Boersma (1993).

The autocorrelation of a windowed frame, divided by that of the window, peaks at the period of a voice with a height
near 1 (`strength`); whatever has no such peak is unvoiced. torchaudio's `detect_pitch_frequency` names a frequency
for every frame, voiced or not, and took women of EmoDB for an octave lower than they speak; hence this one.
"""

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples

LOWEST_HZ, HIGHEST_HZ = 65.0, 450.0
"""Deep male voices speak from about 70 Hz on; excited female ones up to about 400 Hz."""
WINDOW_S = 3 / LOWEST_HZ
"""Three periods of the lowest voice, as Boersma's method needs."""
HOP_S = 0.01
VOICED_STRENGTH = 0.6
"""A frame counts as voiced from this height of its peak on; Praat's default of 0.45 lets more noise through."""
QUIETEST_SHARE = 0.03
"""Frames whose loudest sample is below this share of the recording's loudest are silence (Praat's default)."""
OCTAVE_COST = 0.02
"""So much is a peak valued less for each octave that it lies lower, since every multiple of a period is a peak too."""
FRAMES_AT_ONCE = 512


def find_pitch(samples: Samples) -> NDArray[np.float32]:
    """The fundamental frequency of each voiced frame in Hz; empty when no frame is voiced.

    samples: (samples,) float32 at 16 kHz
    """
    window = np.hanning(round(WINDOW_S * SAMPLE_RATE_HZ) + 2)[1:-1].astype(np.float32)
    if len(samples) < len(window):
        return np.zeros(0, np.float32)
    quietest = QUIETEST_SHARE * np.abs(samples - samples.mean()).max()
    frames = np.lib.stride_tricks.sliding_window_view(samples, len(window))[:: round(HOP_S * SAMPLE_RATE_HZ)]
    pitches = []
    for start in range(0, len(frames), FRAMES_AT_ONCE):
        block = frames[start : start + FRAMES_AT_ONCE]
        block = block - block.mean(axis=1, keepdims=True)
        pitches.append(_find_peaks(block[np.abs(block).max(axis=1) > quietest] * window, window))
    return np.concatenate(pitches)


def _find_peaks(frames: NDArray[np.float32], window: NDArray[np.float32]) -> NDArray[np.float32]:
    """The frequency of those frames, (frames, samples), without mean and windowed, that are voiced."""
    shortest, longest = int(SAMPLE_RATE_HZ / HIGHEST_HZ), int(SAMPLE_RATE_HZ / LOWEST_HZ)
    correlation = _correlate(frames)[:, : longest + 2]
    expected = _correlate(window[None])[:, : longest + 2]
    heights = correlation / np.maximum(correlation[:, :1], 1e-12) / (expected / expected[:, :1])
    left, middle, right = (heights[:, shortest - 1 + i : longest + i] for i in range(3))  # (frames, lags)
    lags = np.arange(shortest, longest + 1)
    is_peak = (middle > left) & (middle >= right)
    value = np.where(is_peak, middle - OCTAVE_COST * np.log2(lags / shortest), -np.inf)
    best = value.argmax(axis=1)
    rows = np.arange(len(frames))
    is_voiced = is_peak[rows, best] & (middle[rows, best] > VOICED_STRENGTH)
    rows, best = rows[is_voiced], best[is_voiced]
    before, at, after = left[rows, best], middle[rows, best], right[rows, best]
    # The peak of the parabola through the three values lies between the samples.
    shift = 0.5 * (before - after) / np.minimum(before - 2 * at + after, -1e-12)
    pitches: NDArray[np.float32] = (SAMPLE_RATE_HZ / (lags[best] + shift)).astype(np.float32)
    return pitches


def _correlate(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """The autocorrelation of each frame, (frames, lags)."""
    spectrum = np.fft.rfft(frames, 2 * frames.shape[1])
    return np.fft.irfft(np.abs(spectrum) ** 2).astype(np.float32)
