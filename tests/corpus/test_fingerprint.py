# SPDX-License-Identifier: MIT
"""The fingerprint: its bits against their definition, and what it bears."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.signal import ShortTimeFFT

from ser_workbench.corpus.fingerprint import (
    BANDS,
    BITS,
    FFT_SIZE,
    HIGH_HZ,
    HOP,
    LOW_HZ,
    RATE_HZ,
    WINDOW,
    bit_error_rate,
    fingerprint,
)
from tests.corpus.voices import make_voice, resampled, through_mp3, through_ogg


def best_rate(one, other):
    """The smallest share of differing bits over all shifts by which at least half overlaps."""
    fewest = min(len(one), len(other)) // 2
    shifts = range(fewest - len(other), len(one) - fewest + 1)
    return min(bit_error_rate(one, other, shift)[0] for shift in shifts)


def test_that_a_bit_says_whether_a_difference_of_neighbouring_bands_grows():
    voice = make_voice(1, rate_hz=RATE_HZ)
    transform = ShortTimeFFT(np.hanning(WINDOW), HOP, RATE_HZ, mfft=FFT_SIZE, scale_to=None, phase_shift=None)
    frames = 1 + (len(voice) - WINDOW) // HOP
    power = np.abs(transform.stft(voice.astype(np.float64), p0=WINDOW // HOP // 2, p1=WINDOW // HOP // 2 + frames)) ** 2
    edges = [round(LOW_HZ * (HIGH_HZ / LOW_HZ) ** (band / BANDS) * FFT_SIZE / RATE_HZ) for band in range(BANDS + 1)]
    energy = np.array([power[low:high].sum(axis=0) for low, high in pairwise(edges)])
    words = fingerprint(voice, RATE_HZ)
    assert len(words) == frames - 1
    wrong = 0
    for n in range(1, frames):
        for m in range(BITS):
            grows = energy[m, n] - energy[m + 1, n] - (energy[m, n - 1] - energy[m + 1, n - 1]) > 0
            wrong += grows != bool(words[n - 1] >> m & 1)
    assert wrong <= 0.001 * frames * BITS  # Rounding of 32-bit floats, where hardly anything changes.


@pytest.mark.parametrize(
    ("change", "most"),
    [
        (lambda voice: (0.01 * voice, 16000), 0.001),
        (lambda voice: (-voice, 16000), 0.001),
        (lambda voice: (resampled(voice, 8000), 8000), 0.02),
        (lambda voice: (resampled(voice, 44100), 44100), 0.02),
        (lambda voice: (voice[2500:], 16000), 0.05),
        (lambda voice: (np.pad(voice, (3000, 1000)), 16000), 0.05),
        (lambda voice: (through_mp3(voice), 16000), 0.2),
        (lambda voice: (through_ogg(voice), 16000), 0.2),
    ],
)
def test_that_a_copy_keeps_its_fingerprint(change, most):
    voice = make_voice(2)
    copy, rate_hz = change(voice)
    assert best_rate(fingerprint(voice, 16000), fingerprint(copy.astype(np.float32), rate_hz)) <= most


def test_that_different_voices_have_different_fingerprints():
    prints = [fingerprint(make_voice(seed), 16000) for seed in range(12)]
    rates = [best_rate(prints[i], prints[j]) for i in range(12) for j in range(i)]
    assert min(rates) > 0.3


def test_that_what_is_too_short_or_silent_has_none():
    assert len(fingerprint(make_voice(1, seconds=0.35), 16000)) == 0
    assert len(fingerprint(np.zeros(16000, np.float32), 16000)) == 0


def test_that_recordings_that_do_not_meet_have_nothing_in_common():
    words = np.arange(10, dtype=np.uint32)
    assert bit_error_rate(words, words, 10) == (1.0, 0)
    assert bit_error_rate(words, words, 0) == (0.0, 10)
    assert bit_error_rate(words, words[3:], 3) == (0.0, 7)
    assert bit_error_rate(words[3:], words, -3) == (0.0, 7)
    assert bit_error_rate(words, ~words, 0) == (1.0, 10)
