# SPDX-License-Identifier: MIT
"""Freed memory goes back to the system."""

import platform

import numpy as np
import pytest

from ser_workbench.training.devices import memory_mib
from ser_workbench.training.memory import Housekeeping, give_memory_back


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what was freed")
def test_that_a_torn_heap_goes_back_to_the_system():
    before = memory_mib()
    pieces = [np.ones(60_000, np.uint8) for _ in range(2000)]  # Each too small for a mapping of its own.
    kept = pieces[::50]
    del pieces
    torn = memory_mib() - before
    give_memory_back()
    assert torn > 80
    assert memory_mib() - before < torn / 2
    assert len(kept) == 40


def test_that_housekeeping_works_now_and_then_only():
    times: list[int] = []
    seldom = Housekeeping(every_s=3600, tidy=lambda: times.append(1))
    often = Housekeeping(every_s=0, tidy=lambda: times.append(2))
    for _ in range(3):
        seldom.after_batch()
        often.after_batch()
    assert times == [2, 2, 2]
