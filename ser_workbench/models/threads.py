# SPDX-License-Identifier: MIT
"""torch on one thread, where many small steps would wait for each other on several."""

import contextlib
from collections.abc import Iterator

import torch


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Let torch compute on one thread only, and give the threads back afterwards; the calling thread's own number."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)
