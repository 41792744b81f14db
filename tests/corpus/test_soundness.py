# SPDX-License-Identifier: MIT
"""The faults of samples, against numbers worked out by hand."""

import numpy as np
import pytest

from ser_workbench.corpus.soundness import find_faults, is_silent
from tests.corpora import make_tone


def test_that_a_clipped_tone_tells_its_share():
    tone = 2 * np.sin(2 * np.pi * np.arange(12000) / 120).astype(np.float32)
    (fault,) = find_faults(np.clip(tone, -1, 1), 16000)
    # |2 sin x| reaches 1 on two thirds of the circle: with both edges 41 of each 60 samples.
    assert fault.kind == "clipped"
    assert fault.text == "is clipped: 68.3% of its samples stand at full scale; record it again at a lower level."


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
    assert any(fault.text.startswith("is too short") for fault in faults) == is_short


def test_that_a_large_constant_offset_is_named():
    tone = 0.1 * make_tone(440)
    (fault,) = find_faults(tone + np.float32(0.05), 16000)
    assert fault.text == "has a constant offset of 5.0% of full scale; filter it out below 20 Hz."
    assert list(find_faults(tone + np.float32(0.004), 16000)) == []
    assert list(find_faults(make_tone(440) + np.float32(0.02), 16000)) == []
