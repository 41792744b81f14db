# SPDX-License-Identifier: MIT
"""Which files of a folder are looked at."""

import os

import pytest

from ser_workbench.corpus.readers.listing import list_files, spell_out
from tests.corpora import write_files
from tests.corpus.opening import opened


def names(folder):
    return [file.relative_to(folder).as_posix() for file in list_files(folder)]


def test_that_hidden_files_and_what_systems_leave_behind_are_passed_over(tmp_path):
    write_files(tmp_path, ["a.wav", "._a.wav", "__MACOSX/b.wav", ".trash/c.wav", "sub/d.FLAC"])
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    assert names(tmp_path) == ["a.wav", "sub/d.FLAC"]


def test_that_a_linked_folder_is_followed_and_a_circle_ends(tmp_path):
    write_files(tmp_path / "elsewhere", ["03a01Wa.wav"])
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "wav").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (corpus / "xcircle").symlink_to(corpus, target_is_directory=True)
    assert names(corpus) == ["wav/03a01Wa.wav"]


def test_that_a_linked_file_counts_where_its_link_lies(tmp_path):
    write_files(tmp_path / "elsewhere", ["x.wav"])
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "03a01Wa.wav").symlink_to(tmp_path / "elsewhere" / "x.wav")
    assert [u.id for u in opened(corpus).utterances] == ["03a01Wa.wav"]


def test_that_a_broken_link_is_a_problem_and_no_more(tmp_path):
    write_files(tmp_path, ["03a01Wa.wav"])
    (tmp_path / "03a02Wa.wav").symlink_to(tmp_path / "gone.wav")
    corpus = opened(tmp_path)
    assert [u.id for u in corpus.utterances] == ["03a01Wa.wav"]
    assert [p.file for p in corpus.problems] == ["03a02Wa.wav"]


def test_that_unicode_folders_stay_as_they_are(tmp_path):
    write_files(tmp_path, ["Prüfung 日本/03a01Wa.wav"])
    assert [u.id for u in opened(tmp_path).utterances] == ["Prüfung 日本/03a01Wa.wav"]


def test_that_a_name_that_is_no_unicode_is_left_out_with_a_sentence(tmp_path):
    write_files(tmp_path, ["03a01Wa.wav", "good/08a01Wa.wav"])
    try:
        (tmp_path / "good").rename(tmp_path / os.fsdecode(b"b\xe4d"))
    except OSError:
        pytest.skip("this disk takes only Unicode names")
    corpus = opened(tmp_path)
    assert [u.id for u in corpus.utterances] == ["03a01Wa.wav"]
    assert [(p.file, p.problem) for p in corpus.problems] == [
        (r"b\xe4d/08a01Wa.wav", "has a name that is not Unicode; rename it.")
    ]


def test_that_bytes_which_are_no_unicode_are_spelt_out():
    assert spell_out(os.fsdecode(b"b\xe4d.wav")) == r"b\xe4d.wav"
