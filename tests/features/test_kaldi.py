# SPDX-License-Identifier: MIT
"""Log-Mel and MFCC agree with torchaudio, with kaldi-native-fbank and with their definition."""

import warnings
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest
import torch

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.samples import Samples
from ser_workbench.errors import DeviceError, TooShortAudioError
from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.features.settings import FeatureSettings
from tests.audio.sounds import hiss, tone
from tests.features.references import by_definition, by_kaldi_native_fbank, by_torchaudio

KINDS = ["log-mel", "mfcc"]


def speechlike(seconds: float = 1.0, seed: int = 0) -> Samples:
    """Harmonics that swell over a little noise, rounded to 16 bits."""
    time_s = np.arange(round(seconds * 16000)) / 16000
    voice = sum(np.sin(2 * np.pi * 140 * k * time_s + k) / k for k in range(1, 20)) * np.sin(np.pi * time_s / seconds)
    samples = 0.2 * voice + hiss(seconds, 0.003, seed)[: len(time_s)]
    return (np.rint(samples * 32767) / 32768).astype(np.float32)


@pytest.fixture(scope="module", params=KINDS)
def extractor(request: pytest.FixtureRequest) -> FeatureExtractor:
    return FeatureExtractor(FeatureSettings(kind=request.param))


def difference(ours: np.ndarray, theirs: np.ndarray) -> float:
    assert ours.shape == theirs.shape
    return float(np.max(np.abs(ours - theirs)))


@pytest.fixture(scope="module")
def twenty_files(emodb_folder: Path) -> list[Samples]:
    return [read_audio(file) for file in sorted((emodb_folder / "wav").glob("*.wav"))[:20]]


@pytest.mark.real
def test_that_20_real_files_agree_with_torchaudio_within_1e_3(
    extractor: FeatureExtractor, twenty_files: list[Samples]
) -> None:
    for samples, ours in zip(twenty_files, extractor.extract_batch(twenty_files), strict=True):
        assert difference(ours, by_torchaudio(samples, extractor.settings.kind)) < 1e-3


@pytest.mark.real
def test_that_20_real_files_agree_with_kaldi_native_fbank(
    extractor: FeatureExtractor, twenty_files: list[Samples]
) -> None:
    """Log-Mel within 1e-3. MFCC as closely as torchaudio's: both differ by up to 2.5e-3 in single quiet frames.

    There the rounding of either 32-bit FFT, magnified twelvefold by the lifter, is larger than 1e-3.
    """
    kind = extractor.settings.kind
    ours = extractor.extract_batch(twenty_files)
    native = [by_kaldi_native_fbank(samples, kind) for samples in twenty_files]
    differences = np.concatenate([np.abs(a - b) for a, b in zip(ours, native, strict=True)])
    assert differences.max() < (1e-3 if kind == "log-mel" else 3e-3)
    assert np.quantile(differences, 0.999) < 1e-3
    assert np.sqrt(np.mean(differences**2)) < 1e-4


def test_that_features_are_those_of_the_definition(extractor: FeatureExtractor) -> None:
    samples = speechlike()
    ours = extractor.extract(samples)
    assert ours.dtype == np.float32
    assert difference(ours, by_definition(samples, extractor.settings.kind)) < 1e-3


@pytest.mark.parametrize("seed", range(4))
def test_that_any_signal_agrees_with_both_others(extractor: FeatureExtractor, seed: int) -> None:
    rng = np.random.default_rng(seed)
    samples = hiss(rng.uniform(0.05, 2), 10 ** rng.uniform(-3, -1), seed) + tone(rng.uniform(50, 7000), 3)[:1]
    ours = extractor.extract(samples)
    assert difference(ours, by_torchaudio(samples, extractor.settings.kind)) < 1e-3
    assert difference(ours, by_kaldi_native_fbank(samples, extractor.settings.kind)) < 1e-3


@pytest.mark.parametrize("samples", [400, 401, 559, 560, 719, 720, 16000])
def test_that_frame_counts_are_kaldis(extractor: FeatureExtractor, samples: int) -> None:
    signal = hiss(1.0)[:samples]
    ours = extractor.extract(signal)
    assert len(ours) == len(by_kaldi_native_fbank(signal, extractor.settings.kind))
    assert len(ours) == len(by_torchaudio(signal, extractor.settings.kind))
    assert len(ours) == extractor.settings.count_frames(samples)


def test_that_exactly_one_window_gives_one_frame(extractor: FeatureExtractor) -> None:
    assert extractor.extract(hiss(0.025)).shape == (1, extractor.settings.height)


