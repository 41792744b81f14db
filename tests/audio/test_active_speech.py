# SPDX-License-Identifier: MIT
"""The active speech level: hand-made signals, its properties, and a second implementation after ITU-T P.56."""

import math
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import lfilter

from ser_workbench.audio.active_speech import active_power
from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import mix_at_snr, mix_for_file, power
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from tests.audio.sounds import hiss, tone


def level_db(samples: Samples) -> float:
    return 10 * math.log10(active_power(samples))


def p56_level_db(samples: Samples) -> float:
    """P.56, clause 8, sample by sample at the full rate, with its 15 thresholds of 16 bits."""
    decay = math.exp(-1 / (SAMPLE_RATE_HZ * 0.03))
    smooth = lfilter([1 - decay], [1, -decay], np.abs(samples.astype(np.float64)))
    envelope = lfilter([1 - decay], [1, -decay], smooth)
    hangover = math.ceil(0.2 * SAMPLE_RATE_HZ)
    energy = float(np.sum(np.square(samples.astype(np.float64))))
    points = []
    for threshold in 2.0 ** np.arange(-15, 0):
        rested, active = hangover, 0
        for is_above in (envelope >= threshold).tolist():
            rested = 0 if is_above else rested + 1
            active += is_above or rested <= hangover
        if not active:
            break
        level = 10 * math.log10(energy / active)
        points.append((level, level - 20 * math.log10(threshold)))
        if points[-1][1] <= 15.9:
            break
    if points[-1][1] > 15.9 or len(points) == 1:
        return points[-1][0]
    (low, above_low), (high, above_high) = points[-2:]
    return low + (above_low - 15.9) / (above_low - above_high) * (high - low)


def syllables(seconds: float, seed: int) -> Samples:
    """Noise that comes and goes four times a second, as speech does."""
    carrier = hiss(seconds, 0.1, seed)
    time_s = np.arange(len(carrier)) / SAMPLE_RATE_HZ
    return (carrier * np.square(np.sin(2 * np.pi * 2 * time_s))).astype(np.float32)


def test_that_a_tone_without_a_pause_is_as_loud_as_its_whole() -> None:
    steady = tone(300, 3.0, 0.25)
    assert active_power(steady) == pytest.approx(power(steady), rel=0.02)


def test_that_speech_in_as_much_silence_lies_3_db_above_its_mean() -> None:
    speech = syllables(20.0, 1)
    half = np.concatenate([np.zeros_like(speech), speech])
    # The silence halves the mean; the sound's last 200 ms and more still count as active, 1 % of 20 s.
    assert level_db(half) - 10 * math.log10(power(half)) == pytest.approx(3.01, abs=0.1)


def test_that_silence_around_speech_changes_its_level_by_the_hangover_alone() -> None:
    speech = syllables(4.0, 2)
    silence = np.zeros(3 * SAMPLE_RATE_HZ, np.float32)
    around = np.concatenate([silence, speech, silence])
    longest_tail_s = 0.2 + 0.25  # The hangover, and until the envelope has fallen by 15.9 dB and more.
    assert 0 <= level_db(speech) - level_db(around) < 10 * math.log10(1 + longest_tail_s / 4)


def test_that_pauses_between_words_belong_to_speech() -> None:
    word, pause = syllables(0.5, 3), np.zeros(round(0.15 * SAMPLE_RATE_HZ), np.float32)
    sentence = np.concatenate([word, pause] * 8)
    assert active_power(sentence) == pytest.approx(power(sentence), rel=0.03)


@pytest.mark.parametrize("seed", range(4))
def test_that_it_is_never_below_the_mean_and_follows_the_volume(seed: int) -> None:
    rng = np.random.default_rng(seed)
    speech = np.concatenate([syllables(float(s), seed) * np.float32(rng.random() < 0.6) for s in rng.random(8)])
    speech = np.concatenate([speech, syllables(0.7, seed)])
    assert active_power(speech) >= power(speech) * 0.9999
    assert level_db(speech * np.float32(0.5)) == pytest.approx(level_db(speech) - 6.02, abs=0.01)
    assert level_db(speech * np.float32(0.013)) == pytest.approx(level_db(speech) - 37.72, abs=0.15)
    assert active_power(speech * np.float32(-1)) == active_power(speech)


def test_that_silence_and_nothing_have_no_active_power() -> None:
    assert active_power(np.zeros(16000, np.float32)) == 0
    assert active_power(np.zeros(0, np.float32)) == 0


@pytest.mark.parametrize("samples", [1, 7, 16, 17, 4000])
def test_that_very_short_sounds_have_a_level_too(samples: int) -> None:
    short = tone(1000, 1.0, 0.5)[4 : 4 + samples]
    assert active_power(short) >= power(short) * 0.9999


def test_that_a_click_is_active_for_as_long_as_the_hangover() -> None:
    click = np.zeros(5 * SAMPLE_RATE_HZ, np.float32)
    click[16000] = 1.0
    assert 1 / active_power(click) == pytest.approx(0.2 * SAMPLE_RATE_HZ, rel=0.6)


@pytest.mark.parametrize("seed", range(5))
def test_that_it_agrees_with_a_second_implementation(seed: int) -> None:
    rng = np.random.default_rng(seed)
    parts = [syllables(float(s), seed) * np.float32(rng.choice([0, 0.01, 0.3, 1])) for s in rng.random(6) + 0.2]
    speech = np.concatenate([syllables(0.5, 9), *parts])
    assert level_db(speech) == pytest.approx(p56_level_db(speech), abs=0.03)


@pytest.mark.parametrize("snr_db", [-10.0, 3.3, 15.0])
def test_that_over_the_active_part_the_noise_lies_below_the_active_level(snr_db: float) -> None:
    speech = np.concatenate([np.zeros(32000, np.float32), syllables(2.0, 1)])
    noise = hiss(4.0, 0.2, 5)
    mixed = mix_at_snr(speech, noise, snr_db, "active")
    assert level_db(speech) - 10 * math.log10(power(mixed - speech)) == pytest.approx(snr_db, abs=0.01)
    assert power(mixed - speech) > power(mix_at_snr(speech, noise, snr_db) - speech) * 1.5
    assert mix_for_file(speech, noise, snr_db, "active").snr_db == pytest.approx(snr_db, abs=0.05)


@pytest.mark.real
def test_that_emodb_s_levels_agree_with_a_second_implementation(emodb_folder: Path) -> None:
    for file in sorted(emodb_folder.rglob("*.wav"))[::60]:
        speech = read_audio(file)
        assert level_db(speech) == pytest.approx(p56_level_db(speech), abs=0.03), file.name
