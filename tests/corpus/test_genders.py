# SPDX-License-Identifier: MIT
"""The user's table of genders: read, written, and laid over what a corpus says."""

from pathlib import Path

import pytest

from ser_workbench.corpus.genders import (
    apply_genders,
    export_genders,
    import_genders,
    key_of,
    load_genders,
    save_genders,
)
from ser_workbench.corpus.utterance import Corpus, Utterance
from ser_workbench.errors import BadInputError, CorpusError, WorkspaceError
from tests.corpora import write_tone_corpus
from tests.corpus.opening import opened


def test_that_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    genders = {("/a, b", "s01"): "female", ('/"c"', "s 2"): "unknown"}
    save_genders(tmp_path / "speakers.csv", genders)
    assert load_genders(tmp_path / "speakers.csv") == genders
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".part"] == []


def test_that_a_workspace_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="cannot be written"):
        save_genders(tmp_path / "nowhere" / "speakers.csv", {})


def test_that_a_speaker_s_gender_holds_for_every_utterance_of_that_corpus_alone(tmp_path: Path) -> None:
    corpus = opened(write_tone_corpus(tmp_path / "tones"))
    named = apply_genders(corpus, {(key_of(corpus), "s02"): "female", ("/elsewhere", "s01"): "male"})
    genders = {utterance.id.split("/")[0]: utterance.gender for utterance in named.utterances}
    assert genders == {"s01": "female", "s02": "female", "s03": "female"}
    assert apply_genders(corpus, {("/elsewhere", "s01"): "male"}) is corpus


def test_that_without_a_table_no_gender_is_named(tmp_path: Path) -> None:
    assert load_genders(tmp_path / "speakers.csv") == {}


@pytest.mark.parametrize(
    "text", ["who,what\n", "corpus,speaker,gender\n/a,s01,robot\n", "corpus,speaker,gender\n/a,s01\n"]
)
def test_that_another_table_of_that_name_is_told_in_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "speakers.csv").write_text(text)
    with pytest.raises(WorkspaceError, match=r"speakers\.csv.*correct|mend"):
        load_genders(tmp_path / "speakers.csv")


def make_corpus(folder: Path, *speakers: str) -> Corpus:
    utterances = (Utterance(f"{name}.wav", folder / f"{name}.wav", name, "anger") for name in speakers)
    return Corpus(folder, "manifest", tuple(utterances))


def test_that_an_exported_table_is_imported_as_it_was(tmp_path: Path) -> None:
    corpus = opened(write_tone_corpus(tmp_path / "tones"))
    export_genders(tmp_path / "genders.csv", corpus)
    lines = (tmp_path / "genders.csv").read_text(encoding="utf-8").splitlines()
    assert lines == ["speaker,gender", "s01,female", "s02,male", "s03,female"]
    imported = import_genders(tmp_path / "genders.csv", corpus)
    assert imported.genders == {"s01": "female", "s02": "male", "s03": "female"}
    assert imported.others == ()


def test_that_a_table_from_a_spreadsheet_is_read_with_its_own_words(tmp_path: Path) -> None:
    file = tmp_path / "genders.csv"
    file.write_text("\ufeffGender;Age;Speaker\nF;31;3\nm;25;S10\nwoman;;12\n", encoding="utf-8")
    imported = import_genders(file, make_corpus(tmp_path, "03", "s10", "100"))
    assert imported.genders == {"03": "female", "s10": "male"}
    assert imported.others == ("12",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", r"line 1: there is no column speaker and gender"),
        ("speaker,sex\ns01,f\n", r"line 1: there is no column gender"),
        ("speaker,gender\ns01,female\ns02,robot\n", r"line 3: 'robot' is no gender; write female, male, unknown"),
        ("speaker,gender\n,female\n", r"line 2: there must be a speaker"),
        ("speaker,gender\ns01,male,female\n", r"line 2: there must be a speaker"),
        ("speaker,gender\ns01,male\ns01,female\n", r"line 3: s01 is female, but male further up"),
        ("speaker,gender\ns99,male\n", r"names no speaker of"),
        ("speaker,gender\n", r"names no speaker of"),
    ],
)
def test_that_a_table_that_cannot_be_used_is_told_in_one_sentence_with_its_line(
    tmp_path: Path, text: str, sentence: str
) -> None:
    (tmp_path / "genders.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=sentence) as caught:
        import_genders(tmp_path / "genders.csv", make_corpus(tmp_path, "s01", "s02"))
    assert "genders.csv" in str(caught.value)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_that_a_table_that_is_not_there_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"nowhere\.csv cannot be read; check that it is there"):
        import_genders(tmp_path / "nowhere.csv", make_corpus(tmp_path, "s01"))


def test_that_a_place_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="cannot be written"):
        export_genders(tmp_path / "nowhere" / "genders.csv", make_corpus(tmp_path, "s01"))
