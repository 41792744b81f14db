# SPDX-License-Identifier: MIT
"""The rows of the last while, by their place in the stream: what is added at one end is forgotten at the other."""

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]


class KeptRows:
    """Rows of one shape, (n, *shape) float32; adding and forgetting take time by what is new, not by what is kept."""

    def __init__(self, *shape: int) -> None:
        self._rows = np.empty((1024, *shape), np.float32)
        self._offset = 0  # The place of the array's first row.
        self.first = 0
        """The place of the oldest row kept."""
        self.end = 0
        """The place of the next row to come."""

    def add(self, rows: Rows) -> None:
        """(n, *shape), the ones that follow those added before."""
        if self.end - self._offset + len(rows) > len(self._rows):
            self._make_room(len(rows))
        start = self.end - self._offset
        self._rows[start : start + len(rows)] = rows
        self.end += len(rows)

    def between(self, first: int, end: int) -> Rows:
        """A view of the rows at places first to end − 1, all of which must be kept; valid until the next `add`."""
        assert self.first <= first <= end <= self.end
        return self._rows[first - self._offset : end - self._offset]

    def forget(self, before: int) -> None:
        """Rows before this place are not asked for again; those not there yet are left out when they would follow."""
        self.first = max(self.first, before)
        if before > self.end:
            self.end = self._offset = before

    def _make_room(self, wanted: int) -> None:
        """Move what is kept to the front, into an array twice as large as needed where this one is too small."""
        kept = self._rows[self.first - self._offset : self.end - self._offset]
        needed = len(kept) + wanted
        rows = self._rows
        if needed > len(rows) // 2:
            rows = np.empty((2 * needed, *rows.shape[1:]), np.float32)
        rows[: len(kept)] = kept.copy()
        self._rows, self._offset = rows, self.first
