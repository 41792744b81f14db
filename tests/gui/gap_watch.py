# SPDX-License-Identifier: MIT
"""A 10 ms timer on the window's thread that remembers how long it was kept waiting."""

import time

from PySide6.QtCore import QObject, QTimer

PERIOD_MS = 10


class GapWatch(QObject):
    """Between `start` and `stop`, the longest time between two ticks is how long the window was frozen."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps_ms: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> "GapWatch":
        self._last = time.perf_counter()
        self._timer.start()
        return self

    def stop(self) -> None:
        self._timer.stop()

    @property
    def longest_ms(self) -> float:
        return max(self.gaps_ms, default=0.0)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps_ms.append((now - self._last) * 1000)
        self._last = now
