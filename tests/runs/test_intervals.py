# SPDX-License-Identifier: MIT
"""The bootstrap over speakers, against a plain one."""

import numpy as np

from ser_workbench.runs.intervals import ua_interval
from ser_workbench.runs.result import PredictionRow

EMOTIONS = ("anger", "sadness")


def rows_of(speaker, right, wrong):
    said = [("anger", "anger"), ("sadness", "sadness")] * right + [("anger", "sadness"), ("sadness", "anger")] * wrong
    return [PredictionRow("clean", "x", speaker, emotion, predicted, (0.5, 0.5)) for emotion, predicted in said]


def test_that_the_interval_of_speakers_who_do_alike_has_no_width():
    rows = [row for speaker in "abc" for row in rows_of(speaker, right=3, wrong=1)]
    assert ua_interval(rows, EMOTIONS, np.random.default_rng(0)) == (0.75, 0.75)


def test_that_the_interval_of_two_opposite_speakers_spans_everything():
    rows = rows_of("a", right=4, wrong=0) + rows_of("b", right=0, wrong=4)
    assert ua_interval(rows, EMOTIONS, np.random.default_rng(0)) == (0.0, 1.0)


def test_that_one_speaker_has_no_interval():
    assert ua_interval(rows_of("a", 2, 2), EMOTIONS, np.random.default_rng(0)) is None


def test_that_the_interval_is_that_of_a_plain_bootstrap():
    rng = np.random.default_rng(3)
    right = rng.integers(1, 9, 12)
    rows = [row for i, n in enumerate(right) for row in rows_of(f"s{i:02}", int(n), 10 - int(n))]
    found = ua_interval(rows, EMOTIONS, np.random.default_rng(0))
    plain = [np.mean(rng.choice(right, len(right))) / 10 for _ in range(20000)]
    assert np.allclose(found, np.quantile(plain, [0.025, 0.975]), atol=0.02)
