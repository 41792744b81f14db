# SPDX-License-Identifier: MIT
"""Many markers as one picture: both ways of drawing agree, and what lies above is seen."""

import numpy as np
import pytest

from ser_workbench.gui.plots import scatter_cloud
from ser_workbench.gui.plots.scatter_cloud import (
    HOLLOW,
    INNER,
    MarkerSize,
    colour_cloud,
    draw_markers,
    point_keys,
    sort_markers,
)
from ser_workbench.gui.plots.scatter_sprites import SHAPES, shrunk, sprite

SEVEN = MarkerSize(7, 1)
HERE = (0.0, 0.0, 1.0, 1.0)
"""One unit is one pixel."""


def draw(xs, ys, colours, shape=0, layers=None, is_hollow=False, picture=(40, 60), size=SEVEN):
    count = len(xs)
    layers = np.ones(count, np.uint8) if layers is None else np.array(layers, np.uint8)
    keys = point_keys(np.array(colours, np.uint8), np.full(count, is_hollow), layers)
    places = (np.array(one, np.float32) for one in (xs, ys))
    drawn = np.zeros(picture, np.uint16)
    for markers in sort_markers(*places, keys, np.full(count, shape, np.uint8)):
        draw_markers(markers, HERE, size, drawn)
    return drawn


def colours_of(drawn):
    return (drawn >> 2) & 15


@pytest.mark.parametrize("shape", range(len(SHAPES)))
@pytest.mark.parametrize("is_hollow", [False, True])
def test_that_widening_the_picture_draws_what_stamping_each_marker_draws(shape, is_hollow, monkeypatch):
    rng = np.random.default_rng(shape)
    xs, ys = rng.uniform(-5, 65, 300), rng.uniform(-5, 45, 300)
    ys, xs = np.floor(ys), np.floor(xs)
    _, first = np.unique(np.stack([xs, ys]), axis=1, return_index=True)  # Two on one pixel may come in either order.
    colours = rng.integers(0, 10, 300)
    pictures = []
    for few in (0.0, np.inf):
        monkeypatch.setattr(scatter_cloud, "FEW_POINTS_A_PIXEL", few)
        pictures.append(draw(xs[first], ys[first], colours[first], shape, is_hollow=is_hollow))
    assert (pictures[0] > 0).mean() > 0.3
    same_rank = pictures[0] >> 2 == pictures[1] >> 2
    assert same_rank.mean() > 0.99  # Markers of equal keys may differ in who is on top.


def test_that_a_marker_has_its_shape_around_its_point_and_a_rim():
    drawn = draw([30], [20], [3], size=MarkerSize(9, 2))
    rows, columns = np.nonzero(drawn)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (16, 24, 26, 34)
    assert set(colours_of(drawn)[drawn > 0]) == {3}
    assert drawn[20, 30] & INNER
    assert not drawn[20, 26] & INNER
    assert (drawn > 0).sum() == pytest.approx(np.pi * 4.5**2, rel=0.12)


def test_that_all_shapes_cover_about_the_same_area_and_lose_their_rim():
    areas = [sum(2 * half + 1 for half in sprite(shape, 13) if half >= 0) for shape in range(len(SHAPES))]
    assert max(areas) / min(areas) < 1.35
    for shape in range(len(SHAPES)):
        outer = sprite(shape, 13)
        assert all(inner < around for inner, around in zip(shrunk(outer, 1), outer, strict=True) if around >= 0)


def test_that_the_higher_layer_is_seen_wherever_markers_meet():
    for few in (0.0, np.inf):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(scatter_cloud, "FEW_POINTS_A_PIXEL", few)
            drawn = draw([30, 32, 30], [20, 20, 20], [1, 2, 4], layers=[3, 5, 1])
        assert colours_of(drawn)[20, 32] == 2
        assert colours_of(drawn)[20, 27] == 1
        assert 4 not in colours_of(drawn)


def test_that_what_lies_outside_is_not_seen_but_what_reaches_in_is():
    assert not draw([-20, 90, 30], [20, 20, 99], [1, 1, 1]).any()
    assert draw([-2], [20], [1]).any()


def test_that_hollow_markers_are_told_by_their_bit():
    assert draw([30], [20], [1], is_hollow=True)[20, 30] & HOLLOW
    assert not draw([30], [20], [1])[20, 30] & HOLLOW


def test_that_a_halved_picture_holds_the_mean_of_each_four_pixels():
    keys = np.zeros((4, 4), np.uint16)
    keys[0, 0] = keys[2:, 2:] = 1 << 2
    looks = np.zeros(64, np.uint32)
    looks[4] = 0xFF804020
    whole, half = (colour_cloud(keys, looks, is_halved=is_halved) for is_halved in (False, True))
    assert whole.shape == (4, 4)
    assert whole[0, 0] == 0xFF804020
    assert half.shape == (2, 2)
    assert half[0, 0] == 0x3F201008
    assert half[1, 1] == 0xFF804020
    assert half[0, 1] == 0
