# SPDX-License-Identifier: MIT
"""Utterances and their noisy copies become features in the store: decode, mix, extract, keep."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import fit_noise, mix_at_snr
from ser_workbench.audio.samples import Samples
from ser_workbench.errors import SilentAudioError, TooShortAudioError
from ser_workbench.features.decoded import DecodedFiles
from ser_workbench.features.kaldi import FeatureExtractor, too_short_text
from ser_workbench.features.store import FeatureStore, StoreWriter
from ser_workbench.progress import Progress, Steps

STAGE = "Computing features"
BATCH = 16
BATCH_SAMPLES = 4_000_000
"""Signals that are computed together, at most: enough to fill the extractor's blocks, little enough to stay small."""


@dataclass(frozen=True, slots=True)
class FeatureItem:
    """What is to be computed: a speech file, clean or with a noise laid over it at an SNR."""

    key: str
    speech_file: Path
    noise_file: Path | None = None
    offset: float = 0.0
    snr_db: float = 0.0


def item_key(content_hash: str, noise_hash: str | None = None, offset: float = 0.0, snr_db: float = 0.0) -> str:
    """The store's key of an item, from the contents of its files: names and places of files do not matter."""
    if noise_hash is None:
        return content_hash[:40]
    recipe = f"{content_hash} {noise_hash} {offset!r} {snr_db!r}"
    return hashlib.sha256(recipe.encode()).hexdigest()[:40]


def build_features(items: Sequence[FeatureItem], store: FeatureStore, device: str = "cpu") -> Steps[None]:
    """Compute what the store does not hold yet.

    Each speech file is decoded once for all its copies; noise files are kept decoded as far as a fixed budget of
    memory allows. Closing the generator keeps what is whole.
    Raises AudioError naming the file, and OSError when the disk is full.
    """
    wanted = set(store.missing(item.key for item in items))
    unique = {item.key: item for item in items}
    open_items = [item for item in unique.values() if item.key in wanted]
    done = len(unique) - len(open_items)
    yield Progress(STAGE, done, len(unique), "utterances")
    if not open_items:
        return
    extractor = FeatureExtractor(store.settings, device)
    with store.writer() as writer:
        batch: list[tuple[str, Samples]] = []
        for item, samples in _signals(open_items, store):
            batch.append((item.key, samples))
            if len(batch) >= BATCH or sum(len(samples) for _, samples in batch) >= BATCH_SAMPLES:
                done += _keep(batch, extractor, writer)
                batch = []
                yield Progress(STAGE, done, len(unique), "utterances")
        done += _keep(batch, extractor, writer)
    yield Progress(STAGE, done, len(unique), "utterances")


def _keep(batch: Sequence[tuple[str, Samples]], extractor: FeatureExtractor, writer: StoreWriter) -> int:
    many = extractor.extract_batch([samples for _, samples in batch])
    for (key, _), features in zip(batch, many, strict=True):
        writer.add(key, features)
    return len(batch)


def _signals(items: Sequence[FeatureItem], store: FeatureStore) -> Iterator[tuple[FeatureItem, Samples]]:
    """Each item with its samples, the copies of one speech file after each other so that it is decoded once."""
    noises = DecodedFiles()
    groups: dict[Path, list[FeatureItem]] = {}
    for item in items:
        groups.setdefault(item.speech_file, []).append(item)
    for speech_file, copies in groups.items():
        speech = read_audio(speech_file)
        if not store.settings.count_frames(len(speech)):
            raise TooShortAudioError(f"{speech_file}: {too_short_text(len(speech), store.settings)}")
        for item in copies:
            yield item, speech if item.noise_file is None else _mix(item, speech, noises)


def _mix(item: FeatureItem, speech: Samples, noises: DecodedFiles) -> Samples:
    assert item.noise_file is not None
    noise = fit_noise(noises.read(item.noise_file), len(speech), item.offset)
    try:
        return mix_at_snr(speech, noise, item.snr_db)
    except SilentAudioError as error:
        raise SilentAudioError(f"{item.noise_file} cannot be laid over {item.speech_file}: {error}") from None
