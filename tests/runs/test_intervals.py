# SPDX-License-Identifier: MIT
"""The bootstrap over speakers, against a plain one."""

import numpy as np

from ser_workbench.runs.intervals import resample_speakers, ua_interval
from ser_workbench.runs.result import PredictionRow
from ser_workbench.runs.tally import Tally, join_seeds
from tests.runs.answers import draw_answers


def rows_of(speaker, right, wrong):
    said = [("anger", "anger"), ("sadness", "sadness")] * right + [("anger", "sadness"), ("sadness", "anger")] * wrong
    return [PredictionRow("clean", "x", speaker, emotion, predicted, (0.5, 0.5)) for emotion, predicted in said]


def test_that_the_interval_of_speakers_who_do_alike_has_no_width():
    rows = [row for speaker in "abc" for row in rows_of(speaker, right=3, wrong=1)]
    assert ua_interval(rows, np.random.default_rng(0)) == (0.75, 0.75)


def test_that_the_interval_of_two_opposite_speakers_spans_everything():
    rows = rows_of("a", right=4, wrong=0) + rows_of("b", right=0, wrong=4)
    assert ua_interval(rows, np.random.default_rng(0)) == (0.0, 1.0)


def test_that_one_speaker_has_no_interval():
    assert ua_interval(rows_of("a", 2, 2), np.random.default_rng(0)) is None


def test_that_the_interval_is_that_of_a_plain_bootstrap():
    rng = np.random.default_rng(3)
    right = rng.integers(1, 9, 12)
    rows = [row for i, n in enumerate(right) for row in rows_of(f"s{i:02}", int(n), 10 - int(n))]
    found = ua_interval(rows, np.random.default_rng(0))
    plain = [np.mean(rng.choice(right, len(right))) / 10 for _ in range(20000)]
    assert np.allclose(found, np.quantile(plain, [0.025, 0.975]), atol=0.02)


def test_that_an_emotion_that_a_draw_lacks_is_left_out_of_it_and_told():
    # Only one of two speakers is ever sad: a quarter of the draws lack him, another quarter the angry one.
    spoken, recognised = np.array([[4.0, 0.0], [0.0, 4.0]]), np.array([[[4.0, 0.0], [0.0, 1.0]]])
    drawn = resample_speakers(spoken, recognised, np.random.default_rng(0))
    assert set(np.round(drawn.ua[0], 6)) == {1.0, 0.25, 0.625}
    assert np.isclose(drawn.lacking, 0.5, atol=0.02)


def test_that_the_mean_over_seeds_of_each_draw_is_the_draw_of_the_mean_counts():
    seeds = join_seeds([Tally.count(draw_answers(6, seed, 0.5)) for seed in (1, 2, 3)])
    one_by_one = resample_speakers(seeds.spoken, seeds.recognised, np.random.default_rng(0))
    together = resample_speakers(seeds.spoken, seeds.recognised.mean(axis=0)[None], np.random.default_rng(0))
    assert np.allclose(one_by_one.ua.mean(axis=0), together.ua[0])
    assert np.allclose(one_by_one.wa.mean(axis=0), together.wa[0])
