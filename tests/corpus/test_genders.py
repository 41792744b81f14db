# SPDX-License-Identifier: MIT
"""The user's table of genders: read, written, and laid over what a corpus says."""

from pathlib import Path

import pytest

from ser_workbench.corpus.genders import apply_genders, key_of, load_genders, save_genders
from ser_workbench.errors import WorkspaceError
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
