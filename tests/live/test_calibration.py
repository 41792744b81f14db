# SPDX-License-Identifier: MIT
"""Temperature scaling and label sets, beside a plain grid search and scikit-learn."""

import json

import numpy as np
import pytest
from sklearn.metrics import log_loss

from ser_workbench.live.calibration import HOTTEST, Answers, Calibration, fit_temperature, soften

EMOTIONS = ("anger", "fear", "sadness")


def draw_answers(items=200, overconfidence=3.0, seed=0, windows=1) -> Answers:
    """A network that knows something, and says it `overconfidence` times too loudly."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(size=(items, 3))
    labels = (soften(logits, 1.0).cumsum(axis=1) < rng.random((items, 1))).sum(axis=1)
    utterances = tuple(f"u{number // windows}.wav" for number in range(items))
    speakers = tuple(f"s{number % 4}" for number in range(items))
    return Answers((logits * overconfidence).astype(np.float32), labels, utterances, speakers)


def fit(answers: Answers) -> Calibration:
    return Calibration.fit(EMOTIONS, answers)


def test_that_no_temperature_of_a_grid_has_a_smaller_cross_entropy():
    answers = draw_answers()
    found = fit_temperature(answers.logits, answers.labels)
    losses = {t: log_loss(answers.labels, soften(answers.logits, t)) for t in np.geomspace(0.5, 20, 400)}
    best = min(losses, key=losses.__getitem__)
    assert found == pytest.approx(best, rel=0.01)
    assert log_loss(answers.labels, soften(answers.logits, found)) <= losses[best] + 1e-9


def test_that_a_network_three_times_too_loud_is_turned_down_three_times():
    answers = draw_answers(items=20_000)
    assert fit_temperature(answers.logits, answers.labels) == pytest.approx(3.0, rel=0.05)


def test_that_a_temperature_worked_out_by_hand_is_found():
    # Logits ±1 and three of four right: p = 3/4 = 1 / (1 + exp(-2 / T)), so T = 2 / ln 3.
    logits = np.array([[1.0, -1.0]] * 4)
    assert fit_temperature(logits, np.array([0, 0, 0, 1])) == pytest.approx(2 / np.log(3), abs=1e-9)


def test_that_the_items_of_an_utterance_weigh_as_one():
    logits = np.array([[1.0, -1.0]] * 6)
    labels, shares = np.array([0, 0, 0, 1, 1, 1]), np.array([1, 1, 1, 1 / 3, 1 / 3, 1 / 3])
    assert fit_temperature(logits, labels, shares) == pytest.approx(2 / np.log(3), abs=1e-9)
    answers = Answers(logits.astype(np.float32), labels, ("a", "b", "c", "d", "d", "d"), ("s",) * 6)
    np.testing.assert_allclose(answers.shares, shares)


def test_that_a_network_that_is_never_wrong_keeps_its_certainty():
    logits = np.array([[2.0, 0.0], [0.0, 2.0]])
    assert fit_temperature(logits, np.array([0, 1])) == 1.0


def test_that_a_network_that_knows_nothing_gets_the_last_temperature_and_is_not_to_be_believed():
    answers = Answers(np.array([[0.5, 0], [0, 0.5]], np.float32), np.array([1, 0]), ("a", "b"), ("s", "t"))
    calibration = fit(answers)
    assert calibration.temperature == pytest.approx(HOTTEST)
    assert any("knows nothing" in remark for remark in calibration.remarks(0.5))


def test_that_no_items_give_no_temperature():
    with pytest.raises(ValueError, match="at least one"):
        fit_temperature(np.zeros((0, 3)), np.zeros(0, np.int64))


def test_that_a_constant_added_to_logits_changes_nothing():
    answers = draw_answers()
    moved = Answers(answers.logits + np.float32(7), answers.labels, answers.utterances, answers.speakers)
    assert fit(moved).temperature == pytest.approx(fit(answers).temperature, rel=1e-4)


def test_that_a_judgement_names_the_emotions_up_to_the_threshold_and_those_near_the_likeliest():
    # Nine scores and one utterance to come: at 0.8 the eighth smallest counts, 0.75.
    scores = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.9])
    calibration = Calibration(EMOTIONS, 2.0, scores, np.ones(9), 9, 2)
    judged = calibration.judge(2 * np.log(np.array([0.2, 0.54, 0.26])), 0.8)
    assert judged.label_set == ("fear",)  # 0.54, 0.80, 1.00
    judged = calibration.judge(2 * np.log(np.array([0.26, 0.5, 0.24])), 0.8)
    assert judged.label_set == ("fear", "anger")  # 0.50, 0.76, 1.00; but 0.26 is more than half of 0.5.
    assert (judged.emotion, judged.is_unsure, judged.level) == ("fear", True, 0.8)
    np.testing.assert_allclose(list(judged.probabilities.values()), [0.26, 0.5, 0.24])
    assert tuple(judged.probabilities) == EMOTIONS
    assert json.loads(json.dumps(judged.to_json()))["unsure"] is True


def test_that_the_likeliest_emotion_is_always_among_those_named():
    calibration = Calibration(EMOTIONS, 1.0, np.full(50, 0.01), np.ones(50), 50, 2)
    judged = calibration.judge(np.array([2.0, 0.0, -0.1]), 0.8)
    assert judged.label_set == ("anger",)
    assert not judged.is_unsure


def test_that_too_few_validation_utterances_leave_every_emotion_in_and_say_so():
    calibration = fit(draw_answers(items=5))
    assert calibration.judge(np.array([9.0, 0.0, 0.0]), 0.9).label_set[0] == "anger"
    assert len(calibration.judge(np.array([9.0, 0.0, 0.0]), 0.9).label_set) == 3
    assert any("needs 9 validation utterances, there are 5" in remark for remark in calibration.remarks(0.9))


def test_that_a_higher_level_never_names_fewer_emotions():
    calibration = fit(draw_answers())
    for logits in np.random.default_rng(5).normal(scale=3, size=(50, 3)):
        sizes = [len(calibration.judge(logits, level).label_set) for level in (0.5, 0.8, 0.9, 0.95, 0.99)]
        assert sizes == sorted(sizes)


def test_that_the_coverage_is_kept_on_further_utterances_of_the_same_kind():
    calibration, others = fit(draw_answers(items=1000)), draw_answers(items=5000, seed=1)
    sets = calibration.label_sets(soften(others.logits, calibration.temperature), 0.9)
    assert 0.88 <= sets[np.arange(5000), others.labels].mean() <= 0.93  # Near ones are named beyond what is promised.


def test_that_the_promise_says_whose_utterances_it_rests_on():
    assert "the 4 validation speakers" in fit(draw_answers()).remarks(0.9)[0]
    assert "a new speaker is not drawn from the same hat" in fit(draw_answers()).remarks(0.9)[0]


def test_that_emotions_that_validation_lacks_are_named():
    answers = Answers(np.zeros((30, 3), np.float32), np.zeros(30, np.int64), tuple(map(str, range(30))), ("s",) * 30)
    assert fit(answers).unheard == ("fear", "sadness")
    assert any("no utterance of fear, sadness" in remark for remark in fit(answers).remarks(0.9))
    assert Calibration.from_json(fit(answers).to_json()).unheard == ("fear", "sadness")
    assert not any("no utterance of" in remark for remark in fit(draw_answers()).remarks(0.9))


def test_that_a_calibration_outlives_json_to_the_last_digit():
    one = fit(draw_answers(windows=3))
    other = Calibration.from_json(json.loads(json.dumps(one.to_json())))
    assert (other.emotions, other.temperature, other.utterances, other.speakers) == (EMOTIONS, one.temperature, 67, 4)
    np.testing.assert_array_equal(other.scores, one.scores)
    np.testing.assert_array_equal(other.shares, one.shares)


@pytest.mark.parametrize(
    "damage",
    [
        {"scores": [0.1]},
        {"temperature": 0},
        {"temperature": "warm"},
        {"scores": None},
        {"shares": [[1]]},
        {"scores": [], "shares": []},
        {"scores": [0.9, 0.1], "shares": [1, 1]},
        {"scores": [0.1, 0.9], "shares": [1, -1]},
        {"utterances": 0},
    ],
)
def test_that_a_damaged_calibration_is_refused(damage):
    with pytest.raises((KeyError, TypeError, ValueError)):
        Calibration.from_json(fit(draw_answers()).to_json() | damage)
