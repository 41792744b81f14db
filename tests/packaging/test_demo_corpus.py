# SPDX-License-Identifier: MIT
"""The demo corpus as it is committed: counted, decoded, measured."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from ser_workbench.audio.decode import read_audio
from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.resources import demo_corpus_folder, demo_noise_folder

SPEECH, NOISE = demo_corpus_folder(), demo_noise_folder()
EMOTIONS = {"anger", "disgust", "fear", "happiness", "sadness", "surprise"}
LARGEST_BYTES = 6_000_000


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (SPEECH / "speech.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def signals(rows: list[dict[str, str]]) -> list[NDArray[np.float32]]:
    return [read_audio(SPEECH / row["file"]) for row in rows]


def test_that_24_voices_say_three_sentences_in_each_of_six_emotions(rows: list[dict[str, str]]):
    assert Counter((row["speaker"], row["emotion"]) for row in rows) == {
        (speaker, emotion): 3 for speaker in {row["speaker"] for row in rows} for emotion in EMOTIONS
    }
    genders = {row["speaker"]: row["gender"] for row in rows}
    assert Counter(genders.values()) == {"female": 12, "male": 12}


def test_that_a_voice_says_the_same_words_in_every_emotion(rows: list[dict[str, str]]):
    for speaker in {row["speaker"] for row in rows}:
        said = {emotion: set() for emotion in EMOTIONS}
        for row in rows:
            if row["speaker"] == speaker:
                said[row["emotion"]].add(row["text"])
        assert len({frozenset(texts) for texts in said.values()}) == 1


def test_that_the_table_and_the_folder_hold_the_same_files(rows: list[dict[str, str]]):
    there = {file.relative_to(SPEECH).as_posix() for file in SPEECH.rglob("*.ogg")}
    assert there == {row["file"] for row in rows}


def test_that_it_says_in_both_places_that_it_is_synthetic():
    assert "synthetic" in (SPEECH / "synthetic.txt").read_text(encoding="utf-8")
    assert "Synthetic" in (SPEECH.parent / "README.md").read_text(encoding="utf-8")


def test_that_all_of_it_together_stays_under_six_megabytes():
    assert sum(file.stat().st_size for file in SPEECH.parent.rglob("*") if file.is_file()) < LARGEST_BYTES


def test_that_every_utterance_is_heard_whole_and_unclipped(
    rows: list[dict[str, str]], signals: list[NDArray[np.float32]]
):
    for row, signal in zip(rows, signals, strict=True):
        assert 1.2 < len(signal) / 16000 < 4.5, row["file"]
        assert 0.05 < np.abs(signal).max() < 0.95, row["file"]
        assert -35 < 10 * np.log10(np.mean(signal**2)) < -15, row["file"]


def test_that_thirty_noises_and_more_of_three_to_ten_seconds_are_there():
    files = sorted(NOISE.glob("*.ogg"))
    assert len(files) >= 30
    for file in files:
        about = soundfile.info(file)
        assert (about.samplerate, about.channels) == (16000, 1), file.name
        assert 3 < about.duration < 10, file.name
        assert 0.02 < np.abs(read_audio(file)).max() < 0.95, file.name


def test_that_sadness_is_slower_and_softer_than_anger(rows: list[dict[str, str]], signals: list[NDArray[np.float32]]):
    def mean_of(emotion: str) -> tuple[float, float]:
        chosen = [signal for row, signal in zip(rows, signals, strict=True) if row["emotion"] == emotion]
        return float(np.mean([len(s) for s in chosen])), float(np.mean([np.mean(s**2) for s in chosen]))

    (sad_length, sad_power), (angry_length, angry_power) = mean_of("sadness"), mean_of("anger")
    assert sad_length > 1.2 * angry_length
    assert sad_power < 0.6 * angry_power


def test_that_it_is_learnable_from_other_voices_yet_not_trivial_nor_a_matter_of_level(
    rows: list[dict[str, str]], signals: list[NDArray[np.float32]]
):
    extractor = FeatureExtractor(FeatureSettings())
    frames = [extractor.extract(signal) for signal in signals]
    means_and_spreads = np.array([np.concatenate([f.mean(0), f.std(0)]) for f in frames])
    levels = np.array([[10 * np.log10(np.mean(signal**2))] for signal in signals])
    assert 0.55 < _unweighted_accuracy(means_and_spreads, rows) < 0.85
    assert _unweighted_accuracy(levels, rows) < 0.4


def _unweighted_accuracy(values: NDArray[np.floating], rows: list[dict[str, str]]) -> float:
    """Five folds of speakers; chance is 1/6."""
    emotions, speakers = ([row[column] for row in rows] for column in ("emotion", "speaker"))
    classifier = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=2000))
    guessed = cross_val_predict(classifier, values, emotions, groups=speakers, cv=GroupKFold(5))
    return float(balanced_accuracy_score(emotions, guessed))


def test_that_no_path_in_the_table_leaves_the_folder(rows: list[dict[str, str]]):
    for row in rows:
        assert not Path(row["file"]).is_absolute()
        assert ".." not in Path(row["file"]).parts
