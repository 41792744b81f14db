# SPDX-License-Identifier: MIT
"""One worker's share of a build: decode the speech once, lay each noise over it, extract, keep."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import SnrOver, gain_between, power, speech_power
from ser_workbench.audio.samples import Samples
from ser_workbench.errors import AudioError, SilentAudioError, TooShortAudioError
from ser_workbench.features.decoded import DecodedNoises
from ser_workbench.features.item import FeatureItem
from ser_workbench.features.kaldi import FeatureExtractor, too_short_text
from ser_workbench.features.store import StoreWriter

BATCH = 16
BATCH_SAMPLES = 4_000_000
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
        batch: list[tuple[str, Samples]] = []
        try:
            for item, samples in self._signals(items):
                batch.append((item.key, samples))
                if len(batch) >= BATCH or sum(len(samples) for _, samples in batch) >= BATCH_SAMPLES:
                    self._keep(batch)
                    batch = []
        except AudioError:
            self._keep(batch)
            raise
        self._keep(batch)
        return len(items)

    def _keep(self, batch: Sequence[tuple[str, Samples]]) -> None:
        many = self._extractor.extract_batch([samples for _, samples in batch])
        for (key, _), features in zip(batch, many, strict=True):
            self._writer.add(key, features)

    def _signals(self, items: Sequence[FeatureItem]) -> Iterator[tuple[FeatureItem, Samples]]:
        file: Path | None = None
        for item in items:
            if item.speech_file != file:
                file = item.speech_file
                speech = self._read(file)
                powers: dict[SnrOver, float] = {}
            if item.noise_file is None:
                yield item, speech
                continue
            if item.snr_over not in powers:
                powers[item.snr_over] = speech_power(speech, item.snr_over)
            yield item, self._mix(item, item.noise_file, speech, powers[item.snr_over])

    def _read(self, file: Path) -> Samples:
        speech = read_audio(file)
        settings = self._extractor.settings
        if not settings.count_frames(len(speech)):
            raise TooShortAudioError(f"{file}: {too_short_text(len(speech), settings)}")
        return speech

    def _mix(self, item: FeatureItem, noise_file: Path, speech: Samples, wanted_power: float) -> Samples:
        """What `mix_at_snr` makes of them; the power of the speech is computed once for all its copies."""
        noise = self._noises.fit(noise_file, len(speech), item.offset)
        try:
            noise *= np.float32(gain_between(wanted_power, power(noise), item.snr_db))
        except SilentAudioError as error:
            raise SilentAudioError(f"{noise_file} cannot be laid over {item.speech_file}: {error}") from None
        noise += speech
        return noise
