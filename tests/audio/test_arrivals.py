# SPDX-License-Identifier: MIT
"""The queue between the device and the reader loses the oldest, and says so."""

import threading
import time

import numpy as np

from ser_workbench.audio.arrivals import Arrival, Arrivals


def second(number: int) -> Arrival:
    """One second at 100 Hz whose samples tell which it is."""
    return Arrival(np.full((100, 1), number, np.float32), float(number), None)


def test_that_what_was_put_in_first_comes_out_first():
    arrivals = Arrivals(100)
    for number in range(3):
        arrivals.put(second(number))
    taken = [arrivals.take(0) for _ in range(4)]
    assert [one and one.arrived_at for one in taken] == [0.0, 1.0, 2.0, None]


def test_that_beyond_ten_seconds_the_oldest_are_dropped_and_counted_as_one_overrun():
    arrivals = Arrivals(100)
    for number in range(13):
        arrivals.put(second(number))
    oldest = arrivals.take(0)
    assert oldest is not None
    assert (oldest.arrived_at, arrivals.overruns) == (3.0, 1)
    for number in range(13, 16):
        arrivals.put(second(number))
    assert arrivals.overruns == 2, "the reader had come in between"


def test_that_overruns_of_the_device_are_counted_too():
    arrivals = Arrivals(100)
    arrivals.put(second(0))
    arrivals.put(second(1), overruns=1)
    assert arrivals.overruns == 1


def test_that_who_waits_is_woken_by_what_comes():
    arrivals = Arrivals(100)
    timer = threading.Timer(0.05, arrivals.put, (second(0),))
    timer.start()
    began = time.monotonic()
    assert arrivals.take(10) is not None
    assert time.monotonic() - began < 5
    timer.join()
