# SPDX-License-Identifier: MIT
"""IEMOCAP on a built tree, in both conventions."""

import shutil

import pytest

from ser_workbench.errors import CorpusError
from tests.corpora import write_files
from tests.corpus.opening import emotions_of, opened, problems_of
from tests.corpus_trees import write_iemocap_tree

FIRST = "Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_F00{}.wav"


def test_that_four_classes_count_excited_as_happy(tmp_path):
    corpus = opened(write_iemocap_tree(tmp_path))
    assert corpus.reader == "iemocap-4"
    assert corpus.count_emotions() == {"anger": 4, "happiness": 8, "sadness": 4, "neutral": 4}
    assert emotions_of(corpus)[FIRST.format(2)] == "happiness"


def test_that_six_classes_are_chosen_by_name(tmp_path):
    corpus = opened(write_iemocap_tree(tmp_path), "iemocap-6")
    assert corpus.reader == "iemocap-6"
    assert corpus.count_emotions() == dict.fromkeys(
        ("anger", "happiness", "sadness", "neutral", "excited", "frustrated"), 4
    )


def test_that_the_speaker_is_who_speaks_and_not_who_wears_the_markers(tmp_path):
    corpus = opened(write_iemocap_tree(tmp_path))
    assert corpus.speakers == ("Ses01F", "Ses01M", "Ses02F", "Ses02M")
    assert {u.speaker: u.gender for u in corpus.utterances}["Ses01M"] == "male"
    assert corpus.count_genders() == {"female": 2, "male": 2}


def test_that_other_labels_and_whole_dialogues_are_left_out_and_counted(tmp_path):
    assert problems_of(opened(write_iemocap_tree(tmp_path))) == {
        "Session1/dialog/wav/Ses01F_impro01.wav": (
            "is a whole dialogue; its sentences are read instead; left out, with 1 other file."
        ),
        FIRST.format(5): "is labelled fru (frustrated), none of the 4 classes; left out, with 3 other files.",
        FIRST.format(6): (
            "is labelled xxx (no majority of the judges), none of the 4 classes; left out, with 3 other files."
        ),
        FIRST.format(7): "is labelled oth (another emotion), none of the 4 classes; left out, with 3 other files.",
    }


def test_that_one_session_and_a_folder_above_open_too(tmp_path):
    write_iemocap_tree(tmp_path / "IEMOCAP_full_release")
    assert len(opened(tmp_path).utterances) == 20
    assert opened(tmp_path / "IEMOCAP_full_release" / "Session2").speakers == ("Ses02F", "Ses02M")


def test_that_a_session_without_its_tables_is_left_out_and_the_table_named(tmp_path):
    write_iemocap_tree(tmp_path)
    shutil.rmtree(tmp_path / "Session1/dialog/EmoEvaluation")
    corpus = opened(tmp_path)
    assert corpus.speakers == ("Ses02F", "Ses02M")
    assert problems_of(corpus)[FIRST.format(0)] == (
        "has no label: dialog/EmoEvaluation/Ses01F_impro01.txt is missing; left out, with 15 other files."
    )


def test_that_recordings_without_any_table_are_refused_with_what_is_missing(tmp_path):
    folder = write_iemocap_tree(tmp_path) / "Session1" / "sentences"
    with pytest.raises(CorpusError, match=r"but no dialog/EmoEvaluation/\*.txt, which tell their emotions; open the"):
        opened(folder)


def test_that_utterances_without_a_label_and_labels_without_an_utterance_are_counted(tmp_path):
    write_iemocap_tree(tmp_path)
    (tmp_path / FIRST.format(0)).unlink()
    (tmp_path / FIRST.format(1)).unlink()
    write_files(tmp_path / "Session1/sentences/wav/Ses01F_impro01", ["Ses01F_impro01_F099.wav"])
    problems = problems_of(opened(tmp_path))
    assert problems["Ses01F_impro01_F000"] == (
        "is labelled in dialog/EmoEvaluation, but its recording is not there; left out, with 1 other file."
    )
    assert problems["Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_F099.wav"] == (
        "has no label: dialog/EmoEvaluation/Ses01F_impro01.txt does not name it; left out."
    )


def test_that_what_macos_leaves_behind_and_upper_case_endings_do_no_harm(tmp_path):
    write_iemocap_tree(tmp_path)
    table = tmp_path / "Session1/dialog/EmoEvaluation/._Ses01F_impro01.txt"
    table.write_bytes(b"\x00\x05\x16\x07[1.0 - 2.0]\tSes01F_impro01_F000\tfru\t[1, 1, 1]\n")
    (tmp_path / FIRST.format(1)).rename(tmp_path / FIRST.format(1).replace(".wav", ".WAV"))
    write_files(tmp_path, ["__MACOSX/Ses01F_impro01_F000.wav"])
    corpus = opened(tmp_path)
    assert len(corpus.utterances) == 20
    assert emotions_of(corpus)[FIRST.format(0)] == "anger"
