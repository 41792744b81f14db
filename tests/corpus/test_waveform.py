# SPDX-License-Identifier: MIT
"""The correlation of waves, against its definition."""

import numpy as np
import pytest

from ser_workbench.corpus.waveform import wave_correlation
from tests.corpus.voices import make_voice, resampled


def correlation(one, other):
    return wave_correlation(one.astype(np.float32), other.astype(np.float32), 16000, 100, 7000)


def test_that_a_shifted_quieter_turned_over_wave_correlates_fully():
    voice = make_voice(0)
    assert correlation(voice, voice) == pytest.approx(1, abs=0.01)
    assert correlation(voice, -0.01 * voice) == pytest.approx(1, abs=0.01)
    assert correlation(voice[777:], voice) == pytest.approx(1, abs=0.02)
    assert correlation(voice, np.pad(voice, 999)) == pytest.approx(1, abs=0.02)


def test_that_noise_over_a_wave_lowers_the_correlation_as_it_must():
    rng = np.random.default_rng(0)
    one, other = rng.standard_normal((2, 32000))
    # 1 / sqrt(1 + 1) of a wave with as much noise again.
    assert correlation(one, one + other) == pytest.approx(np.sqrt(0.5), abs=0.02)
    assert correlation(one, other) < 0.1


def test_that_a_shift_by_part_of_a_sample_does_not_matter():
    fine = make_voice(0, rate_hz=48000)
    one, other = resampled(fine, 5333), resampled(fine[4:], 5333)
    assert wave_correlation(one, other, 5333, 100, 2000) == pytest.approx(1, abs=0.02)


def test_that_a_short_piece_in_common_is_not_enough():
    one, other = make_voice(1), make_voice(2)
    piece = make_voice(3, seconds=1)
    assert correlation(np.concatenate([one, piece]), np.concatenate([piece, other])) < 0.5


def test_that_silence_correlates_with_nothing():
    assert correlation(np.zeros(1000), make_voice(0)) == 0
