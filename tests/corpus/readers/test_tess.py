# SPDX-License-Identifier: MIT
"""TESS in both of its layouts."""

import pytest

from tests.corpora import write_files, write_tess_tree
from tests.corpus.opening import emotions_of, opened


@pytest.mark.parametrize("is_flat", [False, True])
def test_that_tess_has_two_women_and_seven_emotions_in_both_layouts(tmp_path, is_flat):
    corpus = opened(write_tess_tree(tmp_path, is_flat))
    assert corpus.reader == "tess"
    assert corpus.speakers == ("OAF", "YAF")
    assert corpus.count_genders() == {"female": 2}
    assert corpus.count_emotions() == dict.fromkeys(
        ("anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral"), 2
    )
    assert emotions_of(corpus)["YAF_back_ps.wav" if is_flat else "YAF_ps/YAF_back_ps.wav"] == "surprise"


def test_that_the_published_folders_of_tess_change_nothing(tmp_path):
    names = (
        "OAF_Pleasant_surprise/OAF_back_ps.wav",
        "YAF_pleasant_surprised/YAF_back_ps.wav",
        "OAF_Sad/OAF_gin_sad.wav",
    )
    corpus = opened(write_files(tmp_path, names))
    assert emotions_of(corpus) == dict(zip(names, ("surprise", "surprise", "sadness"), strict=True))


def test_that_the_one_misnamed_file_of_tess_belongs_to_oaf(tmp_path):
    corpus = opened(write_files(tmp_path, ["OAF_neutral/OA_bite_neutral.wav", "OAF_neutral/OAF_back_neutral.wav"]))
    assert corpus.speakers == ("OAF",)
    assert len(corpus.utterances) == 2
