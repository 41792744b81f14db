# SPDX-License-Identifier: MIT
"""A verdict follows from the intervals of its parts alone."""

from ser_workbench.paper.estimate import Estimate
from ser_workbench.paper.findings_scores import points_text
from ser_workbench.paper.verdict import Part, basis_of, judge

ABOVE, BELOW, AROUND = Estimate(2.0, 0.4, 8), Estimate(-2.0, 0.4, 8), Estimate(1.0, 1.0, 5)


def parts_of(*estimates):
    return [Part("a number", one, "") for one in estimates]


def test_that_a_finding_holds_where_every_part_is_surely_above_0():
    assert judge(parts_of(ABOVE, ABOVE)) == "holds"


def test_that_one_part_surely_below_0_refutes_it_whatever_is_missing():
    assert judge(parts_of(ABOVE, BELOW, None)) == "does not hold"


def test_that_one_of_several_parts_must_lie_further_below_0_to_refute_them():
    slightly = Estimate(-1.0, 0.4, 8)  # t is 2.36 for one number, and 3.50 for one of five.
    assert judge(parts_of(slightly)) == "does not hold"
    assert judge(parts_of(slightly, ABOVE, ABOVE, ABOVE, ABOVE)) == "undecided"
    assert judge(parts_of(BELOW, ABOVE, ABOVE, ABOVE, ABOVE)) == "does not hold"


def test_that_a_part_around_0_or_missing_leaves_it_undecided():
    assert judge(parts_of(ABOVE, AROUND)) == "undecided"
    assert judge(parts_of(ABOVE, None)) == "undecided"
    assert judge([]) == "undecided"


def test_that_one_speaker_decides_nothing():
    alone = Estimate(5.0, None, 1)
    assert judge(parts_of(alone)) == "undecided"
    assert "One test speaker" in basis_of(parts_of(alone), "test")


def test_that_the_basis_names_the_fewest_speakers():
    assert "each of 5 training speakers" in basis_of(parts_of(ABOVE, AROUND, None), "training")


def test_that_an_interval_of_points_ends_where_no_difference_can_be():
    assert points_text(Estimate(-0.039, 0.2, 2)) == "−3.9 [−100.0, +100.0]"
    assert points_text(Estimate(0.02, 0.01, 7)) == "+2.0 [−0.4, +4.4]"
