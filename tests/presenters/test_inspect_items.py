# SPDX-License-Identifier: MIT
"""Which utterances are shown, faded or hidden; and what a lasso goes round."""

import numpy as np

from ser_workbench.presenters.inspect_items import FAINT, HIDDEN, SHOWN, inside, standing_of
from tests.presenters.inspect_projections import some_items

SQUARE = ((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0))


def test_that_classes_left_out_are_faded_and_a_side_is_hidden():
    items, _ = some_items()
    standing = standing_of(items, "train", {"emotion": {"fear"}, "speaker": {"02"}}, None)
    for item, row in enumerate(items.rows):
        is_out = row.emotion == "fear" or row.speaker == "02"
        assert standing[item] == (HIDDEN if row.side == "test" else FAINT if is_out else SHOWN)


def test_that_a_lasso_fades_all_others_and_what_is_left_out_of_its_own():
    items, _ = some_items()
    standing = standing_of(items, "both", {"emotion": {"fear"}}, np.array([3, 4, 5]))
    wanted = [item for item in (3, 4, 5) if items.rows[item].emotion != "fear"]
    assert list(np.flatnonzero(standing == SHOWN)) == wanted


def test_that_points_inside_a_polygon_are_found():
    xs, ys = np.array([1, 3, 1, -1, 1.9], np.float32), np.array([1, 1, 3, 1, 0.1], np.float32)
    assert list(inside(xs, ys, SQUARE)) == [0, 4]


def test_that_a_bay_of_the_polygon_is_outside():
    bay = ((0, 0), (4, 0), (4, 4), (3, 4), (3, 1), (1, 1), (1, 4), (0, 4))
    xs, ys = np.array([2, 0.5, 3.5, 2], np.float32), np.array([3, 3, 3, 0.5], np.float32)
    assert list(inside(xs, ys, bay)) == [1, 2, 3]


def test_that_a_line_goes_round_nothing():
    assert len(inside(np.zeros(3, np.float32), np.zeros(3, np.float32), SQUARE[:2])) == 0
