# SPDX-License-Identifier: MIT
"""The clock of a scrolling picture turns lumps of sound into even steps."""

import numpy as np
import pytest

from ser_workbench.gui.plots.scroll_clock import MOST_S, ScrollClock

FRAME_S, LUMP_S = 0.033, 0.1


def edges(seconds: float) -> np.ndarray:
    """What stands at the right edge at each frame, while sound comes in lumps of 100 ms, 60 ms after it was heard."""
    clock, found = ScrollClock(), []
    for frame in range(round(seconds / FRAME_S)):
        at = 1.0 + frame * FRAME_S
        now_s = np.floor((at - 0.06) / LUMP_S) * LUMP_S
        found.append(clock.edge_s(now_s, now_s, at))
    return np.array(found)


def test_that_the_picture_moves_evenly_though_sound_comes_in_lumps():
    steps = np.diff(edges(10))[30:]
    is_even = np.abs(steps - FRAME_S) < 0.05 * FRAME_S
    assert is_even.mean() > 0.98
    assert steps.min() > 0  # It never goes back, even where sound came later than ever.


def test_that_nothing_stands_at_the_edge_that_has_not_come_yet():
    at = 1.0 + np.arange(round(10 / FRAME_S)) * FRAME_S
    assert (edges(10) <= np.floor((at - 0.06) / LUMP_S) * LUMP_S + 1e-9).all()


def test_that_it_waits_at_the_newest_sound_while_none_comes():
    clock = ScrollClock()
    assert clock.edge_s(5.0, 100.0, 100.05) == pytest.approx(5.0)
    assert clock.edge_s(5.0, 100.0, 100.1 + MOST_S) == 5.0
    assert clock.edge_s(5.0, 100.0, 200.0) == 5.0


def test_that_a_long_silence_of_the_device_is_not_taken_for_a_delay():
    clock = ScrollClock()
    clock.edge_s(5.0, 100.0, 100.05)
    clock.edge_s(5.0, 100.0, 130.0)
    assert clock.edge_s(35.0, 130.0, 130.04) > 34.9
