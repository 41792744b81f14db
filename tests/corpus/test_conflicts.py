# SPDX-License-Identifier: MIT
"""Speakers and emotions that contradict each other, or are too few."""

from dataclasses import replace

from ser_workbench.corpus.conflicts import find_speaker_problems
from tests.corpora import write_tone_corpus
from tests.corpus.opening import opened

TOO_FEW = (
    "has sadness only of s01 and s03, too few for training, validation and test to have it; record it with more "
    "speakers or leave it out."
)


def problems_among(corpus):
    return [(problem.file, problem.kind, problem.problem) for problem in find_speaker_problems(corpus)]


def test_that_a_good_corpus_has_none(tmp_path):
    assert problems_among(opened(write_tone_corpus(tmp_path))) == []


def test_that_an_emotion_of_too_few_speakers_is_told_with_who_has_it(tmp_path):
    corpus = opened(write_tone_corpus(tmp_path))
    few = tuple(u for u in corpus.utterances if u.emotion != "sadness" or u.speaker in {"s01", "s03"})
    assert problems_among(replace(corpus, utterances=few)) == [
        (
            ".",
            "balance",
            TOO_FEW,
        )
    ]
