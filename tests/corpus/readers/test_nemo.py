# SPDX-License-Identifier: MIT
"""nEMO on a built tree, with and without its table."""

from collections import Counter

import pytest

from ser_workbench.corpus.readers.nemo import GENDERS
from tests.corpora import write_table
from tests.corpus.opening import emotions_of, opened
from tests.corpus_trees import write_nemo_tree


def test_that_nemo_has_six_emotions_of_each_speaker(tmp_path):
    corpus = opened(write_nemo_tree(tmp_path))
    assert corpus.reader == "nemo"
    assert {u.speaker: u.gender for u in corpus.utterances} == {"WR0": "male", "EB0": "female"}
    assert emotions_of(corpus)["samples/WR0_surprised_1.wav"] == "surprise"
    assert set(corpus.count_emotions().values()) == {2}
    assert corpus.problems == ()


def test_that_four_women_and_five_men_are_known_without_the_table(tmp_path):
    assert Counter(GENDERS.values()) == {"female": 4, "male": 5}
    write_nemo_tree(tmp_path)
    (tmp_path / "data.tsv").unlink()
    assert opened(tmp_path).count_genders() == {"female": 1, "male": 1}


@pytest.mark.parametrize("place", ["", "samples"])
def test_that_the_users_table_is_believed_in_the_folder_and_beside_it(tmp_path, place):
    write_nemo_tree(tmp_path)
    write_table(tmp_path / "data.tsv", [("file_id", "speaker_id", "gender"), ("x.wav", " WR0", "female")], "\t")
    assert opened(tmp_path / place).count_genders() == {"female": 2}


def test_that_a_damaged_table_does_no_harm(tmp_path):
    write_nemo_tree(tmp_path)
    (tmp_path / "data.tsv").write_bytes(b'speaker_id\tgender\n"WR0\t\xff\n')
    assert opened(tmp_path).count_genders() == {"female": 1, "male": 1}
