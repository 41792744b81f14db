# SPDX-License-Identifier: MIT
"""Noise over speech: the SNR is measured on the parts, not believed."""

from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.decode import read_audio, write_audio
from ser_workbench.audio.mixing import fit_noise, mix_at_snr, mix_for_file, power, power_db
from ser_workbench.audio.samples import Samples
from ser_workbench.errors import SilentAudioError
from tests.audio.sounds import hiss, tone

SNRS = [-20.0, -10.0, -3.7, 0.0, 10.0, 15.0, 40.0]


def measure_snr_db(speech: Samples, mixed: Samples) -> float:
    """From the parts, in 64 bits."""
    noise = mixed.astype(np.float64) - speech
    return float(10 * np.log10(np.mean(np.square(speech, dtype=np.float64)) / np.mean(np.square(noise))))


def test_that_the_power_of_a_sine_of_level_one_half_is_one_eighth() -> None:
    assert power(tone(100, 1.0, 0.5)) == pytest.approx(0.125, rel=1e-5)
    assert power_db(tone(100, 1.0, 0.5)) == pytest.approx(-9.031, abs=0.001)


def test_that_silence_has_no_power() -> None:
    assert power_db(np.zeros(10, np.float32)) == -np.inf
    assert power(np.zeros(0, np.float32)) == 0


def test_that_a_mixture_worked_by_hand_comes_out() -> None:
    speech = np.array([0.3, -0.3, 0.3, -0.3], np.float32)
    noise = np.array([0.1, 0.1, -0.1, -0.1], np.float32)
    # At 20 dB the noise must have a hundredth of the speech's power, so a tenth of its level: 0.03.
    assert mix_at_snr(speech, noise, 20) == pytest.approx([0.33, -0.27, 0.27, -0.33])


@pytest.mark.parametrize("snr_db", SNRS)
@pytest.mark.parametrize("seed", range(3))
def test_that_the_snr_of_any_mixture_is_the_one_asked_for(snr_db: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    speech = tone(rng.uniform(100, 4000), rng.uniform(0.1, 3), rng.uniform(0.001, 1))
    noise = hiss(len(speech) / 16000, rng.uniform(1e-4, 1), seed)
    assert measure_snr_db(speech, mix_at_snr(speech, noise, snr_db)) == pytest.approx(snr_db, abs=0.01)


def test_that_silent_speech_and_silent_noise_are_refused() -> None:
    silence = np.zeros(16000, np.float32)
    with pytest.raises(SilentAudioError, match="speech is silent"):
        mix_at_snr(silence, hiss(), 0)
    with pytest.raises(SilentAudioError, match="noise is silent"):
        mix_at_snr(hiss(), silence, 0)


def test_that_shorter_noise_repeats() -> None:
    noise = np.array([1, 2, 3], np.float32)
    assert fit_noise(noise, 8, 0.9).tolist() == [1, 2, 3, 1, 2, 3, 1, 2]


def test_that_longer_noise_starts_at_its_place_and_every_place_can_be_reached() -> None:
    noise = np.arange(1, 11, dtype=np.float32)
    starts = {fit_noise(noise, 7, offset).tolist()[0] for offset in np.linspace(0, 0.999, 50)}
    assert starts == {1, 2, 3, 4}
    assert fit_noise(noise, 7, 0.0).tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert fit_noise(noise, 10, 0.7).tolist() == noise.tolist()


def test_that_an_excerpt_in_the_zeros_after_a_sound_goes_back_to_the_sound() -> None:
    noise = np.concatenate([hiss(0.5), np.zeros(64000, np.float32)])
    assert power(fit_noise(noise, 16000, 0.9)) >= power(noise[:16000]) / 2


def test_that_an_excerpt_in_the_zeros_before_a_sound_moves_on_to_the_sound() -> None:
    noise = np.concatenate([np.zeros(64000, np.float32), hiss(0.5), np.zeros(64000, np.float32)])
    excerpt = fit_noise(noise, 8000, 0.1)
    assert power(excerpt) >= power(hiss(0.5)) / 2
    assert not excerpt[0]  # It is the first such place, not the sound's middle.


def test_that_a_whisper_in_the_zeros_is_no_sound_to_move_to() -> None:
    noise = np.concatenate([hiss(0.5), np.zeros(64000, np.float32)])
    noise[40000] = 2e-5
    assert power(fit_noise(noise, 16000, 0.5)) >= power(noise[:16000]) / 2


def test_that_the_traces_of_lossy_coding_in_silence_are_not_blown_up() -> None:
    noise = np.concatenate([hiss(0.5), hiss(4.0, 2e-5)])
    assert power(noise[-16000:]) > 1e-10
    assert power(fit_noise(noise, 16000, 0.9)) >= power(noise[:16000]) / 2


def test_that_quiet_noise_stays_where_it_was_drawn() -> None:
    noise = hiss(4.0, 1e-4)
    assert np.array_equal(fit_noise(noise, 16000, 0.0), noise[:16000])


def test_that_noise_without_samples_is_refused() -> None:
    with pytest.raises(SilentAudioError):
        fit_noise(np.zeros(0, np.float32), 10, 0)


@pytest.mark.parametrize("snr_db", [-10.0, 0.0, 15.0])
def test_that_a_loud_mixture_is_turned_down_just_enough_and_keeps_its_snr(tmp_path: Path, snr_db: float) -> None:
    speech, noise = tone(200, 1.0, 0.95), hiss(1.0, 0.3)
    mixed = mix_for_file(speech, noise, snr_db)
    write_audio(tmp_path / "a.wav", mixed.samples)
    written = read_audio(tmp_path / "a.wav")
    assert np.array_equal(written, mixed.samples)
    assert np.max(np.abs(written)) == 32767 / 32768
    assert mixed.gain_db < 0
    assert measure_snr_db(speech * np.float32(10 ** (mixed.gain_db / 20)), written) == pytest.approx(snr_db, abs=0.05)
    assert mixed.snr_db == pytest.approx(snr_db, abs=0.05)


def test_that_a_quiet_mixture_keeps_its_level() -> None:
    mixed = mix_for_file(tone(200, 1.0, 0.1), hiss(), 10)
    assert mixed.gain_db == 0
    assert mixed.snr_db == pytest.approx(10, abs=0.05)


@pytest.mark.real
@pytest.mark.parametrize("snr_db", [-10.0, 0.0, 15.0])
def test_that_real_speech_over_real_noise_has_the_snr_asked_for(
    emodb_folder: Path, esc10_folder: Path, snr_db: float
) -> None:
    speech = read_audio(emodb_folder / "wav" / "03a01Fa.wav")
    for file in sorted(esc10_folder.rglob("*.ogg"))[::50]:
        noise = fit_noise(read_audio(file), len(speech), 0.5)
        mixed = mix_for_file(speech, noise, snr_db)
        quiet = speech * np.float32(10 ** (mixed.gain_db / 20))
        assert measure_snr_db(quiet, mixed.samples) == pytest.approx(snr_db, abs=0.05)
        assert np.max(np.abs(mixed.samples)) < 1
