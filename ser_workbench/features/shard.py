# SPDX-License-Identifier: MIT
"""One file of the feature store and its index: written beside and renamed, read by memory map, checked by checksum.

`shard-<id>.f32` holds rows of little-endian float32 (`.f16`: float16); `shard-<id>.json` says which rows belong to
which key, and the size and checksum that the rows must have. The index is written last: rows without an index do not
exist.
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

from ser_workbench.features.half_files import claim

Features = NDArray[np.float32]
Places = dict[str, tuple[int, int]]
"""First row and number of rows of each key."""

log = logging.getLogger(__name__)
BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class RowFormat:
    """How rows lie in the files: values in one row, and their type, float32 or float16."""

    height: int
    type: "np.dtype[Any]"

    @property
    def bytes_a_row(self) -> int:
        """Of one frame."""
        return self.height * self.type.itemsize

    @property
    def suffix(self) -> str:
        """The ending of the files: `.f32` or `.f16`."""
        return f".f{8 * self.type.itemsize}"


@dataclass(slots=True, eq=False)
class Shard:
    """A whole shard: where its rows lie, how many there are, and the checksum of all."""

    file: Path
    format: RowFormat
    count_rows: int
    checksum: int
    _rows: "np.memmap[Any, np.dtype[Any]] | None" = field(default=None, repr=False)

    def read(self, first: int, count: int) -> Features:
        """So many rows from one on, float32: a read-only view of the file, where float16 a copy; (count, height)."""
        if self._rows is None:
            self._rows = np.memmap(self.file, self.format.type, mode="r", shape=(self.count_rows, self.format.height))
        rows = self._rows[first : first + count]
        return rows if rows.dtype == np.float32 else rows.astype(np.float32)

    def forget_pages(self) -> None:
        """Let the system count the pages that were read as its own again; views stay valid and read them anew."""
        mapped = None if self._rows is None else self._rows.base
        if isinstance(mapped, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            mapped.madvise(mmap.MADV_DONTNEED)

    @property
    def size(self) -> int:
        """The bytes that the rows must have."""
        return self.count_rows * self.format.bytes_a_row

    def is_whole(self) -> bool:
        """Whether the file has the size and the checksum that its index promises."""
        try:
            return self.file.stat().st_size == self.size and _checksum(self.file) == self.checksum
        except OSError:
            return False

    def remove(self) -> None:
        """Take a damaged shard away, as far as this user may; its index first."""
        _remove(self.file.with_suffix(".json"), self.file)


class ShardWriter:
    """Writes one shard; nothing of it is seen by readers before `finish`."""

    def __init__(self, folder: Path, row_format: RowFormat) -> None:
        self.begun = time.monotonic()
        self._file = folder / f"shard-{uuid.uuid4().hex}{row_format.suffix}"
        self._part = _part_of(self._file)
        self._format = row_format
        self._stream: IO[bytes] = self._part.open("wb")
        claim(self._stream)
        self._checksum = 0
        self._rows = 0
        self._places: Places = {}

    @property
    def size(self) -> int:
        """Bytes written."""
        return self._rows * self._format.bytes_a_row

    def add(self, key: str, features: Features) -> None:
        """Append the rows of a key; raises OSError when the disk is full."""
        if features.ndim != 2 or features.shape[1] != self._format.height:
            raise ValueError(f"features must be (frames, {self._format.height}), not {features.shape}")
        rows = np.ascontiguousarray(features, self._format.type)
        self._stream.write(rows.data)
        self._checksum = zlib.crc32(rows.data, self._checksum)
        self._places[key] = (self._rows, len(rows))
        self._rows += len(rows)

    def finish(self) -> tuple[Shard, Places] | None:
        """Make the shard seen, rows first and index last; None when it is empty.

        On OSError (a full disk) nothing of the shard is left.
        """
        if not self._rows:
            self.discard()
            return None
        try:
            self._stream.close()
            self._part.replace(self._file)
            _write_index(self._file, self._format.height, self._checksum, self._places)
        except OSError:
            self.discard()
            raise
        return Shard(self._file, self._format, self._rows, self._checksum), self._places

    def discard(self) -> None:
        """Leave nothing behind."""
        with contextlib.suppress(OSError):  # What could not be flushed is not wanted any more.
            self._stream.close()
        index = self._file.with_suffix(".json")
        for file in (self._part, self._file, index):
            file.unlink(missing_ok=True)


def load_shards(folder: Path, row_format: RowFormat, known: set[str]) -> Iterator[tuple[Shard, Places]]:
    """The shards of a folder but for those whose file name is known; what a damaged index stands for is removed."""
    for index in sorted(folder.glob("shard-*.json")):
        file = index.with_suffix(row_format.suffix)
        if file.name in known:
            continue
        try:
            document = json.loads(index.read_text(encoding="utf-8"))
            places = {str(key): (int(first), int(rows)) for key, (first, rows) in document["places"].items()}
            rows = _count_gapless(places)
            if document["height"] == row_format.height:
                yield Shard(file, row_format, rows, int(document["checksum"])), places
        except OSError:
            log.warning("%s cannot be read and is passed by; its features are computed again", index)
        except (ValueError, KeyError, TypeError, AttributeError):
            log.warning("%s is damaged and removed; its features are computed again", index)
            _remove(index, file)


def _remove(*files: Path) -> None:
    for file in files:
        try:
            file.unlink(missing_ok=True)
        except OSError:
            log.warning("%s is damaged and cannot be removed", file)


def _count_gapless(places: Places) -> int:
    """The rows of all keys; ValueError unless the keys share them out from the first on, as they were written."""
    end = 0
    for first, rows in sorted(places.values()):
        if first != end or rows < 0:
            raise ValueError("rows overlap or are missing")
        end += rows
    return end


def _write_index(file: Path, height: int, checksum: int, places: Places) -> None:
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
