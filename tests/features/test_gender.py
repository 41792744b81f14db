# SPDX-License-Identifier: MIT
"""What the height of voices suggests, on made voices and on the ten speakers of EmoDB, whose genders are known."""

from pathlib import Path

import numpy as np
import pytest

from ser_workbench.corpus.utterance import Corpus, Utterance
from ser_workbench.features.gender import Suggestion, suggest_gender, suggest_genders
from ser_workbench.progress import Event, Progress, run_steps
from tests.corpora import write_wav
from tests.corpus.opening import opened
from tests.features.test_pitch import make_noise, make_voice


def write_corpus(folder: Path, voices: dict[str, dict[str, float]], takes: int = 3) -> Corpus:
    """speaker → (emotion → height in Hz; 0 is a whisper)."""
    utterances = []
    for speaker, heights in voices.items():
        for emotion, hz in heights.items():
            for take in range(takes):
                name = f"{speaker}_{emotion}_{take}.wav"
                file = write_wav(folder / name, make_voice(hz, 0.6) if hz else make_noise(0.1, 0.6, take))
                utterances.append(Utterance(name, file, speaker, emotion))
    return Corpus(folder, "manifest", tuple(utterances))


@pytest.mark.parametrize(
    ("median_hz", "gender"),
    [(0, "unknown"), (90, "male"), (146, "male"), (152, "unknown"), (158, "female"), (240, "female")],
)
def test_that_a_high_voice_is_called_female_a_low_one_male_and_none_between(median_hz: float, gender: str) -> None:
    assert suggest_gender(median_hz) == Suggestion(gender, median_hz)


def test_that_calm_recordings_are_listened_to_before_excited_ones(tmp_path: Path) -> None:
    voices = {
        "s01": {"anger": 230.0, "neutral": 110.0, "sadness": 100.0},
        "s02": {"anger": 320.0, "happiness": 300.0, "sadness": 190.0, "disgust": 200.0},
        "s03": {"fear": 0.0},
    }
    suggestions = run_steps(suggest_genders(write_corpus(tmp_path, voices)))
    assert {speaker: suggestion.gender for speaker, suggestion in suggestions.items()} == {
        "s01": "male",
        "s02": "female",
        "s03": "unknown",
    }
    assert suggestions["s01"].median_f0_hz == pytest.approx(110, abs=1)
    assert suggestions["s03"].median_f0_hz == 0


def test_that_a_bad_recording_does_not_stop_the_listening(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path, {"s01": {"neutral": 210.0}, "s02": {"neutral": 110.0}})
    (tmp_path / "s01_neutral_0.wav").write_bytes(b"")
    for take in range(3):
        (tmp_path / f"s02_neutral_{take}.wav").unlink()
    suggestions = run_steps(suggest_genders(corpus))
    assert (suggestions["s01"].gender, suggestions["s02"]) == ("female", Suggestion("unknown", 0.0))


def test_that_the_listening_tells_how_far_it_is_and_hears_a_handful_of_each_speaker(tmp_path: Path) -> None:
    events: list[Event] = []
    run_steps(suggest_genders(write_corpus(tmp_path, {"s01": {"neutral": 110.0}}, takes=11)), events.append)
    assert events == [Progress("Listening to voices", done, 8, "recordings") for done in range(1, 9)]


@pytest.mark.real
def test_that_all_ten_speakers_of_emodb_are_suggested_rightly(emodb_folder: Path) -> None:
    corpus = opened(emodb_folder)
    genders = {utterance.speaker: utterance.gender for utterance in corpus.utterances}
    suggestions = run_steps(suggest_genders(corpus))
    assert {speaker: suggestion.gender for speaker, suggestion in suggestions.items()} == genders
    medians = np.array([suggestion.median_f0_hz for suggestion in suggestions.values()])
    is_female = np.array([genders[speaker] == "female" for speaker in suggestions])
    assert medians[~is_female].max() < 135 < 160 < medians[is_female].min()


@pytest.mark.real
def test_that_without_neutral_speech_no_speaker_of_emodb_is_suggested_wrongly(emodb_folder: Path) -> None:
    whole = opened(emodb_folder)
    loud = tuple(u for u in whole.utterances if u.emotion not in ("neutral", "boredom"))
    genders = {utterance.speaker: utterance.gender for utterance in loud}
    suggestions = run_steps(suggest_genders(Corpus(whole.folder, whole.reader, loud)))
    answers = [(suggestion.gender, genders[speaker]) for speaker, suggestion in suggestions.items()]
    assert sum(suggested == true for suggested, true in answers) == 9
    assert sum(suggested == "unknown" for suggested, true in answers) == 1
