# SPDX-License-Identifier: MIT
"""Outputs on disk: a folder for what one network says of certain utterances, in it `rows.csv` and a file a layer.

`<layer>.npy` holds (items, width) little-endian float32, in the order of the rows; it is read by memory map, and
appears whole or not at all. The folder's name follows from all that its numbers depend on.
"""

import csv
import hashlib
import io
import json
import math
import os
import shutil
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, fields
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from ser_workbench.amounts import size_text
from ser_workbench.errors import DiskFullError
from ser_workbench.inspection.hear import Keep
from ser_workbench.inspection.outputs import ModuleOutputs, OutputRow

FORMAT_VERSION = 1
"""To be raised whenever a module's output changes by more than rounding, so that old ones are not taken for new."""

VALUE = np.dtype("<f4")
ABANDONED_AFTER_S = 24 * 3600.0
"""A half file of this age is one that a killed process left."""


def name_outputs(*facts: object) -> str:
    """A short name for outputs that follow from these facts (text, numbers, lists); 32 hexadecimal digits."""
    return hashlib.sha256(json.dumps([FORMAT_VERSION, *facts]).encode()).hexdigest()[:32]


class KeptOutputs:
    """The kept outputs of one network for `rows`, in a folder of their own; made when it does not exist.

    Raises OSError when the folder cannot be made.
    """

    def __init__(self, folder: Path, rows: Sequence[OutputRow]) -> None:
        self.folder, self.rows = folder, tuple(rows)
        self.folder.mkdir(parents=True, exist_ok=True)
        for file in self.folder.glob("*.part"):
            if time.time() - file.stat().st_mtime > ABANDONED_AFTER_S:
                file.unlink(missing_ok=True)

    def find_missing(self, layers: Sequence[str]) -> list[str]:
        """The layers that are not kept yet; a file that is damaged or cut off does not count."""
        return [layer for layer in layers if self._open(layer) is None]

    def load(self, layers: Sequence[str]) -> ModuleOutputs:
        """The outputs of layers that are kept, as read-only memory maps. Raises KeyError for one that is not."""
        arrays = {}
        for layer in layers:
            array = self._open(layer)
            if array is None:
                raise KeyError(layer)
            arrays[layer] = array
        return ModuleOutputs(self.rows, arrays)

    @contextmanager
    def writing(self, widths: Mapping[str, int]) -> Iterator[Keep]:
        """A place to hand outputs to, row by row in any order; they are kept if the block ends, else given up.

        widths: values a row, by layer
        Raises DiskFullError when there is too little space for them all, OSError when the disk is full on the way.
        """
        self._check_space(sum(widths.values()) * len(self.rows) * VALUE.itemsize)
        self._write_rows()
        parts = {layer: self.folder / f"{layer}-{uuid.uuid4().hex}.part" for layer in widths}
        try:
            with ExitStack() as streams:
                sheets = {
                    layer: _Sheet(streams.enter_context(part.open("wb")), len(self.rows), widths[layer])
                    for layer, part in parts.items()
                }

                def keep(places: NDArray[np.int64], said: Mapping[str, NDArray[np.float32]]) -> None:
                    for layer, outputs in said.items():
                        sheets[layer].write(places, outputs)

                yield keep
                for sheet in sheets.values():
                    sheet.finish()
            for layer, part in parts.items():
                part.replace(self._file(layer))
        finally:
            for part in parts.values():
                part.unlink(missing_ok=True)

    def _file(self, layer: str) -> Path:
        return self.folder / f"{layer}.npy"

    def _open(self, layer: str) -> NDArray[np.float32] | None:
        if not self.rows:
            return None
        try:
            array = np.load(self._file(layer), mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError):  # Not there, cut off, or no such file.
            return None
        is_ours = array.ndim == 2 and len(array) == len(self.rows) and array.dtype == VALUE
        return array if is_ours else None

    def _write_rows(self) -> None:
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([field.name for field in fields(OutputRow)])
        writer.writerows(["" if cell is None else cell for cell in astuple(row)] for row in self.rows)
        part = self.folder / f"rows-{uuid.uuid4().hex}.part"
        part.write_bytes(text.getvalue().encode("utf-8"))
        part.replace(self.folder / "rows.csv")

    def _check_space(self, wanted: int) -> None:
        free = shutil.disk_usage(self.folder).free
        if wanted > free:
            raise DiskFullError(
                f"The outputs of {len(self.rows):,} utterances need {size_text(wanted, math.ceil)} in {self.folder}, "
                f"but only {size_text(free)} are free there; free some space, or ask for fewer layers."
            )


class _Sheet:
    """A .npy file filled row by row; written through the stream, so that memory stays flat whatever its size."""

    def __init__(self, stream: IO[bytes], rows: int, width: int) -> None:
        self._stream, self._row_bytes = stream, width * VALUE.itemsize
        header = {"descr": VALUE.str, "fortran_order": False, "shape": (rows, width)}
        np.lib.format.write_array_header_1_0(stream, header)
        self._start = stream.tell()
        stream.truncate(self._start + rows * self._row_bytes)

    def write(self, places: NDArray[np.int64], outputs: NDArray[np.float32]) -> None:
        for place, output in zip(places.tolist(), np.ascontiguousarray(outputs, VALUE), strict=True):
            self._stream.seek(self._start + place * self._row_bytes)
            self._stream.write(output.data)

    def finish(self) -> None:
        self._stream.flush()
        os.fsync(self._stream.fileno())
