# SPDX-License-Identifier: MIT
"""Functionals on disk, keyed by the content of the recording; computed once, on several threads."""

import json
import threading
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.decode import read_audio
from ser_workbench.errors import TooShortAudioError
from ser_workbench.features.crew import count_workers, crew, in_order
from ser_workbench.features.functional_settings import FunctionalSettings
from ser_workbench.features.half_files import sweep
from ser_workbench.features.open_smile import FunctionalExtractor, Functionals, describe_computation, hash_computation
from ser_workbench.features.shard import Places, RowFormat, Shard, ShardWriter, load_shards
from ser_workbench.progress import Progress, Steps

STAGE = "Computing functionals"
SHARD_S = 10.0
"""A shard is closed at this age: what a killed process loses at most."""
SHARD_BYTES = 32 << 20


class FunctionalStore:
    """The functionals of one feature set, a row an utterance.

    Raises what `FunctionalExtractor` raises, and OSError when the folder cannot be made.
    """

    def __init__(self, folder: Path, settings: FunctionalSettings) -> None:
        self.extractor = FunctionalExtractor(settings)
        self.folder = folder / f"functionals-{settings.name}-{hash_computation(settings)}"
        self.folder.mkdir(parents=True, exist_ok=True)
        sweep(self.folder)
        self._format = RowFormat(self.extractor.width, np.dtype("<f4"))
        self._where: dict[str, tuple[Shard, int]] = {}
        for shard, places in load_shards(self.folder, self._format, set()):
            if shard.is_whole():
                self._take(shard, places)
            else:
                shard.remove()
        self._describe(settings)
        self._adding = threading.Lock()
        self._writer: ShardWriter | None = None

    def __contains__(self, key: str) -> bool:
        """Whether functionals are kept for a recording of this content."""
        return key in self._where

    def load(self, keys: Sequence[str]) -> NDArray[np.float32]:
        """The functionals of recordings by content, in this order; (utterances, features). Raises KeyError."""
        rows = np.empty((len(keys), self.extractor.width), np.float32)
        for place, key in enumerate(keys):
            shard, first = self._where[key]
            rows[place] = shard.read(first, 1)[0]
        return rows

    def add(self, key: str, functionals: Functionals) -> None:
        """Keep one recording's; seen after `finish`, or once the shard is full or old. Raises OSError (a full disk)."""
        with self._adding:
            if self._writer is None:
                self._writer = ShardWriter(self.folder, self._format)
            self._writer.add(key, functionals[None])
            if self._writer.size >= SHARD_BYTES or time.monotonic() - self._writer.begun >= SHARD_S:
                self._close()

    def finish(self) -> None:
        """Close the shard at hand."""
        with self._adding:
            self._close()

    def discard(self) -> None:
        """Give up the shard at hand."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.discard()

    def _close(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None and (whole := writer.finish()) is not None:
            self._take(*whole)

    def _take(self, shard: Shard, places: Places) -> None:
        self._where.update((key, (shard, first)) for key, (first, _) in places.items())

    def _describe(self, settings: FunctionalSettings) -> None:
        """Leave a note for people who look into the folder."""
        note = self.folder / "settings.json"
        if not note.exists():
            text = json.dumps(describe_computation(settings) | {"features": list(self.extractor.names)}, indent=2)
            part = self.folder / f"shard-note-{threading.get_ident()}.part"  # Swept away if we are killed here.
            part.write_text(f"{text}\n", encoding="utf-8")
            part.replace(note)


def build_functionals(
    recordings: Mapping[str, Path], store: FunctionalStore, workers: int | None = None
) -> Steps[float]:
    """Compute what the store does not hold yet; returns the seconds that took.

    Closing the generator keeps what is whole and waits for the threads.
    recordings: content hash -> file; workers: threads, None: as many as other features are computed on
    Raises AudioError naming the file, and OSError when the disk is full.
    """
    begun = time.monotonic()
    missing = [key for key in recordings if key not in store]
    done, total = len(recordings) - len(missing), len(recordings)
    yield Progress(STAGE, done, total, "utterances")
    if not missing:
        return 0.0
    workers = workers or count_workers("cpu")
    try:
        with crew(workers) as pool:
            work = partial(_compute, store.extractor, recordings)
            for key, functionals in zip(missing, in_order(pool, work, missing, 2 * workers), strict=True):
                store.add(key, functionals)
                done += 1
                yield Progress(STAGE, done, total, "utterances")
    except OSError:
        store.discard()
        raise
    finally:
        store.finish()
    return time.monotonic() - begun


def _compute(extractor: FunctionalExtractor, recordings: Mapping[str, Path], key: str) -> Functionals:
    file = recordings[key]
    try:
        return extractor.extract(read_audio(file))
    except TooShortAudioError as error:
        raise TooShortAudioError(f"{file} {error}") from None
