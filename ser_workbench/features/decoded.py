# SPDX-License-Identifier: MIT
"""The noises of a build, each decoded once into one file that only this process sees; read an excerpt at a time.

The system frees the file with the process, so nothing is left of it after a kill.
"""

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np

from ser_workbench.audio.mixing import HUSH, fit_noise, power, start_of_excerpt
from ser_workbench.audio.samples import Samples

Place = tuple[int, int]
"""First sample and number of samples of a noise."""


class DecodedNoises:
    """Noises as samples on the disk; may be used from several threads."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: dict[Path, Place] = {}
        self._lock = threading.Lock()

    @classmethod
    @contextmanager
    def beside(cls, folder: Path) -> Iterator["DecodedNoises"]:
        """An empty place for noises on the disk of this folder, gone afterwards."""
        with tempfile.TemporaryFile(dir=folder) as file:
            yield cls(file)

    def keep(self, noise_file: Path, samples: Samples) -> None:
        """Add a decoded noise; raises OSError when the disk is full."""
        with self._lock:
            end = self._file.seek(0, os.SEEK_END)
            self._file.write(samples.data)
            self._places[noise_file] = (end // samples.itemsize, len(samples))

    def fit(self, noise_file: Path, length: int, offset: float) -> Samples:
        """What `fit_noise` takes of a noise, to the last bit, without the whole of it in memory where that can be.

        Raises KeyError for a noise that was not kept.
        """
        first, count = self._places[noise_file]
        if count > length:
            excerpt = self._read(first + start_of_excerpt(count, length, offset), length)
            if power(excerpt) >= HUSH:
                return excerpt
        return fit_noise(self._read(first, count), length, offset)

    def _read(self, first: int, count: int) -> Samples:
        samples = np.empty(count, np.float32)
        with self._lock:
            self._file.seek(first * samples.itemsize)
            self._file.readinto(samples.data)  # type: ignore[attr-defined]  # IO does not name what every file has.
        return samples
