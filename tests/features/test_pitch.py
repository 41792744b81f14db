# SPDX-License-Identifier: MIT
"""The height of voices: of made tones whose height is known, in noise, and of what has none."""

import numpy as np
import pytest
from numpy.typing import NDArray

from ser_workbench.audio.samples import Samples
from ser_workbench.features.pitch import find_pitch

RATE_HZ = 16000


def make_voice(hz: NDArray[np.float64] | float, seconds: float = 1.0, harmonics: int = 15) -> Samples:
    """Harmonics that fall off as a voice's do; `hz` may move, one value a sample."""
    phase = np.cumsum(np.broadcast_to(hz, round(seconds * RATE_HZ)) / RATE_HZ)
    tones = np.stack([np.sin(2 * np.pi * n * phase) / n for n in range(1, harmonics + 1)])
    voice: Samples = (0.2 * tones.sum(axis=0)).astype(np.float32)
    return voice


def make_noise(level: float, seconds: float = 1.0, seed: int = 0) -> Samples:
    noise = np.random.default_rng(seed).standard_normal(round(seconds * RATE_HZ))
    return (level * noise).astype(np.float32)


@pytest.mark.parametrize("hz", [75.0, 100.0, 123.4, 180.0, 220.0, 333.0, 400.0])
def test_that_the_height_of_a_voice_is_found_to_a_tenth_of_a_hertz(hz: float) -> None:
    pitches = find_pitch(make_voice(hz))
    assert len(pitches) > 90
    assert np.max(np.abs(pitches - hz)) < 0.1


@pytest.mark.parametrize("hz", [100.0, 220.0])
def test_that_the_height_is_found_in_noise_too(hz: float) -> None:
    pitches = find_pitch(make_voice(hz) + make_noise(0.05))
    assert np.median(pitches) == pytest.approx(hz, abs=0.3)


def test_that_a_voice_without_its_fundamental_keeps_its_height() -> None:
    whole = make_voice(120.0)
    fundamental = 0.2 * np.sin(2 * np.pi * np.cumsum(np.full(RATE_HZ, 120.0 / RATE_HZ))).astype(np.float32)
    assert np.median(find_pitch(whole - fundamental)) == pytest.approx(120, abs=0.1)


def test_that_a_melody_is_followed() -> None:
    heights = np.linspace(100, 200, 2 * RATE_HZ)
    pitches = find_pitch(make_voice(heights, 2.0))
    assert np.all(np.diff(pitches) > 0)
    assert (pitches[0], pitches[-1]) == (pytest.approx(101, abs=1), pytest.approx(199, abs=1))


@pytest.mark.parametrize("seconds", [0.0, 0.02, 1.0])
def test_that_silence_and_noise_have_no_height(seconds: float) -> None:
    assert len(find_pitch(np.zeros(round(seconds * RATE_HZ), np.float32))) == 0
    assert len(find_pitch(make_noise(0.1, seconds))) == 0


def test_that_a_steady_offset_is_no_sound() -> None:
    assert len(find_pitch(np.full(RATE_HZ, 0.5, np.float32))) == 0
    assert np.median(find_pitch(make_voice(150.0) + np.float32(0.5))) == pytest.approx(150, abs=0.1)


def test_that_only_voiced_parts_count() -> None:
    parts = [make_voice(110.0), np.zeros(RATE_HZ, np.float32), make_noise(0.1)]
    pitches = find_pitch(np.concatenate(parts))
    assert 90 < len(pitches) < 105
    assert np.median(pitches) == pytest.approx(110, abs=0.1)
