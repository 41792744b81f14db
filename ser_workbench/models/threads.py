# SPDX-License-Identifier: MIT
"""torch on one thread, where many small steps would wait for each other on several."""

import contextlib
from collections.abc import Iterator
from threading import Thread

import torch


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Let torch compute on one thread only when called from this one, and give the threads back afterwards.

    torch's number of threads is each thread's own, but setting it also sets the number with which new threads begin;
    that one is put right at once, so that a training that is started meanwhile has all of them.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    another = Thread(target=_begin_with, args=(threads,))
    another.start()
    another.join()
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _begin_with(threads: int) -> None:
    torch.get_num_threads()  # A thread's first question sets its number to the one for new threads; it must come first.
    torch.set_num_threads(threads)
