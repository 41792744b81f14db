# SPDX-License-Identifier: MIT
"""SAVEE in both of its layouts."""

import pytest

from tests.corpora import write_savee_tree
from tests.corpus.opening import emotions_of, opened

EMOTIONS = {
    "a01": "anger",
    "d02": "disgust",
    "f03": "fear",
    "h04": "happiness",
    "n30": "neutral",
    "sa05": "sadness",
    "su06": "surprise",
}


@pytest.mark.parametrize("is_flat", [False, True])
def test_that_savee_has_four_men_and_seven_emotions_in_both_layouts(tmp_path, is_flat):
    corpus = opened(write_savee_tree(tmp_path, is_flat))
    assert corpus.reader == "savee"
    assert corpus.speakers == ("DC", "JE", "JK", "KL")
    assert corpus.count_genders() == {"male": 4}
    assert corpus.count_emotions() == dict.fromkeys(
        ("anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral"), 4
    )
    pattern = "ALL/JK_{}.wav" if is_flat else "AudioData/JK/{}.wav"
    for name, emotion in EMOTIONS.items():
        assert emotions_of(corpus)[pattern.format(name)] == emotion


def test_that_savee_opens_at_the_folder_of_one_speaker_too(tmp_path):
    corpus = opened(write_savee_tree(tmp_path) / "AudioData" / "KL")
    assert corpus.reader == "savee"
    assert corpus.speakers == ("KL",)
    assert len(corpus.utterances) == 7


def test_that_both_layouts_in_one_folder_count_each_recording_once(tmp_path):
    write_savee_tree(tmp_path, is_flat=True)
    corpus = opened(write_savee_tree(tmp_path))
    assert len(corpus.utterances) == 28
    assert [p.problem for p in corpus.problems] == [
        "is the same recording once more, in another folder or format; left out, with 27 other files."
    ]
