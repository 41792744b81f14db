# SPDX-License-Identifier: MIT
"""Which time of the stream stands at the right edge: sound comes in lumps, a picture should move evenly.

Why so: drawn as it comes, a picture of blocks stutters. The edge follows the wall clock, so far behind the sound in
the air that what stands there has nearly always come already; how far that is, is learnt while it runs.
"""

FORGETS = 0.05
"""The part of the delay that is forgotten in a second, so that one late block does not hold it back for good."""
MOST_S = 0.4
"""Sound that is later than that does not come at present: the edge waits for it at the newest that there is."""


class ScrollClock:
    """Ask it once a frame."""

    def __init__(self) -> None:
        self._delay_s = 0.0
        self._asked_at: float | None = None

    def begin(self) -> None:
        """Another stream."""
        self._delay_s, self._asked_at = 0.0, None

    def edge_s(self, now_s: float, heard_at: float, at: float) -> float:
        """The time at the right edge; now_s: the end of the newest sound, heard_at: when that was in the air."""
        age_s = max(0.0, at - heard_at)
        if age_s > MOST_S:
            return now_s
        if self._asked_at is not None:
            self._delay_s *= 1 - FORGETS * (at - self._asked_at)
        self._asked_at = at
        self._delay_s = max(self._delay_s, age_s)
        return now_s + age_s - self._delay_s
