# SPDX-License-Identifier: MIT
"""Features on disk, keyed by the content they were computed from; never in memory as a whole.

Every way of computing features has a folder of its own, named by a hash of the settings that matter and of the
format's version. Any number of processes may write at once: each writes shards of its own.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.shard import Shard, ShardWriter, load_shards, sweep

Features = NDArray[np.float32]

FORMAT_VERSION = 1
"""To be raised whenever decoding, mixing or features change a number, so that old features are not taken for new."""

SHARD_BYTES = 32 << 20
"""A shard is closed at this size: what a killed process loses at most, and what is read to check one."""

MAPPED_BYTES = 64 << 20
"""Features read by memory map count as memory of this process until they are forgotten: after so many bytes."""


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
        self.shard_bytes = shard_bytes
        self.mapped_bytes = mapped_bytes
        self._read_bytes = 0
        self.folder = folder / f"{settings.kind}-{hash_computation(settings)}"
        self.folder.mkdir(parents=True, exist_ok=True)
        sweep(self.folder)
        self._describe()
        self._shards: dict[str, Shard] = {}
        self._verified: set[str] = set()
        self._where: dict[str, Shard] = {}

    def missing(self, keys: Iterable[str]) -> list[str]:
        """The keys without features, in their order, each once.

        Each shard that holds a wanted key is checked once against its checksum; a damaged one is removed, and its
        keys are missing.
        """
        wanted = list(dict.fromkeys(keys))
        self._refresh()
        for name in {self._where[key].file.name for key in wanted if key in self._where}:
            self._verify(name)
        return [key for key in wanted if key not in self._where]

    def get(self, key: str) -> Features:
        """The features of a key as a read-only view of the file; (frames, height) float32.

        Raises KeyError when there are none, or when they are damaged.
        """
        if key not in self._where:
            self._refresh()
        shard = self._where[key]
        if shard.file.name not in self._verified:
            self._verify(shard.file.name)
        features = self._where[key].read(key)
        self._read_bytes += features.nbytes
        if self._read_bytes > self.mapped_bytes:
            self._read_bytes = 0
            for known in self._shards.values():
                known.forget_pages()
        return features

    def __contains__(self, key: str) -> bool:
        return not self.missing([key])

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

    def adopt(self, shard: Shard) -> None:
        """Take in a shard that this process has just written."""
        self._shards[shard.file.name] = shard
        self._verified.add(shard.file.name)
        self._where.update(dict.fromkeys(shard.places, shard))

    def _refresh(self) -> None:
        for shard in load_shards(self.folder, self.settings.height, set(self._shards)):
            self._shards[shard.file.name] = shard
            self._where.update(dict.fromkeys(shard.places, shard))

    def _verify(self, name: str) -> None:
        """Check a shard once; a damaged one is removed and forgotten."""
        if name in self._verified:
            return
        if self._shards[name].is_whole():
            self._verified.add(name)
            return
        self._shards.pop(name).remove()
        self._where = {}
        for shard in self._shards.values():
            self._where.update(dict.fromkeys(shard.places, shard))

    def _describe(self) -> None:
        """Leave a note for people who look into the folder."""
        note = self.folder / "settings.json"
        if note.exists():
            return
        part = self.folder / f"shard-{uuid.uuid4().hex}.part"  # Swept away with the shards if we are killed here.
        part.write_text(json.dumps(describe_computation(self.settings), indent=2) + "\n", encoding="utf-8")
        part.replace(note)


class StoreWriter:
    """Adds features to a store, shard after shard; see `FeatureStore.writer`."""

    def __init__(self, store: FeatureStore) -> None:
        self._store = store
        self._shard: ShardWriter | None = None

    def add(self, key: str, features: Features) -> None:
        """Keep the features of a key; (frames, height). Raises OSError when the disk is full."""
        if self._shard is None:
            self._shard = ShardWriter(self._store.folder, self._store.settings.height)
        self._shard.add(key, features)
        if self._shard.size >= self._store.shard_bytes:
            self.finish()

    def finish(self) -> None:
        """Close the shard at hand, so that readers see it."""
        shard, self._shard = self._shard, None
        if shard is not None and (whole := shard.finish()) is not None:
            self._store.adopt(whole)

    def discard(self) -> None:
        """Give up the shard at hand."""
        shard, self._shard = self._shard, None
        if shard is not None:
            shard.discard()


def describe_computation(settings: FeatureSettings) -> dict[str, object]:
    """What the stored numbers depend on: neither splice nor normalisation, which come after the store."""
    facts = settings.model_dump(exclude={"splice_left", "splice_right", "normalisation", "high_hz", "coefficients"})
    facts["high_hz"] = settings.top_hz
    if settings.kind == "mfcc":
        facts["coefficients"] = settings.coefficients
    return {"format": FORMAT_VERSION, **facts}


def hash_computation(settings: FeatureSettings) -> str:
    """A short name for a way of computing features; 16 hexadecimal digits."""
    facts = json.dumps(describe_computation(settings), sort_keys=True)
    return hashlib.sha256(facts.encode()).hexdigest()[:16]
