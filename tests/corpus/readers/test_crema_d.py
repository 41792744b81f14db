# SPDX-License-Identifier: MIT
"""CREMA-D on a built tree, with and without its table of the actors."""

from collections import Counter

from ser_workbench.corpus.readers.crema_d import GENDERS
from tests.corpora import write_crema_d_tree, write_files, write_table
from tests.corpus.opening import emotions_of, opened


def test_that_crema_d_has_three_actors_and_six_emotions_each(tmp_path):
    corpus = opened(write_crema_d_tree(tmp_path))
    assert corpus.reader == "crema-d"
    assert corpus.speakers == ("1001", "1002", "1091")
    assert corpus.count_genders() == {"female": 2, "male": 1}
    assert corpus.count_emotions() == dict.fromkeys(("anger", "disgust", "fear", "happiness", "sadness", "neutral"), 3)
    assert emotions_of(corpus)["AudioWAV/1001_DFA_FEA_XX.wav"] == "fear"


def test_that_48_actors_are_male_and_43_female_as_published():
    assert Counter(GENDERS.values()) == {"male": 48, "female": 43}


def test_that_the_users_table_of_the_actors_is_believed(tmp_path):
    write_crema_d_tree(tmp_path)
    table = [("ActorID", "Age", "Sex", "Race", "Ethnicity"), ("1001", "51", "Female", "Caucasian", "Not Hispanic")]
    write_table(tmp_path / "VideoDemographics.csv", table)
    for folder in (tmp_path, tmp_path / "AudioWAV"):
        corpus = opened(folder)
        assert corpus.reader == "crema-d"
        assert corpus.count_genders() == {"female": 3}


def test_that_a_damaged_table_of_the_actors_does_no_harm(tmp_path):
    write_crema_d_tree(tmp_path)
    (tmp_path / "VideoDemographics.csv").write_bytes(b"\xff\xfe\x00ActorID\x00\x80")
    assert opened(tmp_path).count_genders() == {"female": 2, "male": 1}


def test_that_the_one_odd_name_of_crema_d_is_read(tmp_path):
    corpus = opened(write_files(tmp_path, ["1040_ITH_SAD_X.wav"]))
    assert [(u.speaker, u.gender, u.emotion) for u in corpus.utterances] == [("1040", "male", "sadness")]


def test_that_of_the_wav_and_the_flac_of_one_clip_the_wav_is_taken(tmp_path):
    write_crema_d_tree(tmp_path)
    write_files(tmp_path, ["AudioFLAC/1001_DFA_ANG_XX.flac"])
    corpus = opened(tmp_path)
    assert len(corpus.utterances) == 18
    assert [p.file for p in corpus.problems] == ["AudioFLAC/1001_DFA_ANG_XX.flac"]
