# SPDX-License-Identifier: MIT
"""The noises used last, kept decoded within a fixed budget of memory, for several threads."""

import threading
from collections import OrderedDict
from pathlib import Path

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.samples import Samples

BUDGET_BYTES = 256 << 20
"""About 70 minutes of sound: the whole of a small collection, a share of a large one."""


class RecentNoises:
    """Reads noises; gives up those used longest ago when the budget is spent."""

    def __init__(self, budget_bytes: int = BUDGET_BYTES) -> None:
        self._budget = budget_bytes
        self._size = 0
        self._samples: OrderedDict[Path, Samples] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Bytes kept."""
        return self._size

    def read(self, file: Path) -> Samples:
        """The file's samples, 16 kHz mono; not to be changed.

        Raises AudioError as `read_audio` does.
        """
        with self._lock:
            if file in self._samples:
                self._samples.move_to_end(file)
                return self._samples[file]
        samples = read_audio(file)  # Outside the lock: decoding takes long, and twice does no harm.
        with self._lock:
            if file not in self._samples and samples.nbytes <= self._budget:
                self._samples[file] = samples
                self._size += samples.nbytes
            while self._size > self._budget:
                _, oldest = self._samples.popitem(last=False)
                self._size -= oldest.nbytes
        return samples
