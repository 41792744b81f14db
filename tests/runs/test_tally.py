# SPDX-License-Identifier: MIT
"""Tallies: tests counted by speaker and emotion, against hand-worked counts and scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, balanced_accuracy_score

from ser_workbench.runs.tally import Tally, join_seeds, pool_speakers
from tests.runs.answers import answers_of, draw_answers

ANNA = [("anger", "anger"), ("anger", "sadness"), ("sadness", "sadness")]
BORIS = [("anger", "anger"), ("sadness", "anger"), ("sadness", "anger"), ("sadness", "sadness")]


def test_that_utterances_are_counted_by_speaker_and_emotion():
    tally = Tally.count(answers_of("boris", BORIS) + answers_of("anna", ANNA))
    assert tally.speakers == ("anna", "boris")
    assert tally.emotions == ("anger", "sadness")
    assert tally.spoken.tolist() == [[2, 1], [1, 3]]
    assert tally.recognised.tolist() == [[[1, 1], [1, 1]]]
    assert (tally.seeds, tally.utterances) == (1, 7)
    assert tally.ua()[0] == pytest.approx((2 / 3 + 2 / 4) / 2)
    assert tally.wa()[0] == pytest.approx(4 / 7)


def test_that_ua_and_wa_are_those_of_scikit_learn():
    answers = draw_answers(speakers=7, seed=1, share=0.6)
    tally = Tally.count(answers)
    true, heard = [a.emotion for a in answers], [a.predicted for a in answers]
    assert tally.ua()[0] == pytest.approx(balanced_accuracy_score(true, heard), abs=1e-12)
    assert tally.wa()[0] == pytest.approx(accuracy_score(true, heard), abs=1e-12)


def test_that_an_emotion_that_nobody_spoke_does_not_count():
    tally = Tally.count(answers_of("anna", [("anger", "anger"), ("anger", "fear")]))
    assert tally.emotions == ("anger",)
    assert tally.ua().tolist() == [0.5]


def test_that_folds_are_pooled_speaker_by_speaker_though_a_speaker_lacks_an_emotion():
    anna = Tally.count(answers_of("anna", ANNA))
    boris = Tally.count(answers_of("boris", [("fear", "fear"), ("anger", "fear")]))
    pooled = pool_speakers([boris, anna])
    whole = Tally.count(answers_of("anna", ANNA) + answers_of("boris", [("fear", "fear"), ("anger", "fear")]))
    assert pooled.cover == whole.cover
    assert pooled.emotions == ("anger", "fear", "sadness")
    assert np.array_equal(pooled.spoken, whole.spoken)
    assert np.array_equal(pooled.recognised, whole.recognised)


def test_that_seeds_are_joined_and_keep_their_own_accuracies():
    seeds = [Tally.count(draw_answers(4, seed, 0.5)) for seed in (1, 2, 3)]
    assert len({seed.cover for seed in seeds}) == 1
    joined = join_seeds(seeds)
    assert joined.seeds == 3
    assert joined.ua().tolist() == [seed.ua()[0] for seed in seeds]
    mean = joined.recognised.mean(axis=0)
    assert joined.ua().mean() == pytest.approx((mean.sum(axis=0) / joined.spoken.sum(axis=0)).mean())


def test_that_tests_of_other_utterances_or_noise_have_another_cover():
    clean = Tally.count(answers_of("anna", ANNA))
    others = [a._replace(utterance=f"other/{a.utterance}") for a in answers_of("anna", ANNA)]
    noisy = [a._replace(noise="rain.wav", snr_db=5.0) for a in answers_of("anna", ANNA)]
    louder = [a._replace(snr_db=6.0) for a in noisy]
    covers = [clean.cover, *(Tally.count(answers).cover for answers in (others, noisy, louder))]
    assert len(set(covers)) == 4
    assert Tally.count(reversed(noisy)).cover == covers[2]


def test_that_the_test_of_some_speakers_is_as_if_the_others_had_not_spoken():
    tally = Tally.count(answers_of("anna", ANNA) + answers_of("boris", [("fear", "fear")]))
    assert tally.only({"anna"}).ua()[0] == Tally.count(answers_of("anna", ANNA)).ua()[0]
    assert tally.only({"anna"}).emotions == ("anger", "sadness")
