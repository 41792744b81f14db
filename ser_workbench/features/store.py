# SPDX-License-Identifier: MIT
"""Features on disk, keyed by the content they were computed from; never in memory as a whole.

Every way of computing features has a folder of its own, named by a hash of the settings that matter and of the
format's version. Any number of processes may write at once: each writes shards of its own.
"""

import hashlib
import json
import threading
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ser_workbench.features.half_files import sweep
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.shard import Places, RowFormat, Shard, ShardWriter, load_shards
from ser_workbench.progress import Progress, Steps

Features = NDArray[np.float32]

FORMAT_VERSION = 1
"""To be raised whenever decoding, mixing or features change a number, so that old features are not taken for new."""

SHARD_BYTES = 32 << 20
"""A shard is closed at this size: what a killed process loses at most, and what is read to check one."""

SHARD_S = 10.0
"""A shard is closed at this age: what a killed process loses at most where work is slow."""

MAPPED_BYTES = 16 << 20
"""Features read by memory map count as memory of this process until they are forgotten: after so many bytes."""

CHECKING = "Checking stored features"


class FeatureStore:
    """The features of one way of computing them; made when it does not exist.

    Raises OSError when the folder cannot be made.
    """

    def __init__(
        self,
        folder: Path,
        settings: FeatureSettings,
        shard_bytes: int = SHARD_BYTES,
        mapped_bytes: int = MAPPED_BYTES,
    ) -> None:
        self.settings = settings
        self.row_format = RowFormat(settings.height, np.dtype("<f2" if settings.storage == "float16" else "<f4"))
        self.shard_bytes = shard_bytes
        self.mapped_bytes = mapped_bytes
        self._read_bytes = 0
        self.folder = folder / f"{settings.kind}-{hash_computation(settings)}"
        self.folder.mkdir(parents=True, exist_ok=True)
        sweep(self.folder)
        self._describe()
        self._shards: dict[str, Shard] = {}
        self._verified: set[str] = set()
        self._where: dict[str, tuple[Shard, int, int]] = {}
        self._adopting = threading.Lock()

    def find_missing(self, keys: Iterable[str]) -> Steps[list[str]]:
        """The keys without features, in their order, each once.

        Each shard that holds a wanted key is checked once against its checksum; a damaged one is removed, and its
        keys are missing.
        """
        self._refresh()
        wanted = list(dict.fromkeys(keys))
        shards = {self._where[key][0].file.name: self._where[key][0] for key in wanted if key in self._where}
        to_check = [shard for name, shard in shards.items() if name not in self._verified]
        total = sum(shard.size for shard in to_check) >> 20
        done = 0
        for shard in to_check:
            yield Progress(CHECKING, done >> 20, total, "MiB")
            self._verify(shard)
            done += shard.size
        return [key for key in wanted if key not in self._where]

    def get(self, key: str) -> Features:
        """The features of a key, (frames, height) float32; kept so, they are a read-only view of the file.

        Raises KeyError when there are none, or when they are damaged.
        """
        if key not in self._where:
            self._refresh()
        shard = self._where[key][0]
        if shard.file.name not in self._verified:
            self._verify(shard)
        shard, first, rows = self._where[key]
        features = shard.read(first, rows)
        self._read_bytes += rows * self.row_format.bytes_a_row
        if self._read_bytes > self.mapped_bytes:
            self._read_bytes = 0
            for known in self._shards.values():
                known.forget_pages()
        return features

    def count_frames(self, key: str) -> int:
        """How many frames the features of a key have. Raises KeyError when there are none."""
        if key not in self._where:
            self._refresh()
        return self._where[key][2]

    @contextmanager
    def writer(self) -> Iterator["StoreWriter"]:
        """A place to add features; what was added is kept when the block ends, also when work is broken off.

        On OSError (a full disk) the shard that was being written is given up; those before it stay.
        """
        writer = StoreWriter(self)
        try:
            yield writer
        except OSError:
            writer.discard()
            raise
        finally:
            writer.finish()

    def sweep(self) -> None:
        """Remove what killed writers left in the folder."""
        sweep(self.folder)

    def adopt(self, shard: Shard, places: Places) -> None:
        """Take in a shard that this process has just written; may be called from any thread."""
        with self._adopting:
            self._verified.add(shard.file.name)
            self._take(shard, places)

    def _take(self, shard: Shard, places: Places) -> None:
        self._shards[shard.file.name] = shard
        self._where.update((key, (shard, first, rows)) for key, (first, rows) in places.items())

    def _refresh(self) -> None:
        for shard, places in load_shards(self.folder, self.row_format, set(self._shards)):
            self._take(shard, places)

    def _verify(self, shard: Shard) -> None:
        """Check a shard; a damaged one is removed and forgotten."""
        if shard.is_whole():
            self._verified.add(shard.file.name)
            return
        self._shards.pop(shard.file.name).remove()
        self._where = {key: place for key, place in self._where.items() if place[0] is not shard}

    def _describe(self) -> None:
        """Leave a note for people who look into the folder."""
        note = self.folder / "settings.json"
        if note.exists():
            return
        part = self.folder / f"shard-{uuid.uuid4().hex}.part"  # Swept away with the shards if we are killed here.
        part.write_text(json.dumps(describe_computation(self.settings), indent=2) + "\n", encoding="utf-8")
        part.replace(note)


class StoreWriter:
    """Adds features to a store, shard after shard; each thread has its own, see `FeatureStore.writer`."""

    def __init__(self, store: FeatureStore) -> None:
        self._store = store
        self._shard: ShardWriter | None = None

    def add(self, key: str, features: Features) -> None:
        """Keep the features of a key; (frames, height). Raises OSError when the disk is full."""
        if self._shard is None:
            self._shard = ShardWriter(self._store.folder, self._store.row_format)
        self._shard.add(key, features)
        if self._shard.size >= self._store.shard_bytes or time.monotonic() - self._shard.begun >= SHARD_S:
            self.finish()

    def finish(self) -> None:
        """Close the shard at hand, so that readers see it."""
        shard, self._shard = self._shard, None
        if shard is not None and (whole := shard.finish()) is not None:
            self._store.adopt(*whole)

    def discard(self) -> None:
        """Give up the shard at hand."""
        shard, self._shard = self._shard, None
        if shard is not None:
            shard.discard()


def describe_computation(settings: FeatureSettings) -> dict[str, object]:
    """What the stored numbers depend on: neither splice nor normalisation, which come after the store."""
    after = {"splice_left", "splice_right", "normalisation"}
    facts = settings.model_dump(exclude={*after, "high_hz", "coefficients", "storage"})
    facts["high_hz"] = settings.top_hz
    if settings.kind == "mfcc":
        facts["coefficients"] = settings.coefficients
    if settings.storage != "float32":
        facts["storage"] = settings.storage
    return {"format": FORMAT_VERSION, **facts}


def hash_computation(settings: FeatureSettings) -> str:
    """A short name for a way of computing features; 16 hexadecimal digits."""
    facts = json.dumps(describe_computation(settings), sort_keys=True)
    return hashlib.sha256(facts.encode()).hexdigest()[:16]
