# SPDX-License-Identifier: MIT
"""One worker's share of a build: decode the speech once, lay each noise over it, extract, keep."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import HUSH, gain_between, power, speech_power
from ser_workbench.audio.samples import Samples
from ser_workbench.errors import AudioError, SilentAudioError, TooShortAudioError
from ser_workbench.features.decoded import DecodedNoises
from ser_workbench.features.item import FeatureItem
from ser_workbench.features.kaldi import FeatureExtractor, too_short_text
from ser_workbench.features.store import StoreWriter

BATCH = 16
BATCH_SAMPLES = 1_000_000
"""Signals that are computed together, at most: enough to fill the extractor's blocks, little enough to stay small."""


class Worker:
    """Computes items on one thread, with an extractor and shards of its own."""

    def __init__(self, extractor: FeatureExtractor, writer: StoreWriter, noises: DecodedNoises) -> None:
        self._extractor = extractor
        self._writer = writer
        self._noises = noises

    def compute(self, items: Sequence[FeatureItem]) -> int:
        """Keep the features of these items, copies of one speech file after each other; returns how many they are.

        Raises AudioError naming the file, after what stands before it is kept; OSError when the disk is full.
        """
        keys: list[str] = []
        signals: list[Samples] = []
        try:
            for block, mixed in self._signals(items):
                keys += [item.key for item in block]
                signals += mixed
                if len(keys) >= BATCH or sum(map(len, signals)) >= BATCH_SAMPLES:
                    self._keep(keys, signals)
                    keys, signals = [], []
        except AudioError:
            self._keep(keys, signals)
            raise
        self._keep(keys, signals)
        return len(items)

    def _keep(self, keys: Sequence[str], signals: Sequence[Samples]) -> None:
        for key, features in zip(keys, self._extractor.extract_batch(signals), strict=True):
            self._writer.add(key, features)

    def _signals(self, items: Sequence[FeatureItem]) -> Iterator[tuple[list[FeatureItem], list[Samples]]]:
        """Blocks of copies of one speech file, and their samples."""
        for file, copies in groupby(items, lambda item: item.speech_file):
            speech = self._read(file)
            rows = max(1, min(BATCH, BATCH_SAMPLES // len(speech)))
            for (is_clean, over), alike in groupby(copies, lambda item: (item.noise_file is None, item.snr_over)):
                left = list(alike)
                wanted_power = 0.0 if is_clean else speech_power(speech, over)
                while left:
                    block, left = left[:rows], left[rows:]
                    yield block, [speech] * len(block) if is_clean else list(self._mix(block, speech, wanted_power))

    def _read(self, file: Path) -> Samples:
        speech = read_audio(file)
        settings = self._extractor.settings
        if not settings.count_frames(len(speech)):
            raise TooShortAudioError(f"{file}: {too_short_text(len(speech), settings)}")
        return speech

    def _mix(self, items: Sequence[FeatureItem], speech: Samples, wanted_power: float) -> NDArray[np.float32]:
        """What `mix_at_snr` makes of each noise and the speech, all at once; (items, samples).

        Few long steps instead of many short ones: between two steps threads wait for Python's one lock.
        """
        noises = np.empty((len(items), len(speech)), np.float32)
        files = [item.noise_file for item in items if item.noise_file is not None]
        for item, file, noise in zip(items, files, noises, strict=True):
            self._noises.fit(file, item.offset, noise)
        powers = np.mean(np.square(noises), axis=1)
        for place in map(int, np.flatnonzero(powers < HUSH)):
            self._noises.fit_sounding(files[place], items[place].offset, noises[place])
            powers[place] = power(noises[place])
        gains = [_gain(item, wanted_power, float(noise)) for item, noise in zip(items, powers, strict=True)]
        noises *= np.array(gains, np.float32)[:, None]
        noises += speech
        return noises


def _gain(item: FeatureItem, wanted_power: float, noise_power: float) -> float:
    try:
        return gain_between(wanted_power, noise_power, item.snr_db)
    except SilentAudioError as error:
        raise SilentAudioError(f"{item.noise_file} cannot be laid over {item.speech_file}: {error}") from None
