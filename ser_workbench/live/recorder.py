# SPDX-License-Identifier: MIT
"""A stream becomes a WAV file while it lasts; a program that is killed loses its last second, no more."""

import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import numpy as np

from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.audio.source import Block
from ser_workbench.errors import BadInputError
from ser_workbench.home import with_home

FULL_SCALE = 32768
BYTES_A_SAMPLE = 2
BESIDE = (".csv", ".TextGrid")
"""Endings of the files that tell what was said of a recording."""
LONGEST_S = 36 * 3600
"""The sizes in a WAV's header have 32 bits, which is 37 hours of 16 kHz."""


class Recorder:
    """Writes 16-bit WAV, 16 kHz mono, to `<file>.part` as the blocks come; `finish` gives it its name.

    While the device was away there is silence, so that times of the stream are times of the file but for `origin_s`.
    Raises BadInputError where `check_recording` does.
    """

    def __init__(self, file: Path) -> None:
        self.file = with_home(file)
        self.origin_s = 0.0
        """Where in the stream the recording begins."""
        check_recording(self.file)
        self._first: int | None = None
        self._samples = self._flushed = 0
        self._stream = part_of(self.file).open("xb")
        self._stream.write(header_of(0))

    @property
    def seconds(self) -> float:
        """How much is recorded."""
        return self._samples / SAMPLE_RATE_HZ

    @property
    def is_full(self) -> bool:
        """Whether a WAV file can take no more."""
        return self.seconds >= LONGEST_S

    def add(self, block: Block) -> None:
        """Write the next block; the file on the disk is whole again after every second.

        Raises OSError where the disk takes no more.
        """
        if self.is_full:
            return
        if self._first is None:
            self._first, self.origin_s = block.first, block.start_s
        missing = min(block.first - self._first - self._samples, LONGEST_S * SAMPLE_RATE_HZ - self._samples)
        with self._naming_the_file():
            while missing > 0:
                self._write(np.zeros(min(missing, SAMPLE_RATE_HZ), np.float32))
                missing -= SAMPLE_RATE_HZ
            self._write(block.samples)
            if self._samples - self._flushed >= SAMPLE_RATE_HZ:
                self._flush()

    def finish(self) -> Path:
        """Give the file its name; a recording of nothing leaves no file. Does nothing the second time.

        Raises OSError where the disk takes no more; what was recorded then stays in `<file>.part`.
        """
        if not self._stream.closed:
            with self._naming_the_file():
                try:
                    self._flush()
                finally:
                    self._stream.close()
            if self._samples:
                part_of(self.file).replace(self.file)
            else:
                part_of(self.file).unlink()
        return self.file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.finish()

    @contextmanager
    def _naming_the_file(self) -> Iterator[None]:
        """An error of a stream does not say by itself where what was recorded is left."""
        try:
            yield
        except OSError as error:
            error.filename = str(part_of(self.file))
            raise

    def _write(self, samples: Samples) -> None:
        whole = np.clip(np.rint(samples * np.float32(FULL_SCALE)), -FULL_SCALE, FULL_SCALE - 1).astype("<i2")
        self._stream.write(whole.tobytes())
        self._samples += len(samples)

    def _flush(self) -> None:
        self._stream.seek(0)
        self._stream.write(header_of(self._samples))
        self._stream.seek(0, os.SEEK_END)
        self._stream.flush()
        self._flushed = self._samples


def header_of(samples: int) -> bytes:
    """The 44 bytes before the samples of a 16-bit mono WAV."""
    size = samples * BYTES_A_SAMPLE
    rates = (SAMPLE_RATE_HZ, SAMPLE_RATE_HZ * BYTES_A_SAMPLE, BYTES_A_SAMPLE, 8 * BYTES_A_SAMPLE)
    form = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, *rates)
    return form + struct.pack("<4sI", b"data", size)


def part_of(file: Path) -> Path:
    """Where a recording stands until it is finished."""
    return file.with_name(f"{file.name}.part")


def check_recording(file: Path) -> None:
    """Raise BadInputError where nothing can be recorded to.

    That is for another ending than .wav, a folder that is not there, or where the recording, what is left of one that
    was broken off, or one of the files that come to lie beside it is there already.
    """
    file = with_home(file)
    if file.suffix.lower() != ".wav":
        raise BadInputError(f"{file} cannot be recorded to; name a file that ends in .wav.")
    if not file.parent.is_dir():
        raise BadInputError(f"The folder {file.parent} does not exist; create it or name another place.")
    if os.path.lexists(file):
        raise BadInputError(f"{file} is there already; name another file, so that no recording is lost.")
    if os.path.lexists(part_of(file)):
        raise BadInputError(
            f"{part_of(file)} is what is left of a recording that was broken off; rename it to keep it, or remove it."
        )
    for beside in map(file.with_suffix, BESIDE):
        if os.path.lexists(beside):
            raise BadInputError(f"{beside}, which would lie beside the recording, is there already; name another file.")
