# SPDX-License-Identifier: MIT
"""The permutation test over speakers, by hand and against SciPy's."""

import numpy as np
import pytest
from scipy.stats import permutation_test
from sklearn.metrics import balanced_accuracy_score

from ser_workbench.errors import RunError
from ser_workbench.runs.paired_test import compare_tallies
from ser_workbench.runs.tally import Tally, join_seeds
from tests.runs.answers import answers_of, draw_answers

RIGHT, WRONG = ("anger", "anger"), ("anger", "fear")


def speakers_with(*right_of_four):
    answers = []
    for number, right in enumerate(right_of_four):
        answers += answers_of(f"s{number:02}", [RIGHT] * right + [WRONG] * (4 - right))
    return Tally.count(answers)


def compare(first, second, seed=0):
    return compare_tallies(first, second, np.random.default_rng(seed))


def test_that_three_speakers_who_agree_give_one_in_four():
    # Of the 8 ways to exchange, only the one that happened and its mirror image differ by so much.
    test = compare(speakers_with(4, 3, 3), speakers_with(2, 1, 2))
    assert test.ua.value == pytest.approx(5 / 12)
    assert test.ua.p == pytest.approx(2 / 8)
    assert test.is_exact
    assert not test.can_be_significant


def test_that_the_same_answers_do_not_differ():
    test = compare(speakers_with(4, 3, 2), speakers_with(4, 3, 2))
    assert (test.ua.value, test.ua.p, test.ua.interval) == (0, 1, (0, 0))


def test_that_p_is_counted_by_hand_for_speakers_who_disagree():
    # Parts of the difference: 3, 2 and -1 sixteenths… of the 8 sums ±3 ±2 ±1, four are at least 4 in size: ±6, ±4.
    test = compare(speakers_with(4, 3, 2), speakers_with(1, 1, 3))
    assert test.ua.value == pytest.approx(4 / 12)
    assert test.ua.p == pytest.approx(4 / 8)
    assert test.wa.p == test.ua.p


def test_that_six_speakers_are_the_fewest_that_can_be_significant():
    assert not compare(speakers_with(*[4] * 5), speakers_with(*[0] * 5)).can_be_significant
    six = compare(speakers_with(*[4] * 6), speakers_with(*[0] * 6))
    assert six.can_be_significant
    assert six.ua.p == six.smallest_p == 2 / 64
    assert compare(speakers_with(4, 4), speakers_with(0, 0)).smallest_p == 0.5


def test_that_one_speaker_has_no_interval_and_p_1():
    test = compare(speakers_with(4), speakers_with(0))
    assert (test.ua.p, test.ua.interval) == (1.0, None)


@pytest.mark.parametrize("speakers", [5, 8])
def test_that_p_is_that_of_scipy_which_exchanges_whole_speakers_and_lets_scikit_learn_judge(speakers):
    answers = [draw_answers(speakers, seed, share) for seed, share in ((1, 0.7), (2, 0.55))]
    test = compare(*(Tally.count(a) for a in answers))
    speaker_of = np.array([a.speaker for a in answers[0]])
    names = sorted(set(speaker_of))
    true = np.array([a.emotion for a in answers[0]])
    heard = np.array([[a.predicted for a in one] for one in answers])

    def difference(first, second):
        scores = []
        for models in (first, second):
            chosen = np.array([models[names.index(name)] for name in speaker_of]).astype(int)
            scores.append(balanced_accuracy_score(true, heard[chosen, np.arange(len(true))]))
        return scores[0] - scores[1]

    sides = (np.zeros(speakers), np.ones(speakers))
    found = permutation_test(sides, difference, permutation_type="samples", vectorized=False, n_resamples=np.inf)
    assert test.ua.value == pytest.approx(found.statistic, abs=1e-12)
    assert test.ua.p == pytest.approx(found.pvalue, abs=1e-12)


def test_that_many_speakers_are_exchanged_at_random_near_the_exact_p_and_alike_for_a_seed():
    first, second = (Tally.count(draw_answers(14, seed, share)) for seed, share in ((1, 0.62), (2, 0.52)))
    test = compare(first, second)
    assert not test.is_exact
    parts = ((first.recognised - second.recognised)[0] / first.spoken.sum(axis=0)).mean(axis=1)
    signs = 1 - 2 * (np.arange(2**14)[:, None] >> np.arange(14) & 1)
    exact = (np.abs(signs @ parts) >= abs(parts.sum()) - 1e-12).mean()
    assert test.ua.p == pytest.approx(exact, abs=0.02)
    assert compare(first, second).ua == test.ua
    assert 0 < compare(speakers_with(*[4] * 20), speakers_with(*[0] * 20)).ua.p <= 0.001


def test_that_seeds_are_averaged_before_they_are_compared():
    first = join_seeds([speakers_with(4, 4, 4), speakers_with(2, 2, 2)])
    test = compare(first, speakers_with(2, 2, 2))
    assert test.ua.value == pytest.approx(0.25)
    assert test.seeds == (2, 1)


def test_that_only_speakers_of_whom_both_heard_the_same_are_compared():
    both = answers_of("anna", [RIGHT, WRONG])
    test = compare(
        Tally.count([*both, *answers_of("boris", [RIGHT])]), Tally.count([*both, *answers_of("clara", [WRONG])])
    )
    assert (test.speakers, test.utterances) == (1, 2)
    with pytest.raises(RunError, match="cannot be paired"):
        compare(Tally.count(answers_of("boris", [RIGHT])), Tally.count(answers_of("clara", [WRONG])))


def test_that_the_interval_of_the_difference_is_that_of_a_plain_bootstrap():
    answers = [draw_answers(9, seed, share) for seed, share in ((1, 0.8), (2, 0.5))]
    test = compare(*(Tally.count(a) for a in answers))
    of_speaker = {s: [i for i, a in enumerate(answers[0]) if a.speaker == s] for s in {a.speaker for a in answers[0]}}
    rng, plain = np.random.default_rng(5), []
    for _ in range(1500):
        items = [i for s in rng.choice(sorted(of_speaker), len(of_speaker)) for i in of_speaker[s]]
        true = [answers[0][i].emotion for i in items]
        ua = [balanced_accuracy_score(true, [one[i].predicted for i in items]) for one in answers]
        plain.append(ua[0] - ua[1])
    assert np.allclose(test.ua.interval, np.quantile(plain, [0.025, 0.975]), atol=0.02)
