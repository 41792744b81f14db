# SPDX-License-Identifier: MIT
"""MELD on a built tree: three tables, three folders, numbers that start anew in each."""

import pytest

from ser_workbench.errors import CorpusError
from tests.corpora import make_tone, write_files, write_table
from tests.corpus.opening import emotions_of, opened, problems_of
from tests.corpus_trees import MELD_ROWS, write_meld_table, write_meld_tree
from tests.video_files import Track, write_video


def test_that_each_folder_is_read_by_its_own_table(tmp_path):
    write_meld_tree(tmp_path)
    write_meld_table(tmp_path / "dev_sent_emo.csv", [("Rachel", "disgust", 0, 0), *MELD_ROWS[1:]])
    corpus = opened(tmp_path)
    assert corpus.reader == "meld"
    assert emotions_of(corpus)["train_splits/dia0_utt0.wav"] == "sadness"
    assert emotions_of(corpus)["dev_splits_complete/dia0_utt0.wav"] == "disgust"
    assert emotions_of(corpus)["output_repeated_splits_test/dia0_utt1.wav"] == "happiness"
    assert corpus.problems == ()


def test_that_a_speaker_of_all_three_folders_is_one_and_the_main_characters_have_genders(tmp_path):
    corpus = opened(write_meld_tree(tmp_path))
    assert {u.speaker: u.gender for u in corpus.utterances} == {
        "Phoebe": "female",
        "Ross": "male",
        "Mrs. Green": "unknown",
    }
    assert len(corpus.utterances) == 9


def test_that_the_sound_of_the_videos_is_read(tmp_path):
    write_meld_table(tmp_path / "train_sent_emo.csv", MELD_ROWS[:1])
    write_video(tmp_path / "train/train_splits/dia0_utt0.mp4", [Track(make_tone(440, 0.5), 16000, "aac")], "mpeg4")
    (utterance,) = opened(tmp_path).utterances
    assert (utterance.id, utterance.speaker) == ("train/train_splits/dia0_utt0.mp4", "Phoebe")
    assert utterance.seconds == pytest.approx(0.5, abs=0.1)


def test_that_of_a_video_and_its_sound_file_the_sound_file_is_taken(tmp_path):
    write_meld_tree(tmp_path)
    (tmp_path / "train_splits/dia0_utt0.mp4").write_bytes(b"video")
    corpus = opened(tmp_path)
    assert "train_splits/dia0_utt0.wav" in emotions_of(corpus)
    assert "is the same recording once more" in problems_of(corpus)["train_splits/dia0_utt0.mp4"]


def test_that_recordings_without_a_line_and_lines_without_a_recording_are_counted(tmp_path):
    write_meld_tree(tmp_path)
    (tmp_path / "dev_splits_complete/dia0_utt0.wav").unlink()
    (tmp_path / "dev_splits_complete/dia0_utt1.wav").unlink()
    write_files(tmp_path / "output_repeated_splits_test", ["dia108_utt2.wav", "final_videos_testdia101_utt0.wav"])
    assert problems_of(opened(tmp_path)) == {
        "output_repeated_splits_test/dia108_utt2.wav": "has no label: test_sent_emo.csv does not name it; left out.",
        "output_repeated_splits_test/final_videos_testdia101_utt0.wav": (
            "is not named as MELD names its recordings; left out."
        ),
        "dia0_utt0": "is named in dev_sent_emo.csv, but is not there; left out, with 1 other file.",
    }


def test_that_a_missing_table_is_named_once_and_none_at_all_is_refused(tmp_path):
    write_meld_tree(tmp_path)
    (tmp_path / "test_sent_emo.csv").unlink()
    corpus = opened(tmp_path)
    assert len(corpus.utterances) == 6
    assert [p.problem for p in corpus.problems] == [
        "has no label: the table test_sent_emo.csv is missing; left out, with 2 other files."
    ]
    with pytest.raises(CorpusError, match=r"holds none of MELD's tables \(train_sent_emo.csv, dev_sent_emo.csv, "):
        opened(tmp_path / "train_splits")


def test_that_a_recording_in_no_folder_of_a_split_is_left_out(tmp_path):
    write_meld_tree(tmp_path)
    write_files(tmp_path, ["latest/dia0_utt0.wav"])
    assert "lies in no folder of train, dev or test" in problems_of(opened(tmp_path))["latest/dia0_utt0.wav"]


@pytest.mark.parametrize("speaker", ["All", "Both", "Joey and Ross", "Monica/Phoebe"])
def test_that_what_several_speak_at_once_belongs_to_no_speaker(tmp_path, speaker):
    write_meld_tree(tmp_path)
    write_meld_table(tmp_path / "train_sent_emo.csv", [*MELD_ROWS[:2], (speaker, "joy", 1, 0)])
    assert "is spoken by several at once" in problems_of(opened(tmp_path))["train_splits/dia1_utt0.wav"]


def test_that_a_speaker_with_and_without_a_final_period_is_one(tmp_path):
    write_files(tmp_path / "train_splits", ["dia0_utt0.wav", "dia0_utt1.wav"])
    write_meld_table(tmp_path / "train_sent_emo.csv", [("Phoebe Sr.", "joy", 0, 0), ("Phoebe Sr", "joy", 0, 1)])
    assert opened(tmp_path).speakers == ("Phoebe Sr",)


@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", "’"), ("utf-8-sig", "’"), ("cp1252", "’"), ("utf-8", "\x92")])
def test_that_damaged_characters_and_other_encodings_give_the_same_speaker(tmp_path, encoding, mark):
    write_files(tmp_path / "train_splits", ["dia0_utt0.wav"])
    write_meld_table(tmp_path / "train_sent_emo.csv", [(f"Joey{mark}s Date", "joy", 0, 0)], encoding)
    assert opened(tmp_path).speakers == ("Joey’s Date",)


def test_that_a_table_without_its_columns_is_named(tmp_path):
    write_meld_tree(tmp_path)
    write_table(tmp_path / "dev_sent_emo.csv", [("Utterance", "Speaker", "Emotion"), ("x", "Ross", "joy")])
    with pytest.raises(CorpusError, match=r"dev_sent_emo.csv, line 1: there is no column dialogue_id and utterance_id"):
        opened(tmp_path)


def test_that_damaged_lines_name_nothing(tmp_path):
    write_meld_tree(tmp_path)
    rows = [("", "joy", 0, 0), ("Ross", "", 0, 1), ("Ross", "joy", "x", 0), ("Ross", "joy", "1" * 5000, 0)]
    write_meld_table(tmp_path / "train_sent_emo.csv", rows)
    assert opened(tmp_path).problems[0].problem == (
        "has no label: train_sent_emo.csv does not name it; left out, with 2 other files."
    )
