# SPDX-License-Identifier: MIT
"""A ring keeps the newest rows, each at its place in the stream."""

import numpy as np

from ser_workbench.presenters.live_ring import Ring


def rows_of(*values: float) -> np.ndarray:
    return np.array(values, np.float32)[:, None]


def listed(rows: np.ndarray) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in rows[:, 0]]


def test_that_the_newest_rows_are_kept_in_their_order():
    ring = Ring(seconds=0.5, pace_s=0.1, width=1)
    for value in range(8):
        ring.put(value, rows_of(value))
    assert ring.end == 8
    assert listed(ring.rows(ring.end - 5, ring.end)) == [3, 4, 5, 6, 7]
    assert listed(ring.rows(1, 5)) == [None, None, 3, 4]
    assert listed(ring.rows(6, 10)) == [6, 7, None, None]


def test_that_places_that_were_passed_over_are_empty():
    ring = Ring(0.5, 0.1, 1)
    ring.put(0, rows_of(0, 1))
    ring.put(4, rows_of(4))
    assert listed(ring.rows(ring.end - 5, ring.end)) == [0, 1, None, None, 4]


def test_that_nothing_of_before_a_long_gap_is_seen_again():
    ring = Ring(0.5, 0.1, 1)
    ring.put(0, rows_of(0, 1, 2, 3, 4))
    ring.put(1003, rows_of(9))
    assert listed(ring.rows(ring.end - 5, ring.end)) == [None, None, None, None, 9]


def test_that_more_than_the_ring_holds_leaves_its_end():
    ring = Ring(0.5, 0.1, 1)
    ring.put(0, rows_of(*range(12)))
    assert listed(ring.rows(ring.end - 5, ring.end)) == [7, 8, 9, 10, 11]


def test_that_a_row_that_is_there_is_corrected_and_one_that_is_forgotten_is_not():
    ring = Ring(0.5, 0.1, 1)
    ring.put(0, rows_of(*range(8)))
    ring.put(4, rows_of(40, 50))
    ring.put(0, rows_of(70, 71))
    assert ring.end == 8
    assert listed(ring.rows(ring.end - 5, ring.end)) == [3, 40, 50, 6, 7]


def test_that_before_the_stream_there_is_nothing():
    ring = Ring(0.5, 0.1, 1)
    ring.put(0, rows_of(1))
    assert listed(ring.rows(ring.end - 3, ring.end)) == [None, None, 1]


def test_that_what_was_taken_out_does_not_change():
    ring = Ring(0.5, 0.1, 1)
    ring.put(0, rows_of(*range(5)))
    before = ring.rows(ring.end - 5, ring.end)
    ring.put(5, rows_of(*range(5)))
    assert listed(before) == [0, 1, 2, 3, 4]


def test_that_a_time_has_its_place():
    assert Ring(60, 0.032, 2).place_of(1.6) == 50
