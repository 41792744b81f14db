# SPDX-License-Identifier: MIT
"""Inertia against an example worked by hand, and against eqs. 15-17 as plain loops."""

import numpy as np
import pytest

from ser_workbench.inspection import classes
from ser_workbench.inspection.inertia import measure_inertia


def loops(points, labels):
    names = sorted({label for label in labels if label})
    members = {c: [p for p, label in zip(points, labels, strict=True) if label == c] for c in names}
    centres = {c: sum(members[c]) / len(members[c]) for c in names}
    within = 0.0
    for c in names:
        within += sum(sum((centres[c] - p) ** 2) for p in members[c]) / len(members[c])
    between = 0.0
    for c in names:
        for other in names:
            if other != c:
                between += sum((centres[other] - centres[c]) ** 2)
    return within / len(names), between / (len(names) ** 2 - len(names))


def draw(rng, items=300, width=7, classes=5):
    labels = rng.integers(classes, size=items)
    return rng.normal(size=(items, width)) + rng.normal(size=(classes, width))[labels], [f"c{n}" for n in labels]


def test_that_two_classes_on_a_plane_have_the_inertia_worked_out_by_hand():
    # The centres are (1, 0) and (0, 6): within (1 + 1) / 2 = 1 and (4 + 0 + 4) / 3, between 1 + 36.
    points = np.array([[0, 0], [2, 0], [0, 4], [0, 6], [0, 8]], dtype=np.float32)
    found = measure_inertia(points, ["a", "a", "b", "b", "b"])
    assert found is not None
    assert found.within == pytest.approx((1 + 8 / 3) / 2)
    assert found.between == pytest.approx(37)
    assert found.rho == pytest.approx(11 / 222)


def test_that_inertia_is_that_of_the_equations_as_loops():
    points, labels = draw(np.random.default_rng(1))
    found = measure_inertia(points, labels)
    assert (found.within, found.between) == pytest.approx(loops(points, labels))


def test_that_inertia_read_in_small_blocks_is_the_same(monkeypatch):
    points, labels = draw(np.random.default_rng(2))
    whole = measure_inertia(points, labels)
    monkeypatch.setattr(classes, "BLOCK_VALUES", 50)
    pieces = measure_inertia(points, labels)
    assert pieces.rho == pytest.approx(whole.rho)


def test_that_a_class_counts_the_same_however_many_items_it_has():
    points = np.array([[0.0], [2.0]] * 50 + [[10.0], [14.0]])
    found = measure_inertia(points, ["many"] * 100 + ["few"] * 2)
    assert found.within == pytest.approx((1 + 4) / 2)


def test_that_points_far_from_the_origin_lose_nothing():
    points, labels = draw(np.random.default_rng(3))
    near, far = measure_inertia(points, labels), measure_inertia(points + 1e6, labels)
    assert far.rho == pytest.approx(near.rho, rel=1e-8)


def test_that_items_without_a_label_are_left_out():
    points, labels = draw(np.random.default_rng(4))
    labels[::3] = [""] * len(labels[::3])
    found = measure_inertia(points, labels)
    assert (found.within, found.between) == pytest.approx(loops(points, labels))


def test_that_a_class_of_one_item_has_no_inertia_of_its_own():
    found = measure_inertia(np.array([[0.0], [2.0], [9.0]]), ["a", "a", "b"])
    assert (found.within, found.between) == pytest.approx((0.5, 64))


def test_that_one_class_and_coinciding_centres_have_no_rho():
    points = np.array([[-1.0], [1.0], [-2.0], [2.0]])
    assert measure_inertia(points, ["a"] * 4) is None
    assert measure_inertia(points, [""] * 4) is None
    assert measure_inertia(points, ["a", "a", "b", "b"]) is None
