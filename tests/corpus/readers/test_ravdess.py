# SPDX-License-Identifier: MIT
"""RAVDESS on a built tree: spoken audio in, songs and videos out."""

from collections import Counter

from tests.corpora import write_files, write_ravdess_tree
from tests.corpus.opening import opened, problems_of


def test_that_ravdess_has_three_actors_and_eight_emotions_each(tmp_path):
    corpus = opened(write_ravdess_tree(tmp_path))
    assert corpus.reader == "ravdess"
    assert corpus.speakers == ("01", "02", "24")
    assert corpus.count_genders() == {"female": 2, "male": 1}
    assert corpus.count_emotions() == dict.fromkeys(
        ("anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral", "calm"), 3
    )


def test_that_each_ravdess_code_is_its_emotion(tmp_path):
    corpus = opened(write_ravdess_tree(tmp_path) / "Actor_01")
    assert [u.emotion for u in corpus.utterances] == [
        "neutral", "calm", "happiness", "sadness", "anger", "fear", "disgust", "surprise",
    ]  # fmt: skip


def test_that_songs_and_videos_are_left_out_and_said_so_in_one_problem_a_kind(tmp_path):
    write_ravdess_tree(tmp_path)
    write_files(tmp_path, [f"Actor_01/03-02-05-01-01-0{take}-01.wav" for take in (1, 2)])
    write_files(tmp_path, ["Actor_01/01-01-05-01-01-01-01.wav"])
    for kind in ("01", "02"):
        (tmp_path / f"Actor_02/{kind}-01-05-01-01-01-02.mp4").write_bytes(b"video")
    corpus = opened(tmp_path)
    assert len(corpus.utterances) == 24
    assert problems_of(corpus) == {
        "Actor_01/03-02-05-01-01-01-01.wav": "is a song, not speech; left out, with 1 other file.",
        "Actor_01/01-01-05-01-01-01-01.wav": (
            "is the sound of a video; only the audio-only recordings (03-…) are read; left out."
        ),
        "Actor_02/01-01-05-01-01-01-02.mp4": "is a video; only the audio files are read; left out, with 1 other file.",
    }


def test_that_the_copy_that_the_archive_holds_of_itself_counts_once(tmp_path):
    write_ravdess_tree(tmp_path)
    write_ravdess_tree(tmp_path / "audio_speech_actors_01-24")
    corpus = opened(tmp_path)
    assert Counter(u.speaker for u in corpus.utterances) == {"01": 8, "02": 8, "24": 8}
    assert [p.problem for p in corpus.problems] == [
        "is the same recording once more, in another folder or format; left out, with 23 other files."
    ]


def test_that_an_actor_or_emotion_that_does_not_exist_is_no_ravdess_name(tmp_path):
    write_ravdess_tree(tmp_path)
    write_files(tmp_path, ["03-01-09-01-01-01-01.wav", "03-01-01-01-01-01-25.wav"])
    corpus = opened(tmp_path)
    assert len(corpus.utterances) == 24
    assert [p.problem for p in corpus.problems] == [
        "is not named as RAVDESS names its recordings; left out, with 1 other file."
    ]
