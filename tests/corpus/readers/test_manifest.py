# SPDX-License-Identifier: MIT
"""A folder described by the user's own table."""

import random
import unicodedata

import pytest

from ser_workbench.errors import CorpusError, UnknownCorpusError, WorkbenchError
from tests.corpora import write_files, write_table, write_tone_corpus
from tests.corpus.opening import emotions_of, opened, problems_of

HEADER = ("file", "speaker", "gender", "emotion")


def test_that_the_tone_corpus_is_what_its_table_says(tmp_path):
    corpus = opened(write_tone_corpus(tmp_path))
    assert corpus.reader == "manifest"
    assert corpus.speakers == ("s01", "s02", "s03")
    assert corpus.count_genders() == {"female": 2, "male": 1}
    assert corpus.count_emotions() == {"anger": 6, "happiness": 6, "sadness": 6}
    assert corpus.problems == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_that_any_common_delimiter_and_byte_order_mark_is_read(tmp_path, delimiter, encoding):
    write_files(tmp_path, ["ä.wav"])
    rows = [("Speaker", "FILE", "Emotion", "Gender", "note"), ("s1", "ä.wav", "Angry", "F", "x")]
    write_table(tmp_path / "any name.tsv", rows, delimiter, encoding)
    (utterance,) = opened(tmp_path).utterances
    assert (utterance.id, utterance.speaker, utterance.emotion, utterance.gender) == ("ä.wav", "s1", "anger", "female")


def test_that_each_bad_line_is_a_problem_that_names_it(tmp_path):
    write_files(tmp_path, ["a.wav", "b.wav", "c.wav", "d.wav", "e, f.wav", "sub/g.wav"])
    write_files(tmp_path.parent, ["outside.wav"])
    rows = [
        HEADER,
        ("a.wav", "s1", "f", "anger"),
        ("gone.wav", "s1", "f", "anger"),
        (),
        ("sub/../a.wav", "s1", "f", "fear"),
        ("../outside.wav", "s1", "f", "anger"),
        ("b.wav", "", "f", "anger"),
        ("c.wav", "s2", "purple", "anger"),
        ("d.wav", "s2"),
        ("sub\\g.wav", "s2", "m", "sad"),
    ]
    table = write_table(tmp_path / "m.csv", rows)
    with table.open("a", encoding="utf-8") as stream:
        stream.write("e, f.wav,s2,m,sad\n")
    corpus = opened(tmp_path)
    assert emotions_of(corpus) == {"a.wav": "anger", "c.wav": "anger", "sub/g.wav": "sadness"}
    assert problems_of(corpus) == {
        "gone.wav": "is not there, but line 3 of m.csv names it; correct or remove the line.",
        "a.wav": "is named again on line 5 of m.csv (first on line 2); remove one of the two.",
        "../outside.wav": "lies outside the folder (line 6 of m.csv); copy or link it into the folder.",
        "b.wav": "has no 'speaker' on line 7 of m.csv; fill it in or remove the line.",
        "c.wav": "has the gender 'purple' on line 8 of m.csv; write female, male or unknown.",
        "d.wav": "has no 'emotion' on line 9 of m.csv; fill it in or remove the line.",
        "e": "is on line 11 of m.csv, which has more cells than the header; put text with delimiters in quotes.",
    }


def test_that_a_missing_column_is_named(tmp_path):
    write_files(tmp_path, ["a.wav"])
    table = write_table(tmp_path / "m.csv", [("file", "speaker", "emotion"), ("a.wav", "s1", "anger")])
    with pytest.raises(UnknownCorpusError) as caught:
        opened(tmp_path)
    assert str(caught.value) == (
        f"{table}, line 1: there is no column gender; a manifest needs file, speaker, gender, emotion."
    )
    with pytest.raises(CorpusError, match="line 1: there is no column 'gender'"):
        opened(tmp_path, "manifest")


def test_that_a_table_with_a_header_alone_says_so(tmp_path):
    write_table(tmp_path / "m.csv", [HEADER])
    with pytest.raises(CorpusError, match="has a header but no rows"):
        opened(tmp_path)


def test_that_two_manifests_are_one_too_many(tmp_path):
    write_tone_corpus(tmp_path)
    write_table(tmp_path / "second.csv", [HEADER])
    with pytest.raises(CorpusError, match=r"2 manifests \('manifest.csv' and 'second.csv'\); keep one"):
        opened(tmp_path)


def test_that_a_table_that_is_not_utf_8_names_its_line(tmp_path):
    (tmp_path / "m.csv").write_bytes(b"file,speaker,gender,emotion\na.wav,s1,f,anger\n\xe4.wav,s1,f,anger\n")
    with pytest.raises(CorpusError, match="is not UTF-8 on line 3; save it as UTF-8"):
        opened(tmp_path)


def test_that_an_open_quote_names_its_line(tmp_path):
    (tmp_path / "m.csv").write_text('file,speaker,gender,emotion\n"a.wav,s1,f,anger\n', encoding="utf-8")
    with pytest.raises(CorpusError, match="is damaged on line 2"):
        opened(tmp_path)


def test_that_accents_composed_or_taken_apart_are_the_same_name(tmp_path):
    write_files(tmp_path, [unicodedata.normalize("NFD", "ä.wav")])
    write_table(tmp_path / "m.csv", [HEADER, (unicodedata.normalize("NFC", "ä.wav"), "s1", "f", "anger")])
    assert len(opened(tmp_path).utterances) == 1


def test_that_a_manifest_beside_a_known_corpus_goes_before_its_names(tmp_path):
    write_files(tmp_path, ["03a01Wa.wav"])
    write_table(tmp_path / "m.csv", [HEADER, ("03a01Wa.wav", "somebody", "f", "joy")])
    corpus = opened(tmp_path)
    assert corpus.reader == "manifest"
    assert emotions_of(corpus) == {"03a01Wa.wav": "happiness"}


def test_that_a_foreign_table_beside_a_known_corpus_is_passed_over(tmp_path):
    write_files(tmp_path, ["wav/03a01Wa.wav"])
    write_table(tmp_path / "db.emotion.csv", [("file", "emotion"), ("wav/03a01Wa.wav", "anger")])
    assert opened(tmp_path).reader == "emodb"


def test_that_any_bytes_at_all_are_read_or_refused_with_a_sentence(tmp_path):
    rng = random.Random(3)
    write_files(tmp_path, ["a.wav"])
    alphabet = [
        b"a.wav",
        b",",
        b";",
        b"\t",
        b'"',
        b"\n",
        b"\r",
        b"\x00",
        b"\xff",
        b"../",
        b"/",
        b"s1",
        b"anger",
        b"x" * 300,
    ]
    for _ in range(200):
        body = b"".join(rng.choice(alphabet) for _ in range(30))
        (tmp_path / "m.csv").write_bytes(b"file,speaker,gender,emotion\n" + body)
        assert ids_or_sentence(tmp_path) in (["a.wav"], "a sentence")


def ids_or_sentence(folder):
    try:
        return [utterance.id for utterance in opened(folder, "manifest").utterances]
    except WorkbenchError as error:
        return "a sentence" if str(error).endswith(".") and "\n" not in str(error) else str(error)
