# SPDX-License-Identifier: MIT
"""Steps: events on the way, a result at the end."""

import pytest

from ser_workbench.progress import Event, Note, Progress, Steps, run_steps


def _count(to: int) -> Steps[int]:
    for done in range(to):
        yield Progress("counting", done + 1, to)
    return to


def test_that_run_steps_hands_on_every_event_and_returns_the_result():
    seen: list[Event] = []
    assert run_steps(_count(3), seen.append) == 3
    assert seen == [Progress("counting", n, 3) for n in (1, 2, 3)]


def test_that_the_share_is_a_part_of_one_and_nought_while_the_total_is_unknown():
    assert Progress("x", 1, 4).share == 0.25
    assert Progress("x", 9, 4).share == 1.0
    assert Progress("x", 3, 0).share == 0.0


def test_that_events_cannot_be_changed():
    with pytest.raises(AttributeError):
        Note("a").text = "b"  # type: ignore[misc]
