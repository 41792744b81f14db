# SPDX-License-Identifier: MIT
"""One thread for the one who asks, and for nobody else."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch

from ser_workbench.models.threads import one_thread


@pytest.fixture(autouse=True)
def three_threads() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(3)
    yield
    torch.set_num_threads(before)


def _threads_of_a_new_thread() -> int:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(torch.get_num_threads).result()


def test_that_only_this_thread_has_one_and_has_all_again_afterwards():
    with one_thread():
        assert torch.get_num_threads() == 1
        assert _threads_of_a_new_thread() == 3
    assert torch.get_num_threads() == 3
    assert _threads_of_a_new_thread() == 3
