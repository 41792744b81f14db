# SPDX-License-Identifier: MIT
"""Projections as points of plots."""

from dataclasses import replace

import numpy as np

from ser_workbench.presenters.inspect_points import UNKNOWN, in_lanes, make_cloud, short_name
from tests.presenters.inspect_projections import cloud_of, projection_of, rows_of

TRAIN, TEST = rows_of(30, 4, "train"), rows_of(10, 2, "test", first=4)


def test_that_points_are_the_training_side_and_then_the_held_out_one():
    cloud = cloud_of(TRAIN, TEST)
    assert list(cloud.items) == list(range(40))
    assert list(cloud.is_held_out) == [False] * 30 + [True] * 10
    assert [cloud.classes[number] for number in cloud.class_of] == [row.emotion for row in TRAIN + TEST]
    assert cloud.point_of(33) == 33
    assert cloud.point_of(99) == -1


def test_that_a_view_of_a_part_knows_which_utterances_it_shows():
    whole = projection_of(TRAIN, TEST)
    part = replace(
        whole, train=whole.train[[4, 9]], train_places=np.array([4, 9]), held_out=whole.held_out[[3]],
        held_out_places=np.array([3]),
    )  # fmt: skip
    labels = [row.emotion for row in TRAIN], [row.emotion for row in TEST]
    cloud = make_cloud(part, labels, "", "")
    assert list(cloud.items) == [4, 9, 33]
    assert [cloud.classes[number] for number in cloud.class_of] == [(TRAIN + TEST)[item].emotion for item in (4, 9, 33)]
    assert cloud.point_of(33) == 2
    assert cloud.point_of(5) == -1


def test_that_speakers_who_were_not_trained_on_have_no_class():
    cloud = cloud_of(TRAIN, TEST, "speaker")
    assert set(cloud.class_of[30:]) == {UNKNOWN}
    assert UNKNOWN not in cloud.class_of[:30]


def test_that_one_dimension_becomes_lanes_that_do_not_touch_with_names_at_their_middles():
    cloud = cloud_of(TRAIN, TEST, "gender", components=1)
    assert cloud.is_line
    assert cloud.axes == ("LD1", "")
    for centre in cloud.centres:
        mine = cloud.ys[cloud.class_of == centre.number]
        assert np.abs(mine - centre.y).max() < 0.5
        assert cloud.centres[centre.number].text == cloud.classes[centre.number]


def test_that_points_of_a_lane_spread_where_they_are_crowded_and_always_alike():
    xs = np.concatenate([np.random.default_rng(0).normal(0, 0.1, 500), [5.0]]).astype(np.float32)
    heights = in_lanes(xs, np.zeros(501, np.int16), 1)
    assert np.abs(heights[:500]).max() > 0.25
    assert abs(heights[500]) < 0.05
    np.testing.assert_array_equal(heights, in_lanes(xs, np.zeros(501, np.int16), 1))


def test_that_names_are_short_as_in_the_paper():
    assert short_name("emotion", "happiness") == "hap"
    assert short_name("speaker", "7") == "s07"
    assert short_name("speaker", "f01") == "f01"
    assert short_name("gender", "female") == "female"


def test_that_a_plot_has_room_for_where_its_points_come_from():
    labels = [row.emotion for row in TRAIN], [row.emotion for row in TEST]
    here = projection_of(TRAIN, TEST)
    there = replace(here, train=here.train + 50)
    alone, with_other = (make_cloud(here, labels, "", "", others).reach for others in ((), (there,)))
    assert alone[1] < 20
    assert with_other[1] > 40
    assert with_other[0] == alone[0]
