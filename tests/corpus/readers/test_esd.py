# SPDX-License-Identifier: MIT
"""ESD on a built tree: folders or tables tell the emotion."""

from collections import Counter

import pytest

from ser_workbench.corpus.readers.esd import GENDERS
from ser_workbench.errors import NoAudioError
from tests.corpora import write_files
from tests.corpus.opening import emotions_of, opened, problems_of
from tests.corpus_trees import write_esd_tree

EMOTIONS = ("neutral", "anger", "happiness", "sadness", "surprise")
NAMES = [f"0001/0001_{number:06d}.wav" for number in (1, 351, 701, 1051, 1401)]


def test_that_esd_has_five_emotions_of_a_woman_and_a_man(tmp_path):
    corpus = opened(write_esd_tree(tmp_path / "Emotion Speech Dataset"))
    assert corpus.reader == "esd"
    assert {u.speaker: u.gender for u in corpus.utterances} == {"0001": "female", "0011": "male"}
    assert corpus.count_emotions() == dict.fromkeys(("anger", "happiness", "sadness", "surprise", "neutral"), 2)
    assert corpus.problems == ()


def test_that_ten_speakers_are_women_as_published():
    assert Counter(GENDERS.values()) == {"female": 10, "male": 10}


@pytest.mark.parametrize("split", ["train", "evaluation", "test", ""])
def test_that_the_folders_of_the_split_change_nothing(tmp_path, split):
    corpus = opened(write_files(tmp_path, [f"0020/Happy/{split}/0020_000701.wav"]))
    assert [u.emotion for u in corpus.utterances] == ["happiness"]


@pytest.mark.parametrize("encoding", ["gb2312", "utf-16", "utf-8", "utf-8-sig"])
def test_that_tables_in_any_published_encoding_are_read(tmp_path, encoding):
    write_esd_tree(tmp_path)
    table = tmp_path / "0001/0001.txt"
    table.write_bytes(table.read_bytes().decode("gb2312").encode(encoding))
    corpus = opened(tmp_path)
    assert {name: emotions_of(corpus)[name] for name in NAMES} == dict(zip(NAMES, EMOTIONS, strict=True))


def test_that_an_english_table_in_latin_1_is_read(tmp_path):
    write_files(tmp_path, ["0016/0016_000001.wav"])
    (tmp_path / "0016/0016.txt").write_bytes(b"0016_000001\tIt\x92\t Neutral \n\nhalf a line\n")
    assert [u.emotion for u in opened(tmp_path).utterances] == ["neutral"]


def test_that_a_missing_table_and_a_missing_line_are_named(tmp_path):
    write_esd_tree(tmp_path)
    write_files(tmp_path, ["0002/0002_000001.wav", "0001/0001_000002.wav"])
    assert problems_of(opened(tmp_path)) == {
        "0001/0001_000002.wav": ("lies in no folder of an emotion, and the table 0001.txt does not name it; left out."),
        "0002/0002_000001.wav": "lies in no folder of an emotion, and the table 0002.txt is missing; left out.",
    }


def test_that_a_copy_without_folders_and_tables_says_what_it_lacks(tmp_path):
    write_files(tmp_path, ["0001_000001.wav"])
    with pytest.raises(NoAudioError, match=r"can be used: 0001_000001.wav lies in no folder of an emotion"):
        opened(tmp_path)


def test_that_the_same_utterance_twice_counts_once(tmp_path):
    write_esd_tree(tmp_path)
    corpus = opened(write_files(tmp_path, ["copy/0011/Angry/0011_000351.wav"]))
    assert len(corpus.utterances) == 10
    assert "is the same recording once more" in corpus.problems[0].problem


def test_that_one_emotion_of_one_speaker_opens_too(tmp_path):
    folder = write_esd_tree(tmp_path) / "0011" / "Angry"
    assert [u.emotion for u in opened(folder).utterances] == ["anger"]
