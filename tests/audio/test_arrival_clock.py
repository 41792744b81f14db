# SPDX-License-Identifier: MIT
"""When frames were in the air, against arrivals whose truth is known."""

import pytest

from ser_workbench.audio.arrival_clock import ArrivalClock

BLOCK_S = 0.02


def follow(arrivals_s: list[float], delays_s: list[float | None]) -> list[float]:
    """Blocks of 20 ms at 16 kHz."""
    clock = ArrivalClock(16000)
    pairs = zip(arrivals_s, delays_s, strict=True)
    return [clock.last_heard_at(320, arrived_at, delay_s) for arrived_at, delay_s in pairs]


def test_that_a_block_that_is_late_was_in_the_air_no_later():
    arrivals = [BLOCK_S * n for n in range(1, 51)]
    arrivals[30] += 0.015
    heard = follow(arrivals, [None] * 50)
    assert heard == pytest.approx([BLOCK_S * n for n in range(1, 51)], abs=1e-9)


def test_that_of_a_burst_each_block_is_as_much_older_as_it_is_long():
    heard = follow([0.06, 0.06, 0.06, 0.12, 0.12, 0.12], [None] * 6)
    assert heard[2:] == pytest.approx([0.06, 0.08, 0.10, 0.12], abs=1e-9)


def test_that_the_delay_that_the_device_tells_is_taken_off():
    heard = follow([0.05, 0.07], [0.03, 0.03])
    assert heard == pytest.approx([0.02, 0.04])


@pytest.mark.parametrize("delay_s", [-0.02, 0.6, 1.8e9])
def test_that_what_a_device_tells_is_not_believed_when_it_cannot_be(delay_s: float):
    assert follow([0.05, 0.07], [delay_s, delay_s]) == pytest.approx([0.05, 0.07])


def test_that_a_device_that_lost_two_seconds_is_followed_again_after_some():
    arrivals = [BLOCK_S * n + (2.0 if n > 100 else 0.0) for n in range(1, 500)]
    heard = follow(arrivals, [None] * len(arrivals))
    assert arrivals[120] - heard[120] == pytest.approx(2.0), "at first it is taken for late"
    assert heard[-1] == pytest.approx(arrivals[-1])
