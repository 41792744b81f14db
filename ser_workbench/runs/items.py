# SPDX-License-Identifier: MIT
"""The items of a run: each utterance as it is, and each under each noise, with its class and its features' key."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ser_workbench.audio.mixing import SnrOver
from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.corpus.frozen import PartitionRow
from ser_workbench.features.item import FeatureItem, item_key
from ser_workbench.runs.settings import ExperimentSettings


@dataclass(frozen=True, slots=True)
class Item:
    """One utterance under one condition of noise; `noise` is empty and `snr_db` None for a clean one."""

    key: str
    """Of its features in the store."""
    label: int
    utterance: str
    speaker: str
    emotion: str
    noise: str = ""
    offset: float = 0.0
    snr_db: float | None = None


def clean_items(rows: Iterable[PartitionRow], emotions: Sequence[str]) -> list[Item]:
    """The utterances as they are."""
    return [
        Item(item_key(r.content_hash, None, 0.0, 0.0), emotions.index(r.emotion), r.utterance_id, r.speaker, r.emotion)
        for r in rows
    ]


def noisy_items(
    rows: Iterable[PartitionRow],
    emotions: Sequence[str],
    noisy_set: Iterable[NoisyItem],
    noise_hashes: Mapping[str, str],
    snr_over: SnrOver,
) -> list[Item]:
    """The noisy copies of these utterances, in the order of the noisy set."""
    row_of = {row.utterance_id: row for row in rows}
    items = []
    for noisy in noisy_set:
        row = row_of.get(noisy.utterance_id)
        if row is None:
            continue  # Of another side.
        key = item_key(row.content_hash, noise_hashes[noisy.noise_id], noisy.offset, noisy.snr_db, snr_over)
        label = emotions.index(row.emotion)
        place = (row.utterance_id, row.speaker, row.emotion)
        items.append(Item(key, label, *place, noisy.noise_id, noisy.offset, noisy.snr_db))
    return items


def feature_items(items: Iterable[Item], settings: ExperimentSettings) -> Iterator[FeatureItem]:
    """Where the sound of each item comes from; copies share the path of their recording, they may be 75,420."""
    speech_file = cache(lambda name: Path(settings.corpus.folder) / name)
    noise_file = cache(lambda name: Path(settings.noise.folder) / name)
    for item in items:
        yield FeatureItem(
            key=item.key,
            speech_file=speech_file(item.utterance),
            noise_file=noise_file(item.noise) if item.noise else None,
            offset=item.offset,
            snr_db=item.snr_db or 0.0,
            snr_over=settings.noise.snr_over,
        )
