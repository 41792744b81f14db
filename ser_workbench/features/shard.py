# SPDX-License-Identifier: MIT
"""One file of the feature store and its index: written beside and renamed, read by memory map, checked by checksum.

`shard-<id>.f32` holds rows of little-endian float32; `shard-<id>.json` says which rows belong to which key, and the
size and checksum that the rows must have. The index is written last: rows without an index do not exist.
"""

import contextlib
import json
import logging
import mmap
import time
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

Features = NDArray[np.float32]

log = logging.getLogger(__name__)
ROW_TYPE = np.dtype("<f4")
BLOCK_BYTES = 1 << 20
ABANDONED_AFTER_S = 24 * 3600.0
"""Half files of a killed process are removed after a day; younger ones may belong to a living writer."""


@dataclass(slots=True)
class Shard:
    """A whole shard: where its rows lie, how many there are of each key, and the checksum of all."""

    file: Path
    height: int
    checksum: int
    places: dict[str, tuple[int, int]]
    """First row and number of rows of each key."""
    _rows: "np.memmap[Any, np.dtype[np.float32]] | None" = field(default=None, repr=False)

    @property
    def count_rows(self) -> int:
        """Rows of all keys together."""
        return sum(rows for _, rows in self.places.values())

    def read(self, key: str) -> Features:
        """The rows of a key as a read-only view of the file; (frames, height)."""
        if self._rows is None:
            self._rows = np.memmap(self.file, ROW_TYPE, mode="r", shape=(self.count_rows, self.height))
        first, count = self.places[key]
        return self._rows[first : first + count]

    def forget_pages(self) -> None:
        """Let the system count the pages that were read as its own again; views stay valid and read them anew."""
        mapped = None if self._rows is None else self._rows.base
        if isinstance(mapped, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            mapped.madvise(mmap.MADV_DONTNEED)

    def is_whole(self) -> bool:
        """Whether the file has the size and the checksum that its index promises."""
        try:
            if self.file.stat().st_size != self.count_rows * self.height * ROW_TYPE.itemsize:
                return False
            return _checksum(self.file) == self.checksum
        except OSError:
            return False

    def remove(self) -> None:
        """Take a damaged shard away, as far as this user may; its index first."""
        for file in (self.file.with_suffix(".json"), self.file):
            try:
                file.unlink(missing_ok=True)
            except OSError:
                log.warning("%s is damaged and cannot be removed", file)


class ShardWriter:
    """Writes one shard; nothing of it is seen by readers before `finish`."""

    def __init__(self, folder: Path, height: int) -> None:
        self._file = folder / f"shard-{uuid.uuid4().hex}.f32"
        self._part = _part_of(self._file)
        self._height = height
        self._stream: IO[bytes] = self._part.open("wb")
        self._checksum = 0
        self._rows = 0
        self._places: dict[str, tuple[int, int]] = {}

    @property
    def size(self) -> int:
        """Bytes written."""
        return self._rows * self._height * ROW_TYPE.itemsize

    def add(self, key: str, features: Features) -> None:
        """Append the rows of a key; raises OSError when the disk is full."""
        if features.ndim != 2 or features.shape[1] != self._height:
            raise ValueError(f"features must be (frames, {self._height}), not {features.shape}")
        rows = np.ascontiguousarray(features, ROW_TYPE)
        self._stream.write(rows.data)
        self._checksum = zlib.crc32(rows.data, self._checksum)
        self._places[key] = (self._rows, len(rows))
        self._rows += len(rows)

    def finish(self) -> Shard | None:
        """Make the shard seen, rows first and index last; None when it is empty.

        On OSError (a full disk) nothing of the shard is left.
        """
        if not self._rows:
            self.discard()
            return None
        try:
            self._stream.close()
            self._part.replace(self._file)
            _write_index(self._file, self._height, self._checksum, self._places)
        except OSError:
            self.discard()
            raise
        return Shard(self._file, self._height, self._checksum, self._places)

    def discard(self) -> None:
        """Leave nothing behind."""
        with contextlib.suppress(OSError):  # What could not be flushed is not wanted any more.
            self._stream.close()
        index = self._file.with_suffix(".json")
        for file in (self._part, self._file, index):
            file.unlink(missing_ok=True)


def load_shards(folder: Path, height: int, known: set[str]) -> Iterator[Shard]:
    """The shards of a folder but for those whose file name is known; an index that cannot be read is passed by."""
    for index in sorted(folder.glob("shard-*.json")):
        file = index.with_suffix(".f32")
        if file.name in known:
            continue
        try:
            document = json.loads(index.read_text(encoding="utf-8"))
            places = {str(key): (int(first), int(rows)) for key, (first, rows) in document["places"].items()}
            if not _is_gapless(places):
                raise ValueError("rows overlap or are missing")
            if document["height"] == height:
                yield Shard(file, height, int(document["checksum"]), places)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            log.warning("%s is damaged and passed by; its features are computed again", index)


def _is_gapless(places: dict[str, tuple[int, int]]) -> bool:
    """Whether the keys share out all rows from the first on, as they were written."""
    end = 0
    for first, rows in sorted(places.values()):
        if first != end or rows < 0:
            return False
        end += rows
    return True


def sweep(folder: Path) -> None:
    """Remove what killed writers left more than a day ago: half files, and rows without an index."""
    oldest = time.time() - ABANDONED_AFTER_S
    abandoned = [*folder.glob("shard-*.part")]
    abandoned += [file for file in folder.glob("shard-*.f32") if not file.with_suffix(".json").exists()]
    for file in abandoned:
        try:
            if file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)
        except OSError:
            continue


def _write_index(file: Path, height: int, checksum: int, places: dict[str, tuple[int, int]]) -> None:
    document: dict[str, Any] = {"height": height, "checksum": checksum, "places": places}
    index = file.with_suffix(".json")
    part = _part_of(index)
    try:
        part.write_text(json.dumps(document), encoding="utf-8")
        part.replace(index)
    finally:
        part.unlink(missing_ok=True)


def _part_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.part")


def _checksum(file: Path) -> int:
    checksum = 0
    with file.open("rb") as stream:
        while block := stream.read(BLOCK_BYTES):
            checksum = zlib.crc32(block, checksum)
    return checksum