def test_that_less_than_one_window_is_refused_with_its_length(extractor: FeatureExtractor) -> None:
    with pytest.raises(TooShortAudioError, match=r"lasts 24\.9 ms, less than one window of 25 ms"):
        extractor.extract_batch([hiss(), hiss()[:399]])


def test_that_digital_silence_gives_kaldis_floor(extractor: FeatureExtractor) -> None:
    silence = np.zeros(1600, np.float32)
    ours = extractor.extract(silence)
    assert difference(ours, by_kaldi_native_fbank(silence, extractor.settings.kind)) < 1e-3
    assert ours[0, 0] == pytest.approx(-15.942, abs=1e-3)


def test_that_a_batch_gives_the_numbers_of_one_by_one(extractor: FeatureExtractor) -> None:
    many = [speechlike(seconds, seed) for seed, seconds in enumerate([0.025, 0.3, 6.0, 0.1, 1.7, 12.0, 0.05])]
    for samples, features in zip(many, extractor.extract_batch(many), strict=True):
        assert difference(extractor.extract(samples), features) < 1e-4


def test_that_no_signals_give_no_features(extractor: FeatureExtractor) -> None:
    assert extractor.extract_batch([]) == []


def test_that_a_constant_offset_changes_nothing(extractor: FeatureExtractor) -> None:
    samples = speechlike()
    assert difference(extractor.extract(samples), extractor.extract(samples + np.float32(0.25))) < 0.02


def test_that_doubling_the_level_adds_the_log_of_four(extractor: FeatureExtractor) -> None:
    samples = speechlike() * np.float32(0.25)
    louder = extractor.extract(samples * np.float32(2)) - extractor.extract(samples)
    columns = louder if extractor.settings.kind == "log-mel" else louder[:, 0]
    assert np.allclose(columns, np.log(4), atol=1e-4)


def test_that_a_tone_lies_in_its_band() -> None:
    log_mel = FeatureExtractor(FeatureSettings()).extract(tone(1000))
    mel = 1127 * np.log1p(np.array([20, 1000, 8000]) / 700)
    band = (mel[1] - mel[0]) / (mel[2] - mel[0]) * 41 - 1
    assert abs(np.argmax(log_mel.mean(axis=0)) - band) < 1


def test_that_read_only_strided_and_64_bit_samples_are_taken_without_a_warning(extractor: FeatureExtractor) -> None:
    samples = speechlike()
    frozen = samples.copy()
    frozen.flags.writeable = False
    expected = extractor.extract(samples)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        alike: tuple[Any, ...] = (frozen, np.repeat(samples, 2)[::2], samples.astype(np.float64))
        for same in alike:
            assert np.array_equal(extractor.extract(same), expected)


def test_that_several_threads_may_share_an_extractor(extractor: FeatureExtractor) -> None:
    many = [speechlike(1.0, seed) for seed in range(4)]
    expected = [extractor.extract(samples) for samples in many]
    agree: list[bool] = []

    def work(index: int) -> None:
        agree.extend(np.array_equal(extractor.extract(many[index]), expected[index]) for _ in range(10))

    threads = [Thread(target=work, args=(index,)) for index in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert agree == [True] * 40


@pytest.mark.parametrize(
    "settings",
    [
        FeatureSettings(bands=23),
        FeatureSettings(bands=80, window_ms=32, hop_ms=8),
        FeatureSettings(low_hz=300, high_hz=3400),
    ],
)
def test_that_other_settings_agree_with_torchaudio_too(settings: FeatureSettings) -> None:
    import torchaudio.compliance.kaldi as torchaudio_kaldi

    samples = speechlike()
    theirs = torchaudio_kaldi.fbank(
        torch.from_numpy(samples)[None] * 32768,
        num_mel_bins=settings.bands,
        frame_length=settings.window_ms,
        frame_shift=settings.hop_ms,
        low_freq=settings.low_hz,
        high_freq=settings.high_hz,
        dither=0.0,
    )
    assert difference(FeatureExtractor(settings).extract(samples), theirs.numpy()) < 1e-3


def test_that_a_device_that_is_not_there_is_named() -> None:
    with pytest.raises(DeviceError, match="'cuda:99' cannot be used"):
        FeatureExtractor(FeatureSettings(), "cuda:99")


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU")
def test_that_a_gpu_gives_the_numbers_of_the_processor(extractor: FeatureExtractor) -> None:
    many = [speechlike(seconds, seed) for seed, seconds in enumerate([0.025, 0.3, 200.0, 1.7])]
    on_gpu = FeatureExtractor(extractor.settings, "cuda").extract_batch(many)
    for ours, theirs in zip(on_gpu, extractor.extract_batch(many), strict=True):
        assert difference(ours, theirs) < 3e-3
