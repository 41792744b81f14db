# SPDX-License-Identifier: MIT
"""EmoDB on a built tree and on the real recordings."""

import pytest

from tests.corpora import write_emodb_tree, write_files
from tests.corpus.opening import checked, emotions_of, opened


def test_that_each_emodb_letter_is_its_emotion(tmp_path):
    corpus = opened(write_emodb_tree(tmp_path))
    assert corpus.reader == "emodb"
    assert emotions_of(corpus) == {
        "wav/03a01Wa.wav": "anger",
        "wav/03a02Lb.wav": "boredom",
        "wav/08b01Ea.wav": "disgust",
        "wav/08b02Ac.wav": "fear",
        "wav/10a04Fd.wav": "happiness",
        "wav/13b09Ta.wav": "sadness",
        "wav/16b10Nb.wav": "neutral",
    }
    assert corpus.problems == ()


def test_that_emodb_speakers_keep_their_two_digits_and_have_their_genders(tmp_path):
    speakers = ("03", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17")
    corpus = opened(write_files(tmp_path, [f"{speaker}a01Wa.wav" for speaker in speakers]))
    genders = {u.speaker: u.gender for u in corpus.utterances}
    assert {s for s, g in genders.items() if g == "male"} == {"03", "10", "11", "12", "15"}
    assert {s for s, g in genders.items() if g == "female"} == {"08", "09", "13", "14", "16"}
    assert genders["17"] == "unknown"


def test_that_emodb_opens_at_its_wav_folder_too(tmp_path):
    write_emodb_tree(tmp_path)
    corpus = opened(tmp_path / "wav")
    assert corpus.reader == "emodb"
    assert len(corpus.utterances) == 7
    assert corpus.utterances[0].id == "03a01Wa.wav"


def test_that_upper_case_file_names_are_read_alike(tmp_path):
    corpus = opened(write_files(tmp_path, ["03A01WA.WAV", "08B02AC.WAV"]))
    assert emotions_of(corpus) == {"03A01WA.WAV": "anger", "08B02AC.WAV": "fear"}


@pytest.mark.real
def test_that_the_real_emodb_is_what_its_readme_says_and_has_no_problems(emodb_folder):
    report = checked(emodb_folder).to_json()
    assert 0.405 * 3600 < report.pop("seconds") < 0.415 * 3600
    assert report == {
        "reader": "emodb",
        "utterances": 535,
        "speakers": 10,
        "genders": {"female": 5, "male": 5},
        "emotions": {
            "anger": 127,
            "disgust": 46,
            "fear": 69,
            "happiness": 71,
            "sadness": 62,
            "neutral": 79,
            "boredom": 81,
        },
        "problems": [],
    }
