# SPDX-License-Identifier: MIT
"""Features of a small noisy set built into a store on all cores, beside torchaudio a file at a time on one thread."""

import itertools
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import fit_noise, mix_at_snr
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.bench.measure import time_in_turns
from ser_workbench.bench.result import BenchResult
from ser_workbench.bench.sound import plain_log_mel
from ser_workbench.features.build import build_features
from ser_workbench.features.crew import count_workers
from ser_workbench.features.item import FeatureItem
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.store import FeatureStore
from ser_workbench.models.threads import one_thread
from ser_workbench.progress import Steps, run_steps
from ser_workbench.resources import demo_corpus_folder, demo_noise_folder

UTTERANCES, NOISES, SNRS_DB = 12, 10, (0.0, 10.0)
ROUNDS = 3


def bench_noisy_set() -> Steps[BenchResult]:
    """Decode, mix, 40 log-Mel bands, and a place on disk for each of 240 noisy utterances of the demo corpus."""
    items, workers = _items(), count_workers("cpu")
    with tempfile.TemporaryDirectory() as folder, one_thread():
        folders = (Path(folder) / str(number) for number in itertools.count())
        difference = _difference(items, next(folders))
        ours, plain = partial(_build, items, workers, folders), partial(_build_plainly, items, folders)
        ours_s, plain_s = yield from time_in_turns("noisy_set", ours, plain, ROUNDS)
    seconds_of_audio = sum(len(read_audio(item.speech_file)) for item in items) / SAMPLE_RATE_HZ
    return BenchResult(
        name="noisy_set",
        ours=seconds_of_audio / ours_s,
        plain=seconds_of_audio / plain_s,
        unit=f"times real time, {workers} thread{'s' * (workers > 1)}",
        ratio=plain_s / ours_s,
        max_difference=difference,
    )


def _items() -> list[FeatureItem]:
    speech = sorted(demo_corpus_folder().rglob("*.ogg"))[:UTTERANCES]
    noises = sorted(demo_noise_folder().rglob("*.ogg"))[:NOISES]
    every = itertools.product(speech, enumerate(noises), SNRS_DB)
    return [
        FeatureItem(f"{place:040}", file, noise, number / NOISES, snr_db)
        for place, (file, (number, noise), snr_db) in enumerate(every)
    ]


def _build(items: list[FeatureItem], workers: int, folders: Iterator[Path]) -> None:
    run_steps(build_features(items, FeatureStore(next(folders), FeatureSettings()), workers=workers))


def _build_plainly(items: list[FeatureItem], folders: Iterator[Path]) -> None:
    folder = next(folders)
    folder.mkdir()
    for item in items:
        np.save(folder / f"{item.key}.npy", plain_log_mel(_mixture(item)))


def _mixture(item: FeatureItem) -> Samples:
    assert item.noise_file is not None
    speech = read_audio(item.speech_file)
    return mix_at_snr(speech, fit_noise(read_audio(item.noise_file), len(speech), item.offset), item.snr_db)


def _difference(items: list[FeatureItem], folder: Path) -> float:
    store = FeatureStore(folder, FeatureSettings())
    run_steps(build_features(items, store))
    return max(float(np.abs(store.get(item.key) - plain_log_mel(_mixture(item))).max()) for item in items)
