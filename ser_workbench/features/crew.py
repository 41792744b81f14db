# SPDX-License-Identifier: MIT
"""Several threads at one piece of work: results come in the order of the tasks, and nothing runs on when it is left."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import TypeVar

import torch

Task = TypeVar("Task")
Result = TypeVar("Result")

MOST_WORKERS = 4
"""Beyond, the threads wait for Python's one lock more than they compute."""


def count_workers(device: str) -> int:
    """How many threads compute features: as many as torch has on the CPU, one for a GPU."""
    return min(torch.get_num_threads(), MOST_WORKERS) if device == "cpu" else 1


@contextmanager
def crew(workers: int) -> Iterator[Executor]:
    """So many threads, each with one torch thread; at the end what waits is dropped, and they have stopped.

    Torch counts threads per thread; the number with which new ones begin is global. It is touched while the crew
    starts, and is as before afterwards.
    """
    before = torch.get_num_threads()
    all_are_there = Barrier(workers)
    with ThreadPoolExecutor(workers, "features", _take_one_thread) as pool:
        for started in [pool.submit(all_are_there.wait) for _ in range(workers)]:
            started.result()
        torch.set_num_threads(before)
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


def in_order(pool: Executor, work: Callable[[Task], Result], tasks: Iterable[Task], ahead: int) -> Iterator[Result]:
    """The result of each task, in their order; so many wait to be taken, then no further one is begun.

    Raises what the work raises, for the first task that fails.
    """
    waiting: deque[Future[Result]] = deque()
    for task in tasks:
        waiting.append(pool.submit(work, task))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _take_one_thread() -> None:
    torch.get_num_threads()  # A thread's first question sets its number to the global one; it must come first.
    torch.set_num_threads(1)
