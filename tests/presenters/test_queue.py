# SPDX-License-Identifier: MIT
"""The queue of runs: order, seeds, removal."""

import pytest

from ser_workbench.presenters.queue import RunQueue
from ser_workbench.runs.settings import ExperimentSettings

SETTINGS = ExperimentSettings()


@pytest.fixture
def queue():
    made = RunQueue()
    for patience in (1, 2, 3):
        made.add(SETTINGS.changed({"training.patience": patience}))
    return made


def patiences(queue):
    return [run.settings.training.patience for run in queue.runs]


def test_that_runs_come_in_the_order_in_which_they_were_added(queue):
    assert [queue.take_next().settings.training.patience for _ in range(3)] == [1, 2, 3]
    assert queue.take_next() is None


def test_that_several_seeds_follow_one_another_from_the_seed_of_the_settings():
    queue = RunQueue()
    queue.add_seeds(SETTINGS.changed({"training.seed": 7}), 3)
    assert [run.settings.training.seed for run in queue.runs] == [7, 8, 9]


def test_that_the_last_possible_seed_is_followed_by_the_first():
    queue = RunQueue()
    queue.add_seeds(SETTINGS.changed({"training.seed": 2**31 - 1}), 2)
    assert [run.settings.training.seed for run in queue.runs] == [2**31 - 1, 0]


@pytest.mark.parametrize(("by", "order"), [(-1, [2, 1, 3]), (1, [1, 3, 2]), (-9, [2, 1, 3]), (9, [1, 3, 2])])
def test_that_a_run_moves_as_far_as_the_ends_allow(queue, by, order):
    queue.move(queue.runs[1].number, by)
    assert patiences(queue) == order


def test_that_a_removed_run_is_gone_and_the_others_stay(queue):
    queue.remove(queue.runs[1].number)
    assert patiences(queue) == [1, 3]


def test_that_a_number_which_is_not_there_changes_nothing(queue):
    queue.remove(99)
    queue.move(99, 1)
    assert patiences(queue) == [1, 2, 3]


def test_that_numbers_are_never_given_twice(queue):
    taken = queue.take_next()
    assert queue.add(SETTINGS).number not in {taken.number, *(run.number for run in queue.runs[:-1])}


def test_that_a_run_put_first_has_its_turn_next(queue):
    queue.add_first(SETTINGS, resumes="a-run", keep_only=True)
    assert queue.take_next().resumes == "a-run"
