# SPDX-License-Identifier: MIT
"""JL-Corpus on a built tree."""

from tests.corpora import write_files
from tests.corpus.opening import emotions_of, opened
from tests.corpus_trees import write_jl_tree


def test_that_jl_corpus_has_two_women_two_men_and_its_own_words_for_rare_emotions(tmp_path):
    corpus = opened(write_jl_tree(tmp_path))
    assert corpus.reader == "jl-corpus"
    assert corpus.speakers == ("female1", "female2", "male1", "male2")
    assert corpus.count_genders() == {"female": 2, "male": 2}
    assert corpus.count_emotions() == dict.fromkeys(
        ("anger", "happiness", "sadness", "neutral", "anxious", "assertive", "excited"), 4
    )
    assert corpus.problems == ()


def test_that_each_repetition_and_each_sentence_is_a_recording_of_its_own(tmp_path):
    names = ["male2_sad_1a_1.wav", "male2_sad_1a_2.wav", "male2_sad_1b_1.wav", "MALE2_HAPPY_15A_2.WAV"]
    corpus = opened(write_files(tmp_path, names))
    assert emotions_of(corpus) == {names[3]: "happiness"} | dict.fromkeys(names[:3], "sadness")
    assert corpus.speakers == ("male2",)
