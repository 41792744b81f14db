# SPDX-License-Identifier: MIT
"""Several threads at one piece of work."""

import threading
import time
from collections.abc import Iterator

import pytest
import torch

from ser_workbench.features.crew import count_workers, crew, in_order


def test_that_results_come_in_the_order_of_the_tasks() -> None:
    def work(task: int) -> int:
        time.sleep(0.01 * (task % 3))
        return task

    with crew(3) as pool:
        assert list(in_order(pool, work, range(20), 3)) == list(range(20))


def test_that_each_thread_of_a_crew_has_one_torch_thread() -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    with crew(2) as pool:
        assert set(in_order(pool, lambda _: torch.get_num_threads(), range(8), 2)) == {1}
        assert torch.get_num_threads() == 2
    torch.set_num_threads(before)


def test_that_no_more_tasks_are_begun_than_wait_to_be_taken() -> None:
    begun: list[int] = []

    def tasks() -> Iterator[int]:
        for task in range(100):
            begun.append(task)
            yield task

    with crew(2) as pool:
        results = in_order(pool, lambda task: task, tasks(), 3)
        assert [next(results), next(results)] == [0, 1]
        assert len(begun) == 5


def test_that_the_first_error_is_raised_and_what_waits_is_dropped() -> None:
    done: list[int] = []

    def work(task: int) -> None:
        if task == 2:
            raise ValueError("two")
        time.sleep(0.02)
        done.append(task)

    with pytest.raises(ValueError, match="two"), crew(1) as pool:
        list(in_order(pool, work, range(50), 10))
    assert len(done) < 15
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("features")]


def test_that_the_crew_is_as_large_as_torch_allows_and_one_on_a_gpu() -> None:
    before = torch.get_num_threads()
    for threads, workers in ((1, 1), (2, 2), (64, 4)):
        torch.set_num_threads(threads)
        assert count_workers("cpu") == workers
    assert count_workers("cuda") == 1
    torch.set_num_threads(before)
