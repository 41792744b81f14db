# SPDX-License-Identifier: MIT
"""The faults of samples, against numbers worked out by hand."""

import numpy as np
import pytest

from ser_workbench.corpus.soundness import clipped_share, find_faults, is_silent
from tests.corpora import make_tone


def test_that_only_runs_of_three_at_full_scale_count_as_clipping():
    samples = np.zeros(100, dtype=np.float32)
    samples[[3, 10, 11]] = 1
    assert clipped_share(samples) == 0
    samples[20:23] = -1
    samples[97:] = 1
    assert clipped_share(samples) == pytest.approx(0.06)


def test_that_a_clipped_tone_tells_its_share():
    tone = 2 * np.sin(2 * np.pi * np.arange(12000) / 120).astype(np.float32)
    (fault,) = find_faults(np.clip(tone, -1, 1), 16000)
    # |2 sin x| reaches 1 on two thirds of the circle: with both edges 41 of each 60 samples.
    assert fault == "is clipped: 68.3% of its samples stand at full scale; record it again at a lower level."


def test_that_a_loud_tone_is_not_called_clipped():
    tone = np.sin(2 * np.pi * 440 * np.arange(16000) / 16000).astype(np.float32)
    assert list(find_faults(tone, 16000)) == []


def test_that_silence_is_zeros_a_constant_or_less_than_one_step():
    assert is_silent(np.zeros(100, dtype=np.float32))
    assert is_silent(np.full(100, 0.25, dtype=np.float32))
    assert is_silent(make_tone(440) * np.float32(1e-6))
    assert not is_silent(make_tone(440) * np.float32(1e-3))


@pytest.mark.parametrize(
    ("frames", "rate_hz", "is_short"), [(399, 16000, True), (400, 16000, False), (1103, 44100, False)]
)
def test_that_a_recording_shorter_than_25_ms_is_too_short(frames, rate_hz, is_short):
    faults = list(find_faults(make_tone(440, seconds=0.1, rate_hz=rate_hz)[:frames], rate_hz))
    assert any(fault.startswith("is too short") for fault in faults) == is_short
