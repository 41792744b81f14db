# SPDX-License-Identifier: MIT
"""Each frame with its neighbours."""

import numpy as np
import pytest

from ser_workbench.features.splice import splice


def test_that_a_frame_stands_between_its_ten_earlier_and_five_later_ones() -> None:
    features = np.arange(30 * 2, dtype=np.float32).reshape(30, 2)
    spliced = splice(features, 10, 5)
    assert spliced.shape == (30, 2, 16)
    assert np.array_equal(spliced[12], features[2:18].T)


def test_that_the_first_and_the_last_frame_repeat_at_the_edges() -> None:
    features = np.array([[1], [2], [3]], np.float32)
    assert splice(features, 2, 1)[:, 0].tolist() == [[1, 1, 1, 2], [1, 1, 2, 3], [1, 2, 3, 3]]


def test_that_a_single_frame_repeats_everywhere() -> None:
    assert splice(np.array([[7, 8]], np.float32), 10, 5).tolist() == [[[7] * 16, [8] * 16]]


@pytest.mark.parametrize(("left", "right"), [(0, 0), (3, 0), (0, 4)])
def test_that_the_frame_itself_stands_after_its_left_neighbours(left: int, right: int) -> None:
    features = np.random.default_rng(0).standard_normal((9, 4)).astype(np.float32)
    assert np.array_equal(splice(features, left, right)[:, :, left], features)
