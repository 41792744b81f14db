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

from ser_workbench.audio.mixing import fit_noise, start_of_excerpt
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

    def fit(self, noise_file: Path, offset: float, out: Samples) -> None:
        """Fill `out` with what `fit_noise` takes of a noise, but for its look whether the excerpt is hushed.

        Raises KeyError for a noise that was not kept.
        """
        first, count = self._places[noise_file]
        if count > len(out):
            self._read(first + start_of_excerpt(count, len(out), offset), out)
        else:
            out[:] = np.resize(self._whole(noise_file), len(out))

    def fit_sounding(self, noise_file: Path, offset: float, out: Samples) -> None:
        """Fill `out` with what `fit_noise` takes of a noise; the whole of it is read."""
        out[:] = fit_noise(self._whole(noise_file), len(out), offset)

    def _whole(self, noise_file: Path) -> Samples:
        first, count = self._places[noise_file]
        samples = np.empty(count, np.float32)
        self._read(first, samples)
        return samples

    def _read(self, first: int, out: Samples) -> None:
        with self._lock:
            self._file.seek(first * out.itemsize)
            self._file.readinto(out.data)  # type: ignore[attr-defined]  # IO does not name what every file has.
