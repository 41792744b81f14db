# SPDX-License-Identifier: MIT
"""Level, noise floor and band width, of signals whose figures are known."""

import json
from dataclasses import replace

import numpy as np
import pytest
import soxr

from ser_workbench.audio.decode import read_audio
from ser_workbench.live.conditions import LOWEST_DBFS, Conditions, TrainingConditions, measure_conditions

USUAL = Conditions(-25.0, -60.0, 7500.0)


def usual_training(count: int = 101) -> TrainingConditions:
    """Levels from -30 to -20 dB, floors from -65 to -55 dB, bands from 7 to 8 kHz."""
    steps = np.linspace(-1, 1, count)
    return TrainingConditions.of([Conditions(-25 + 5 * s, -60 + 5 * s, 7500 + 500 * s) for s in steps])


def speech_like(seconds: float = 3.0, floor_db: float = -60.0, seed: int = 0) -> np.ndarray:
    """Bursts of noise at -20 dB of full scale, half of the time, over a floor of noise."""
    rng = np.random.default_rng(seed)
    time_s = np.arange(round(16000 * seconds)) / 16000
    bursts = (time_s % 1.0 < 0.5) * 0.1 * rng.standard_normal(len(time_s))
    return (bursts + 10 ** (floor_db / 20) * rng.standard_normal(len(time_s))).astype(np.float32)


def test_that_a_tone_has_its_own_power_as_level_and_as_floor():
    tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(32000) / 16000).astype(np.float32)
    conditions = measure_conditions(tone)
    assert conditions.level_dbfs == pytest.approx(10 * np.log10(0.125), abs=0.1)
    assert conditions.noise_floor_dbfs == pytest.approx(10 * np.log10(0.125), abs=0.3)


def test_that_the_floor_is_the_noise_between_the_words():
    for floor_db in (-70.0, -50.0, -40.0):
        assert measure_conditions(speech_like(floor_db=floor_db)).noise_floor_dbfs == pytest.approx(floor_db, abs=1)


def test_that_a_gain_moves_level_and_floor_and_not_the_band():
    loud, quiet = measure_conditions(speech_like()), measure_conditions(speech_like() * np.float32(0.1))
    assert loud.level_dbfs - quiet.level_dbfs == pytest.approx(20, abs=0.1)
    assert loud.noise_floor_dbfs - quiet.noise_floor_dbfs == pytest.approx(20, abs=0.1)
    assert loud.band_width_hz == quiet.band_width_hz


@pytest.mark.parametrize("rate_hz", [8000, 11025, 12000])
def test_that_a_narrow_channel_shows_its_band(rate_hz):
    narrow = soxr.resample(soxr.resample(speech_like(), 16000, rate_hz), rate_hz, 16000)
    assert measure_conditions(narrow.astype(np.float32)).band_width_hz == pytest.approx(rate_hz / 2, rel=0.06)
    assert measure_conditions(speech_like()).band_width_hz > 7500


@pytest.mark.parametrize("samples", [0, 1, 100, 5000])
def test_that_silence_and_next_to_nothing_have_the_lowest_figures(samples):
    assert measure_conditions(np.zeros(samples, np.float32)) == Conditions(LOWEST_DBFS, LOWEST_DBFS, 0.0)


def test_that_what_is_usual_raises_no_doubt():
    assert usual_training().doubts(USUAL) == ()


def test_that_training_conditions_are_percentiles():
    training = usual_training()
    assert training.low.level_dbfs == pytest.approx(-29.9)
    assert training.high.band_width_hz == pytest.approx(7990)
    assert training.items == 101


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"level_dbfs": -34.0}, "quieter than in training (-34 dB; there -30 to -20 dB)"),
        ({"level_dbfs": -16.0}, "louder"),
        ({"noise_floor_dbfs": -40.0}, "noise floor is higher"),
        ({"noise_floor_dbfs": -90.0}, "noise floor is lower"),
        ({"band_width_hz": 4000.0}, "narrower than in training (4.0 kHz; there 7.0 to 8.0 kHz)"),
    ],
)
def test_that_each_condition_far_from_training_has_a_sentence_of_its_own(changes, words):
    (doubt,) = usual_training().doubts(replace(USUAL, **changes))
    assert words in doubt


def test_that_a_training_of_one_band_width_is_told_by_one_number():
    training = TrainingConditions.of([replace(USUAL, band_width_hz=7910.0), replace(USUAL, band_width_hz=7940.0)])
    (doubt,) = training.doubts(replace(USUAL, band_width_hz=4000.0))
    assert "(4.0 kHz; there 7.9 kHz)" in doubt


def test_that_a_little_outside_is_not_far():
    assert usual_training().doubts(Conditions(-32.0, -53.0, 6800.0)) == ()


def test_that_conditions_of_nothing_are_refused():
    with pytest.raises(ValueError, match="at least one"):
        TrainingConditions.of([])


def test_that_training_conditions_outlive_json():
    training = usual_training()
    assert TrainingConditions.from_json(json.loads(json.dumps(training.to_json()))) == training
    with pytest.raises((KeyError, TypeError, ValueError)):
        TrainingConditions.from_json({"low": {}, "high": {}, "items": 3})


@pytest.mark.real
def test_that_recordings_of_one_studio_seldom_doubt_each_other_and_a_telephone_or_a_quiet_one_always(emodb_folder):
    files = sorted((emodb_folder / "wav").glob("*.wav"))
    training = TrainingConditions.of([measure_conditions(read_audio(file)) for file in files[::9]])
    others = [read_audio(file) for file in files[4::27]]
    doubtful = [bool(training.doubts(measure_conditions(samples))) for samples in others]
    assert np.mean(doubtful) < 0.2
    for samples in others:
        assert any("quieter" in doubt for doubt in training.doubts(measure_conditions(samples * np.float32(0.01))))
        telephone = soxr.resample(soxr.resample(samples, 16000, 8000), 8000, 16000)
        assert any("narrower" in doubt for doubt in training.doubts(measure_conditions(telephone)))
