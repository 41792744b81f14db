# SPDX-License-Identifier: MIT
"""Utterances and their noisy copies become features in the store, on all cores: decode, mix, extract, keep."""

import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from ser_workbench.audio.decode import read_audio
from ser_workbench.features.announce import announce_build, count_text, noises_of
from ser_workbench.features.compute import Worker
from ser_workbench.features.crew import count_workers, crew, in_order
from ser_workbench.features.decoded import DecodedNoises
from ser_workbench.features.item import FeatureItem
from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.features.store import FeatureStore
from ser_workbench.progress import Note, Progress, Steps

STAGE = "Computing features"
DECODING = "Decoding noises"
CHUNK = 32
"""Utterances that a worker is given at once, at least: some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    items: int
    """Computed; those that were kept already do not count."""
    seconds_of_sound: float
    seconds: float

    @property
    def times_real_time(self) -> float:
        """Seconds of sound that became features in one second."""
        return self.seconds_of_sound / self.seconds if self.seconds else 0.0

    def to_json(self) -> dict[str, float]:
        """As `noisy-set --features --json` tells it."""
        return {
            "computed": self.items,
            "seconds_of_sound": round(self.seconds_of_sound, 3),
            "seconds": round(self.seconds, 3),
            "times_real_time": round(self.times_real_time, 1),
        }


def build_features(
    items: Iterable[FeatureItem], store: FeatureStore, device: str = "cpu", workers: int | None = None
) -> Steps[Built]:
    """Compute what the store does not hold yet.

    Each speech file is decoded once for all its copies, each noise once for all. Closing the generator keeps what is
    whole and waits for the threads.
    workers: threads; None: as many as torch computes with
    Raises AudioError naming the file, DiskFullError when there is too little space for it all, and OSError when the
    disk is full on the way.
    """
    begun = time.monotonic()
    unique = {item.key: item for item in items}
    wanted = yield from store.find_missing(unique)
    open_items = [unique[key] for key in wanted]
    done, total = len(unique) - len(open_items), len(unique)
    del unique, wanted
    if not open_items:
        yield Progress(STAGE, done, total, "utterances")
        return Built(0, 0.0, 0.0)
    noises = noises_of(open_items)
    sound_s = yield from announce_build(open_items, noises, store)
    workers = workers or count_workers(device)
    with (
        DecodedNoises.beside(store.folder) as decoded,
        _workers(workers, store, device, decoded) as idle,
        crew(workers) as pool,
    ):
        yield from _decode(noises, decoded, pool, workers)
        yield Progress(STAGE, done, total, "utterances")  # The speed counts from here.
        for computed in in_order(pool, partial(_compute, idle), _chunks(open_items), workers):
            done += computed
            yield Progress(STAGE, done, total, "utterances")
    store.sweep()  # What was too young for it when the store was opened: a kill may have come a second before.
    built = Built(len(open_items), sound_s, time.monotonic() - begun)
    yield Note(_sentence(built))
    return built


@contextmanager
def _workers(count: int, store: FeatureStore, device: str, noises: DecodedNoises) -> Iterator["SimpleQueue[Worker]"]:
    """Workers that wait for a chunk; their shards are closed at the end."""
    idle: SimpleQueue[Worker] = SimpleQueue()
    with ExitStack() as shards:
        for _ in range(count):
            writer = shards.enter_context(store.writer())
            idle.put(Worker(FeatureExtractor(store.settings, device), writer, noises))
        yield idle


def _decode(noises: Sequence[Path], decoded: DecodedNoises, pool: Executor, ahead: int) -> Steps[None]:
    def decode(file: Path) -> None:
        decoded.keep(file, read_audio(file))

    for done, _ in enumerate(in_order(pool, decode, noises, ahead), 1):
        yield Progress(DECODING, done, len(noises), "noises")


def _compute(idle: "SimpleQueue[Worker]", chunk: Sequence[FeatureItem]) -> int:
    worker = idle.get()
    try:
        return worker.compute(chunk)
    finally:
        idle.put(worker)


def _chunks(items: Sequence[FeatureItem]) -> Iterator[list[FeatureItem]]:
    """The items in chunks, the copies of one speech file after each other so that it is decoded once."""
    groups: dict[Path, list[FeatureItem]] = {}
    for item in items:
        groups.setdefault(item.speech_file, []).append(item)
    chunk: list[FeatureItem] = []
    for group in groups.values():
        for start in range(0, len(group), CHUNK):
            chunk += group[start : start + CHUNK]
            if len(chunk) >= CHUNK:
                yield chunk
                chunk = []
    if chunk:
        yield chunk


def _sentence(built: Built) -> str:
    return (
        f"Computed features of {count_text(built.items)} ({built.seconds_of_sound / 3600:.2f} h of sound) in "
        f"{built.seconds:.1f} s, {built.times_real_time:,.0f} times real time."
    )
