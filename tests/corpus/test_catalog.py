# SPDX-License-Identifier: MIT
"""A folder becomes a corpus, or one sentence that says why not."""

import os

import numpy as np
import pytest

from ser_workbench.corpus.catalog import find_reader, open_corpus
from ser_workbench.errors import CorpusError, MissingFolderError, NoAudioError, UnknownCorpusError
from ser_workbench.progress import Progress
from tests.corpora import make_tone, write_emodb_tree, write_files, write_noise_folder, write_tone_corpus, write_wav
from tests.corpus.opening import opened, problems_of


def test_that_a_missing_folder_and_a_file_are_named(tmp_path):
    with pytest.raises(MissingFolderError, match=r"There is no folder .*nowhere; check the path"):
        opened(tmp_path / "nowhere")
    file = write_wav(tmp_path / "03a01Wa.wav", make_tone(440))
    with pytest.raises(MissingFolderError, match=r"03a01Wa.wav is a file; name the folder"):
        opened(file)


@pytest.mark.parametrize("reader", [None, "emodb"])
def test_that_a_folder_without_audio_is_refused(tmp_path, reader):
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(NoAudioError, match="holds no audio files"):
        opened(tmp_path, reader)


def test_that_a_folder_nobody_knows_is_refused_with_an_example_and_a_way_out(tmp_path):
    write_noise_folder(tmp_path)
    with pytest.raises(
        UnknownCorpusError, match=r"for example, noise_0.wav\); put a table manifest.csv with the columns"
    ):
        opened(tmp_path)


def test_that_a_reader_of_another_name_is_refused_with_the_list(tmp_path):
    with pytest.raises(
        UnknownCorpusError, match="There is no reader 'iemocap'; there are: demo, manifest, audformat, emodb"
    ):
        find_reader(tmp_path, "iemocap")


def test_that_the_wrong_reader_says_what_it_reads(tmp_path):
    write_emodb_tree(tmp_path)
    with pytest.raises(UnknownCorpusError, match=r"The reader 'tess' finds no recordings in .*; it reads OAF_angry/"):
        opened(tmp_path, "tess")


def test_that_the_reader_is_found_from_the_folder_alone(tmp_path):
    assert find_reader(write_emodb_tree(tmp_path)).name == "emodb"


def test_that_utterances_are_sorted_and_know_their_length(tmp_path):
    write_wav(tmp_path / "b" / "03a01Wa.wav", make_tone(440, seconds=0.5, rate_hz=48000), rate_hz=48000)
    write_wav(tmp_path / "a" / "08a01Wa.flac", make_tone(440, seconds=0.25))
    corpus = opened(tmp_path)
    assert [u.id for u in corpus.utterances] == ["a/08a01Wa.flac", "b/03a01Wa.wav"]
    assert [u.seconds for u in corpus.utterances] == pytest.approx([0.25, 0.5])
    assert corpus.seconds == pytest.approx(0.75)
    assert corpus.utterances[1].file == tmp_path / "b" / "03a01Wa.wav"


def test_that_files_that_cannot_be_opened_are_left_out_with_a_reason(tmp_path):
    write_files(tmp_path, ["03a01Wa.wav"])
    (tmp_path / "03a02Wa.wav").write_bytes(b"")
    (tmp_path / "03a03Wa.wav").write_text("this is text", encoding="utf-8")
    write_wav(tmp_path / "03a04Wa.wav", np.zeros(0, dtype=np.float32))
    whole = (tmp_path / "03a01Wa.wav").read_bytes()
    (tmp_path / "03a05Wa.wav").write_bytes(whole[: len(whole) // 2])
    corpus = opened(tmp_path)
    assert [u.id for u in corpus.utterances] == ["03a01Wa.wav"]
    assert problems_of(corpus) == {
        "03a02Wa.wav": "holds no samples; remove it or record it again.",
        "03a03Wa.wav": "cannot be read as audio; remove it or export it again.",
        "03a04Wa.wav": "holds no samples; remove it or record it again.",
        "03a05Wa.wav": "is cut off before its end; copy or export it again.",
    }


def test_that_a_corpus_of_unreadable_files_is_refused(tmp_path):
    (tmp_path / "03a01Wa.wav").write_text("this is text", encoding="utf-8")
    with pytest.raises(NoAudioError, match=r"No recording in .* can be used: 03a01Wa.wav cannot be read as audio"):
        opened(tmp_path)


def test_that_a_recording_that_git_lfs_never_fetched_says_so(tmp_path):
    (tmp_path / "1001_DFA_ANG_XX.wav").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "utf-8")
    with pytest.raises(NoAudioError, match=r"1001_DFA_ANG_XX.wav is a Git LFS pointer, .* run 'git lfs pull' there"):
        opened(tmp_path)


def test_that_the_last_event_counts_all_headers(tmp_path):
    events = list(open_corpus(write_tone_corpus(tmp_path)))
    assert events[0] == Progress("Looking for recordings", 0, 0, "files")
    assert events[-1] == Progress("Reading headers", 18, 18, "files")


def test_that_a_relative_folder_opens_as_an_absolute_one(tmp_path, monkeypatch):
    write_emodb_tree(tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    corpus = opened(type(tmp_path)("corpus") / ".." / "corpus")
    assert corpus.folder == tmp_path / "corpus"
    assert corpus.name == "corpus"


def test_that_opening_leaves_the_users_folder_as_it_was(tmp_path):
    write_tone_corpus(tmp_path)
    before = {place: (folders, names) for place, folders, names in os.walk(tmp_path)}
    opened(tmp_path)
    assert {place: (folders, names) for place, folders, names in os.walk(tmp_path)} == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_that_a_folder_and_a_recording_that_may_not_be_read_are_told_as_such(tmp_path):
    write_files(tmp_path, ["a/03a01Wa.wav", "a/08a01Wa.wav", "b/09a01Wa.wav"])
    closed = [tmp_path / "b", tmp_path / "a" / "08a01Wa.wav"]
    try:
        for place in closed:
            place.chmod(0o000)
        corpus = opened(tmp_path)
    finally:
        for place in closed:
            place.chmod(0o700)
    assert [u.id for u in corpus.utterances] == ["a/03a01Wa.wav"]
    assert {p.file for p in corpus.problems} == {"b", "a/08a01Wa.wav"}
    assert all("check its permissions" in p.problem for p in corpus.problems)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_that_a_manifest_that_may_not_be_read_is_named(tmp_path):
    write_tone_corpus(tmp_path, takes=1)
    (tmp_path / "manifest.csv").chmod(0o000)
    with pytest.raises(CorpusError, match=r"manifest.csv cannot be read; check its permissions"):
        opened(tmp_path)
