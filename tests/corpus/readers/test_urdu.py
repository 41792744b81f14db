# SPDX-License-Identifier: MIT
"""URDU on a built tree."""

from tests.corpora import write_files
from tests.corpus.opening import emotions_of, opened
from tests.corpus_trees import write_urdu_tree


def test_that_urdu_has_four_emotions_and_its_speakers_their_genders(tmp_path):
    corpus = opened(write_urdu_tree(tmp_path))
    assert corpus.reader == "urdu"
    assert {u.speaker: u.gender for u in corpus.utterances} == {"SM1": "male", "SF9": "female"}
    assert emotions_of(corpus) == {
        "Angry/SM1_F1_A01.wav": "anger",
        "Angry/SF9_F1_A0100.wav": "anger",
        "Happy/SM1_F1_H01.wav": "happiness",
        "Happy/SF9_F1_H0100.wav": "happiness",
        "Neutral/SM1_F1_N01.wav": "neutral",
        "Neutral/SF9_F1_N0100.wav": "neutral",
        "Sad/SM1_F1_S01.wav": "sadness",
        "Sad/SF9_F1_S0100.wav": "sadness",
    }
    assert corpus.problems == ()


def test_that_the_same_speaker_in_two_folders_is_one(tmp_path):
    corpus = opened(
        write_files(tmp_path, ["Angry/SM3_F1_A051.wav", "Happy/SM3_F1_H053.wav", "Neutral/SM3_F1_N021.wav"])
    )
    assert corpus.speakers == ("SM3",)
    assert len(corpus.utterances) == 3
