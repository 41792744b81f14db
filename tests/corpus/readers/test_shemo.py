# SPDX-License-Identifier: MIT
"""ShEMO on a built tree."""

from tests.corpora import write_files
from tests.corpus.opening import emotions_of, opened
from tests.corpus_trees import write_shemo_tree


def test_that_each_shemo_letter_is_its_emotion_after_the_number_and_a_gender_before_it(tmp_path):
    corpus = opened(write_shemo_tree(tmp_path))
    assert corpus.reader == "shemo"
    assert corpus.count_genders() == {"female": 1, "male": 1}
    assert {name: e for name, e in emotions_of(corpus).items() if name.startswith("female")} == {
        "female/F01A01.wav": "anger",
        "female/F01F01.wav": "fear",
        "female/F01H01.wav": "happiness",
        "female/F01N01.wav": "neutral",
        "female/F01S01.wav": "sadness",
        "female/F01W01.wav": "surprise",
    }


def test_that_woman_1_and_man_1_are_two_speakers(tmp_path):
    corpus = opened(write_files(tmp_path, ["F01A01.wav", "M01A01.wav", "M56N103.WAV"]))
    assert corpus.speakers == ("F01", "M01", "M56")
