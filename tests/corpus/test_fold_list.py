# SPDX-License-Identifier: MIT
"""Lists of sides and folds in the shapes in which they are published."""

import pytest

from ser_workbench.corpus.fold_list import read_fold_list
from ser_workbench.errors import PartitionError
from tests.corpora import write_table, write_tone_corpus
from tests.corpus.opening import opened


@pytest.fixture
def corpus(tmp_path):
    return opened(write_tone_corpus(tmp_path / "tones", takes=1))


def read(tmp_path, corpus, rows, delimiter=","):
    return read_fold_list(write_table(tmp_path / "list.csv", rows, delimiter), corpus)


def test_that_a_list_of_files_and_sides_is_read_whatever_its_words(tmp_path, corpus):
    rows = [("Split", "FileName"), ("Train", "s01/anger_0.wav"), ("dev", "s02/anger_0"), ("EVAL", "x/s03/anger_0.wav")]
    listed = read(tmp_path, corpus, rows, "\t")
    assert listed.places == (
        ("s01/anger_0.wav", "train"),
        ("s02/anger_0.wav", "validation"),
        ("s03/anger_0.wav", "test"),
    )
    assert (listed.is_folds, listed.sides, listed.unlisted) == (False, ("train", "validation", "test"), 6)


def test_that_a_list_of_speakers_names_all_their_recordings(tmp_path, corpus):
    listed = read(tmp_path, corpus, [("speaker", "side"), ("s01", "train"), ("S03", "test"), ("s99", "test")])
    assert len(listed.places) == 6
    assert {place for name, place in listed.places if name.startswith("s03")} == {"test"}
    assert (listed.unmatched, listed.unlisted) == (("s99",), 3)


def test_that_folds_are_known_by_their_column_or_their_numbers(tmp_path, corpus):
    rows = [("s01/anger_0", "10"), ("s02/anger_0", "2"), ("s03/anger_0", "1")]
    for column in ("fold", "split"):
        listed = read(tmp_path, corpus, [("file", column), *rows])
        assert (listed.is_folds, listed.sides) == (True, ("1", "2", "10"))
    assert not read(tmp_path, corpus, [("file", "fold"), ("s01/anger_0", "test")]).is_folds


def test_that_names_that_nobody_or_several_have_are_kept_apart(tmp_path, corpus):
    rows = [("anger_0", "test"), ("no.wav", "train"), ("s01/fear", "train"), ("s02/sadness_0", "test")]
    listed = read(tmp_path, corpus, [("file", "side"), *rows])
    assert listed.ambiguous == ("anger_0",)
    assert listed.unmatched == ("no.wav", "s01/fear")
    assert listed.places == (("s02/sadness_0.wav", "test"),)


def test_that_rows_carry_what_the_corpus_knows(tmp_path, corpus):
    listed = read(tmp_path, corpus, [("file", "side"), ("s01/anger_0", "test"), ("s01/anger_0", "train")])
    one, other = listed.rows_of(corpus, {"s01/anger_0.wav": "abc"})
    assert (one.speaker, one.gender, one.emotion, one.side, one.content_hash) == (
        "s01",
        "female",
        "anger",
        "test",
        "abc",
    )
    assert (other.utterance_id, other.side) == ("s01/anger_0.wav", "train")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("file", "emotion"), ("a", "b")], "line 1: a list of sides needs a column 'file' or 'speaker' and a column"),
        ([("side", "fold"), ("a", "b")], "it has side, fold"),
        ([("file", "side", "fold"), ("s01/anger_0", "test", "1")], "a column 'side' and a column 'fold'"),
        ([("file", "side"), ("s01/anger_0", "test"), ("s02/anger_0", "tset")], "line 3: the side 'tset' is unknown"),
        ([("file", "side"), ("s01/anger_0", "test"), ("s02/anger_0", "")], "line 3: the side '' is unknown"),
        ([("file", "fold"), ("s01/anger_0", "")], "line 2: the side '' is unknown"),
        ([("file", "side"), ("zebra.wav", "test")], "None of the 1 names in .*, such as zebra.wav, belongs to .*tones"),
        ([("file", "side")], "None of the 0 names"),
    ],
)
def test_that_a_list_that_cannot_be_used_is_refused_in_one_sentence(tmp_path, corpus, rows, message):
    with pytest.raises(PartitionError, match=message):
        read(tmp_path, corpus, rows)


def test_that_a_file_that_is_no_list_is_refused(tmp_path, corpus):
    with pytest.raises(PartitionError, match="There is no file"):
        read_fold_list(tmp_path / "nothing.csv", corpus)
    (tmp_path / "list.csv").write_bytes(b"file,side\n\xff\xfe,test\n")
    with pytest.raises(PartitionError, match="is not UTF-8 on line 2"):
        read_fold_list(tmp_path / "list.csv", corpus)


def test_that_folds_come_in_the_order_of_their_numbers_however_long(tmp_path, corpus):
    long = "9" * 5000
    folds = ["10", "2", long, "01", "b", "a"]
    utterances = [utterance.id for utterance in corpus.utterances][: len(folds)]
    file = tmp_path / "folds.csv"
    file.write_text("file,fold\n" + "".join(f"{u},{f}\n" for u, f in zip(utterances, folds, strict=True)))
    assert read_fold_list(file, corpus).sides == ("01", "2", "10", long, "a", "b")
