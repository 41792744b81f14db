# SPDX-License-Identifier: MIT
"""Rows by their place in the stream."""

import numpy as np
import pytest

from ser_workbench.live.kept_rows import KeptRows


def _rows(first: int, end: int) -> np.ndarray:
    return np.arange(first, end, dtype=np.float32)[:, None] * [1, -1]


def test_that_rows_are_found_at_their_places_while_others_come_and_go():
    kept = KeptRows(2)
    for first in range(0, 60_000, 37):
        kept.add(_rows(first, first + 37).astype(np.float32))
        kept.forget(kept.end - 300)
        begin = max(0, kept.end - 300)
        np.testing.assert_array_equal(kept.between(begin, kept.end), _rows(begin, kept.end))


def test_that_what_is_kept_decides_the_memory():
    kept = KeptRows(2)
    for first in range(0, 60_000, 50):
        kept.add(_rows(first, first + 50).astype(np.float32))
        kept.forget(kept.end - 300)
    assert len(kept._rows) <= 2 * 1024


def test_that_many_rows_at_once_find_room():
    kept = KeptRows(2)
    kept.add(_rows(0, 5000).astype(np.float32))
    kept.add(_rows(5000, 15_000).astype(np.float32))
    np.testing.assert_array_equal(kept.between(0, 15_000), _rows(0, 15_000))


def test_that_what_is_forgotten_before_it_came_is_left_out():
    kept = KeptRows(2)
    kept.add(_rows(0, 10).astype(np.float32))
    kept.forget(25)
    kept.add(_rows(25, 40).astype(np.float32))
    np.testing.assert_array_equal(kept.between(25, 40), _rows(25, 40))


def test_that_forgotten_rows_cannot_be_asked_for():
    kept = KeptRows(2)
    kept.add(_rows(0, 10).astype(np.float32))
    kept.forget(5)
    with pytest.raises(AssertionError):
        kept.between(4, 8)
