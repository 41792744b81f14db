# SPDX-License-Identifier: MIT
"""Two ways of doing the same work, timed in turns: A B A B …, so that a drift of the machine touches both."""

import statistics
import time
from collections.abc import Callable

from ser_workbench.progress import Progress, Steps


def time_in_turns(
    name: str, ours: Callable[[], object], plain: Callable[[], object], rounds: int = 5
) -> Steps[tuple[float, float]]:
    """Median seconds of `ours` and `plain` over `rounds` turns, after one warm-up of each."""
    ours(), plain()
    seconds: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds):
        for place, work in zip(seconds, (ours, plain), strict=True):
            start = time.perf_counter()
            work()
            place.append(time.perf_counter() - start)
        yield Progress(name, turn + 1, rounds, "turns")
    return statistics.median(seconds[0]), statistics.median(seconds[1])
