# SPDX-License-Identifier: MIT
"""log-Mel, MFCC and mixing, beside torchaudio called a file at a time, one thread each."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
import torchaudio.compliance.kaldi as kaldi
from torchaudio.functional import add_noise

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import fit_noise, mix_at_snr
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.bench.measure import time_in_turns
from ser_workbench.bench.result import BenchResult
from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.threads import one_thread
from ser_workbench.progress import Steps
from ser_workbench.resources import demo_corpus_folder, demo_noise_folder

INT16_SCALE = 32768.0
"""Kaldi reads samples as integers; ours are floats of full scale 1."""
UTTERANCES = 120


def bench_log_mel() -> Steps[BenchResult]:
    """40 log-Mel bands of the demo corpus."""
    return (yield from _bench_features("log_mel", FeatureSettings(kind="log-mel"), plain_log_mel))


def bench_mfcc() -> Steps[BenchResult]:
    """13 MFCCs of the demo corpus."""
    return (yield from _bench_features("mfcc", FeatureSettings(kind="mfcc"), _plain_mfcc))


def bench_mix() -> Steps[BenchResult]:
    """One noise over each utterance of the demo corpus at 5 dB, beside `torchaudio.functional.add_noise`."""
    speech = _speech()
    noise = fit_noise(read_audio(_audio_files(demo_noise_folder())[0]), max(map(len, speech)), 0.0)

    def ours() -> list[Samples]:
        return [mix_at_snr(samples, noise[: len(samples)], 5.0) for samples in speech]

    def plain() -> list[Samples]:
        snr = torch.tensor([5.0])
        pairs = ((torch.from_numpy(s)[None], torch.from_numpy(noise[: len(s)])[None]) for s in speech)
        return [add_noise(samples, over, snr)[0].numpy() for samples, over in pairs]

    return (yield from _compare("mix", ours, plain, speech))


def _bench_features(
    name: str, settings: FeatureSettings, plain_one: Callable[[Samples], Samples]
) -> Steps[BenchResult]:
    speech = _speech()
    extractor = FeatureExtractor(settings)
    return (
        yield from _compare(
            name, lambda: extractor.extract_batch(speech), lambda: [plain_one(samples) for samples in speech], speech
        )
    )


def _compare(
    name: str, ours: Callable[[], list[Samples]], plain: Callable[[], list[Samples]], speech: list[Samples]
) -> Steps[BenchResult]:
    seconds_of_audio = sum(map(len, speech)) / SAMPLE_RATE_HZ
    with one_thread():
        difference = max(float(np.abs(a - b).max()) for a, b in zip(ours(), plain(), strict=True))
        ours_s, plain_s = yield from time_in_turns(name, ours, plain)
    return BenchResult(
        name=name,
        ours=seconds_of_audio / ours_s,
        plain=seconds_of_audio / plain_s,
        unit="times real time, one thread",
        ratio=plain_s / ours_s,
        max_difference=difference,
    )


def plain_log_mel(samples: Samples) -> Samples:
    """40 bands by torchaudio; (frames, 40)."""
    wave = torch.from_numpy(samples)[None] * INT16_SCALE
    features: Samples = kaldi.fbank(wave, num_mel_bins=40, dither=0.0).numpy()
    return features


def _plain_mfcc(samples: Samples) -> Samples:
    wave = torch.from_numpy(samples)[None] * INT16_SCALE
    features: Samples = kaldi.mfcc(
        wave, num_mel_bins=40, num_ceps=13, dither=0.0, use_energy=True, energy_floor=0.0
    ).numpy()
    return features


def _speech() -> list[Samples]:
    return [read_audio(file) for file in _audio_files(demo_corpus_folder())[:UTTERANCES]]


def _audio_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.ogg"))
