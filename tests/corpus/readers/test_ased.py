# SPDX-License-Identifier: MIT
"""ASED on a built tree."""

from tests.corpora import write_files
from tests.corpus.opening import emotions_of, opened
from tests.corpus_trees import write_ased_tree


def test_that_ased_names_tell_emotion_gender_and_speaker(tmp_path):
    corpus = opened(write_ased_tree(tmp_path))
    assert corpus.reader == "ased"
    assert {u.speaker: u.gender for u in corpus.utterances} == {"01": "female", "50": "male"}
    assert corpus.count_emotions() == {"anger": 2, "fear": 2, "happiness": 2, "sadness": 3, "neutral": 2}
    assert emotions_of(corpus)["4Sad/S4-04-02-01-01.wav"] == "sadness"
    assert corpus.problems == ()


def test_that_the_gender_of_each_name_is_told_even_where_two_contradict_each_other(tmp_path):
    corpus = opened(write_files(tmp_path, ["a5-01-01-01-07.wav", "n1-01-01-02-07.wav"]))
    assert [(u.speaker, u.gender) for u in corpus.utterances] == [("07", "female"), ("07", "male")]
