# SPDX-License-Identifier: MIT
"""Utterances that are kept are a corpus like any other, and nothing else is ever written into."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.decode import read_audio
from ser_workbench.corpus.own import Kept, check_own, keep_utterance
from ser_workbench.errors import CorpusError
from tests.corpora import TONES_HZ, make_tone, write_table, write_tone_corpus
from tests.corpus.opening import checked, opened


def keep(folder: Path, seed: int = 0, emotion: str = "anger", speaker: str = "me", gender: str = "female") -> Kept:
    samples = make_tone(TONES_HZ.get(emotion, 400), seconds=0.5, seed=seed)
    return keep_utterance(folder, samples, emotion, speaker, gender)


def test_that_what_was_kept_is_opened_and_checked_without_a_problem(tmp_path):
    folder = tmp_path / "new" / "mine"
    for seed, emotion in enumerate([*TONES_HZ] * 2):
        for number, (speaker, gender) in enumerate([("me", "female"), ("you", "male")]):
            kept = keep(folder, 10 * number + seed, emotion, speaker, gender)
    assert kept.utterances == 12
    report = checked(folder)
    assert report.problems == ()
    assert report.corpus.reader == "manifest"
    assert report.corpus.count_emotions() == {"anger": 4, "happiness": 4, "sadness": 4}
    assert report.corpus.count_genders() == {"female": 1, "male": 1}


def test_that_the_samples_are_kept_as_they_were_heard(tmp_path):
    samples = make_tone(440)
    kept = keep_utterance(tmp_path, samples, "anger", "me", "male")
    assert np.abs(read_audio(kept.file) - samples).max() <= 0.5 / 32768


def test_that_an_utterance_kept_again_is_labelled_anew(tmp_path):
    samples = make_tone(440)
    for emotion in ("anger", "Joy"):
        kept = keep_utterance(tmp_path, samples, emotion, "me", "female")
    assert (kept.utterances, kept.emotion) == (1, "happiness")
    assert [utterance.emotion for utterance in opened(tmp_path).utterances] == ["happiness"]


@pytest.mark.parametrize("label", ['proud, and "glad"', "../x", "=1+1", "می\u200cخواهم", "\U0001f469\u200d\U0001f4bb"])
def test_that_any_word_is_a_label(tmp_path, label):
    keep(tmp_path, emotion=label)
    assert opened(tmp_path).emotions == (label,)


def test_that_columns_that_the_user_has_added_stay(tmp_path):
    keep(tmp_path, 1)
    table = tmp_path / "kept.csv"
    header, row = table.read_text(encoding="utf-8").splitlines()
    rows = [(*header.split(","), "note"), (*row.split(","), "loud; very")]
    write_table(table, rows, delimiter=";", encoding="utf-8-sig")  # As a spreadsheet saves it.
    keep(tmp_path, 2)
    assert "loud; very" in table.read_text(encoding="utf-8")
    assert len(opened(tmp_path).utterances) == 2


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"emotion": " "}, "without a label"),
        ({"speaker": " "}, "without a speaker"),
        ({"gender": "blue"}, "is no gender"),
        ({"gender": "male"}, "says that the speaker 'me' is female, not male"),
        ({"emotion": "a\0b"}, "no table can show"),
        ({"speaker": "\udcff"}, "no table can show"),
    ],
)
def test_that_what_cannot_be_kept_is_told_and_nothing_is_written(tmp_path, changes, what):
    keep(tmp_path)
    before = sorted((file, file.stat().st_mtime_ns) for file in tmp_path.rglob("*"))
    with pytest.raises(CorpusError, match=what):
        keep(tmp_path, 7, **changes)
    assert sorted((file, file.stat().st_mtime_ns) for file in tmp_path.rglob("*")) == before


def test_that_a_corpus_of_others_is_never_written_into(tmp_path):
    corpus = write_tone_corpus(tmp_path)
    before = sorted(corpus.rglob("*"))
    with pytest.raises(CorpusError, match="were not kept here"):
        keep(corpus)
    assert sorted(corpus.rglob("*")) == before


def test_that_a_second_manifest_is_told_before_the_corpus_can_no_longer_be_opened(tmp_path):
    keep(tmp_path)
    shutil.copy(tmp_path / "kept.csv", tmp_path / "copy.csv")
    with pytest.raises(CorpusError, match=r"second manifest, copy\.csv"):
        check_own(tmp_path)


def test_that_a_folder_where_nobody_may_write_is_told(tmp_path):
    (tmp_path / "file").touch()
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(CorpusError):
            keep(place)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_that_a_name_that_no_folder_can_have_is_told(tmp_path, name):
    with pytest.raises(CorpusError, match="cannot be a folder"):
        keep(tmp_path / name)


def test_that_utterances_kept_at_once_are_all_there(tmp_path):
    with ThreadPoolExecutor(4) as window:
        for kept in window.map(lambda seed: keep(tmp_path, seed), range(24)):
            assert kept.file.exists()
    assert len(opened(tmp_path).utterances) == 24


@pytest.mark.parametrize(
    ("header", "row", "what"),
    [
        ("{},note,note", "{},one,two", "two columns have one name"),
        ("{}", "{},loud, very", "line 2, has more cells than the header"),
        ("{}", "{}", "is lady, not female"),
    ],
)
def test_that_a_table_edited_so_that_something_would_be_lost_is_told_and_left_alone(tmp_path, header, row, what):
    keep(tmp_path)
    table = tmp_path / "kept.csv"
    lines = table.read_text(encoding="utf-8").replace("female", "lady" if "lady" in what else "female").splitlines()
    table.write_text("\n".join([header.format(lines[0]), row.format(lines[1])]), encoding="utf-8")
    before = table.read_bytes()
    with pytest.raises(CorpusError, match=what):
        keep(tmp_path, 2)
    assert table.read_bytes() == before
