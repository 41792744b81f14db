# SPDX-License-Identifier: MIT
"""The jackknife over speakers, against the classical interval and by hand."""

from math import sqrt

import numpy as np
import pytest
from scipy import stats

from ser_workbench.paper.estimate import estimate, estimate_ua, without_each
from ser_workbench.runs.result import Answer
from ser_workbench.runs.tally import Tally


def tally_of(rights: dict[str, list[bool]]) -> Tally:
    """One emotion; by speaker, which utterances were recognised."""
    answers = [
        Answer(f"{speaker}{number}", speaker, "anger", "anger" if is_right else "fear", "", None)
        for speaker, heard in rights.items()
        for number, is_right in enumerate(heard)
    ]
    return Tally.count(answers)


def test_that_the_interval_of_a_mean_is_students():
    values = dict(zip("abcdefg", np.random.default_rng(1).normal(0.3, 1.0, 7), strict=True))
    without = without_each(sorted(values), lambda speakers: float(np.mean([values[one] for one in speakers])))
    found = estimate(float(np.mean(list(values.values()))), without)
    sample = list(values.values())
    expected = stats.t.interval(0.95, 6, loc=np.mean(sample), scale=stats.sem(sample))
    assert found.interval == pytest.approx(expected)
    assert found.speakers == 7


def test_that_two_speakers_give_the_interval_worked_out_by_hand():
    found = estimate(0.5, {"a": 0.4, "b": 0.6})
    reach = 12.7062 * sqrt(0.5 * (0.1**2 + 0.1**2))
    assert found.interval == pytest.approx((0.5 - reach, 0.5 + reach), rel=1e-5)
    assert not found.is_above_0
    assert not found.is_below_0()


def test_that_one_speaker_gives_no_interval():
    found = estimate_ua([(1.0, tally_of({"a": [True, False]}))])
    assert found is not None
    assert (found.value, found.interval, found.speakers) == (0.5, None, 1)
    assert not found.is_above_0


def test_that_a_difference_is_measured_on_the_speakers_that_both_were_tested_on():
    first = tally_of({"a": [True, True], "b": [True, False], "c": [False, False]})
    second = tally_of({"a": [False, False], "b": [True, False]})
    found = estimate_ua([(1.0, first), (-1.0, second)])
    assert found is not None
    assert found.value == pytest.approx(3 / 4 - 1 / 4)
    assert found.speakers == 2


def test_that_models_without_a_speaker_in_common_cannot_be_held_against_each_other():
    assert estimate_ua([(1.0, tally_of({"a": [True]})), (-1.0, tally_of({"b": [True]}))]) is None
