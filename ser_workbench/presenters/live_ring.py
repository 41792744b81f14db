# SPDX-License-Identifier: MIT
"""The last minute of something that is measured at a constant pace: a ring of rows, counted since the stream began."""

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
"""(rows, width) float32; NaN where nothing is known"""


class Ring:
    """Keeps the newest rows; a row's place is its time divided by the pace, so rings of one pace can be laid together.

    seconds: how much is kept; pace_s: from one row to the next; width: values in a row
    """

    def __init__(self, seconds: float, pace_s: float, width: int) -> None:
        self.pace_s = pace_s
        self.end = 0
        """The place behind the newest row: whoever remembers it knows what is new."""
        self._rows: Rows = np.full((max(1, round(seconds / pace_s)), width), np.nan, np.float32)

    @property
    def room(self) -> int:
        """How many rows are kept."""
        return len(self._rows)

    @property
    def width(self) -> int:
        """Values in a row."""
        return int(self._rows.shape[1])

    def place_of(self, time_s: float) -> int:
        """The place of the row that begins at a time of the stream."""
        return round(time_s / self.pace_s)

    def put(self, first: int, rows: Rows) -> None:
        """Take rows whose first one has this place; places that were passed over are NaN, older ones are corrected.

        rows: (rows, width)
        """
        last = first + len(rows)
        if first > self.end:
            self._write(max(self.end, first - self.room), np.full((min(first - self.end, self.room), 1), np.nan))
        oldest = max(self.end, last) - self.room
        self._write(max(first, oldest), rows[max(0, oldest - first) :])
        self.end = max(self.end, last)

    def rows(self, first: int, last: int) -> Rows:
        """A copy of the rows from `first` to before `last`; NaN where they are forgotten or not there yet."""
        places = np.arange(first, last)
        found: Rows = self._rows[places % self.room]
        found[(places < max(0, self.end - self.room)) | (places >= self.end)] = np.nan
        return found

    def _write(self, first: int, rows: NDArray[np.floating]) -> None:
        self._rows[np.arange(first, first + len(rows)) % self.room] = rows
