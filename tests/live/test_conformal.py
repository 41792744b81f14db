# SPDX-License-Identifier: MIT
"""Split conformal prediction: hand-worked quantiles, and a coverage that is held where it is promised."""

import math

import numpy as np
import pytest

from ser_workbench.live.conformal import conformal_scores, conformal_threshold, fewest_utterances, label_sets


def test_that_a_score_is_the_probability_of_all_that_are_at_least_as_likely():
    probabilities = np.random.default_rng(0).dirichlet(np.ones(5), size=20)
    plain = [[sum(other for other in row if other >= own) for own in row] for row in probabilities]
    np.testing.assert_allclose(conformal_scores(probabilities), plain)


def test_that_two_emotions_of_nearly_the_same_probability_are_never_told_apart():
    probabilities = np.array([[0.50, 0.45, 0.05], [0.66, 0.33, 0.01], [0.67, 0.32, 0.01]])
    assert label_sets(probabilities, 0.9).sum(axis=1).tolist() == [2, 2, 1]


def test_that_a_set_is_never_empty():
    assert label_sets(np.array([[0.9, 0.1], [0.1, 0.9]]), 0.0).tolist() == [[True, False], [False, True]]


@pytest.mark.parametrize("count", [1, 5, 9, 10, 19, 20, 61, 200])
@pytest.mark.parametrize("level", [0.5, 0.8, 0.9, 0.95])
def test_that_with_one_item_an_utterance_it_is_the_ordinary_quantile(count, level):
    scores = np.sort(np.random.default_rng(count).random(count))
    rank = math.ceil((count + 1) * level - 1e-9)
    expected = scores[rank - 1] if rank <= count else math.inf
    assert conformal_threshold(scores, np.ones(count), level) == expected


def test_that_the_items_of_an_utterance_share_its_weight():
    # Two utterances: one of four windows, one of a single one. Each weighs a third, so does the one to come.
    scores, shares = np.array([0.1, 0.2, 0.3, 0.4, 0.5]), np.array([0.25, 0.25, 0.25, 0.25, 1.0])
    assert conformal_threshold(scores, shares, 1 / 6) == 0.2
    assert conformal_threshold(scores, shares, 1 / 3) == 0.4
    assert conformal_threshold(scores, shares, 2 / 3) == 0.5
    assert conformal_threshold(scores, shares, 0.67) == math.inf


def test_that_too_few_utterances_rule_nothing_out():
    for level in (0.5, 0.8, 0.9, 0.95, 0.99):
        fewest = fewest_utterances(level)
        assert conformal_threshold(np.zeros(fewest), np.ones(fewest), level) == 0
        assert conformal_threshold(np.zeros(fewest - 1), np.ones(fewest - 1), level) == math.inf
    assert [fewest_utterances(level) for level in (0.8, 0.9, 0.95)] == [4, 9, 19]


def test_that_the_promise_is_kept_for_utterances_from_the_same_hat():
    rng = np.random.default_rng(0)
    held = []
    for _ in range(2000):
        probabilities = rng.dirichlet(np.full(4, 0.5), size=31)  # Calibrated: the truth is drawn from them.
        labels = (probabilities.cumsum(axis=1) < rng.random((31, 1))).sum(axis=1)
        scores = conformal_scores(probabilities)[np.arange(31), labels]
        held.append(scores[30] <= conformal_threshold(np.sort(scores[:30]), np.ones(30), 0.9))
    # Exactly ceil(31 * 0.9) / 31 = 0.9032; its standard error over 2,000 draws is 0.0066.
    assert np.mean(held) == pytest.approx(28 / 31, abs=0.02)


def test_that_the_promise_is_kept_where_utterances_bring_several_items():
    rng = np.random.default_rng(1)
    held = []
    for _ in range(2000):
        counts = rng.integers(1, 6, size=21)
        hard = rng.random(21)  # Items of one utterance are alike: those of a hard one all score high.
        scores = np.concatenate([h + 0.01 * rng.random(count) for h, count in zip(hard[:20], counts[:20], strict=True)])
        shares = np.concatenate([np.full(count, 1 / count) for count in counts[:20]])
        order = np.argsort(scores)
        threshold = conformal_threshold(scores[order], shares[order], 0.8)
        held.append(hard[20] + 0.01 * rng.random() <= threshold)
    assert 0.78 <= np.mean(held) <= 0.85
