# SPDX-License-Identifier: MIT
"""What is heard, in words and as JSON."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.cli.live_words import clock, json_of, judgement_words, meter, now_words, utterance_words
from ser_workbench.live.events import Interrupted, Resumed, RunningView, SpeechHeard, UtteranceEnded
from ser_workbench.live.judgement import Judgement
from ser_workbench.live.neighbours import Neighbour

SURE = Judgement({"anger": 0.83, "fear": 0.17}, ("anger",), 0.9)
UNSURE = Judgement({"anger": 0.45, "fear": 0.55}, ("fear", "anger"), 0.9)
NEAR = Neighbour("wav/03a01Wa.wav", Path("/emodb/wav/03a01Wa.wav"), "anger", "03", "male", "train", "", 1.25, 0.4)
ENDED = UtteranceEnded(
    3, 61.26, 63.0, UNSURE, ("It is louder than most.",), (NEAR,), np.zeros(8, np.float32), False, 4.2, 0.0
)


def test_that_a_sure_judgement_names_one_emotion_and_an_unsure_one_all_that_it_cannot_rule_out():
    assert judgement_words(SURE) == "anger 83 %"
    assert judgement_words(UNSURE) == "unsure: fear 55 % or anger 45 %"


def test_that_an_utterance_is_told_with_its_time_its_nearest_example_and_its_doubts():
    assert utterance_words(ENDED) == [
        "1:01.3 – 1:03.0  unsure: fear 55 % or anger 45 %  like wav/03a01Wa.wav (anger, speaker 03)",
        "    It is louder than most.",
    ]


def test_that_an_utterance_that_was_cut_says_so():
    assert utterance_words(replace(ENDED, is_cut=True))[0].startswith("1:01.3 – 1:03.0 (cut)  unsure: ")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00.0"), (9.96, "0:10.0"), (59.97, "1:00.0"), (3599.99, "1:00:00.0"), (3723.4, "1:02:03.4")],
)
def test_that_a_clock_never_shows_sixty_seconds(seconds: float, text: str):
    assert clock(seconds) == text


def test_that_the_meter_is_empty_60_db_below_full_scale_and_full_at_it():
    assert meter(0.0) == "·" * 12 + " -99 dB"
    assert meter(10 ** (-30 / 20)) == "█" * 6 + "·" * 6 + " -30 dB"
    assert meter(1.0) == "█" * 12 + "   0 dB"
    assert meter(1.5).startswith("█" * 12)


def test_that_the_last_seconds_are_told_in_few_words_and_not_at_all_where_nobody_speaks():
    assert now_words(RunningView(1.0, 3.0, SURE, True, 5.0, 0.0)) == "anger 83 %"
    assert now_words(RunningView(1.0, 3.0, UNSURE, True, 5.0, 0.0)) == "unsure, perhaps fear 55 %"
    assert now_words(RunningView(1.0, 3.0, SURE, False, 5.0, 0.0)) == ""


def test_that_an_utterance_as_json_says_all_that_is_known_of_it():
    said = json.loads(json.dumps(json_of(ENDED, 12.0)))
    assert said == {
        "event": "utterance",
        "number": 3,
        "start_s": 61.26,
        "end_s": 63.0,
        "emotion": "fear",
        "probabilities": {"anger": 0.45, "fear": 0.55},
        "label_set": ["fear", "anger"],
        "unsure": True,
        "doubts": ["It is louder than most."],
        "is_cut": False,
        "neighbours": [
            {
                "utterance": "wav/03a01Wa.wav",
                "file": str(NEAR.file),
                "emotion": "anger",
                "speaker": "03",
                "distance": 1.25,
            }
        ],
    }


def test_that_a_running_view_as_json_says_its_latency():
    said = json_of(RunningView(1.0, 3.0, SURE, True, 5.1234, 0.0), 87.44)
    assert said is not None
    assert (said["event"], said["emotion"], said["has_speech"]) == ("running", "anger", True)
    assert (said["compute_ms"], said["latency_ms"]) == (5.12, 87.4)


def test_that_a_program_is_told_of_a_device_that_goes_and_comes_but_not_of_every_32_ms():
    assert json_of(Interrupted("It is gone."), 0) == {"event": "interrupted", "sentence": "It is gone."}
    assert json_of(Resumed("USB", 2.5), 0) == {"event": "resumed", "device": "USB", "missing_s": 2.5}
    assert json_of(SpeechHeard(0.0, 0.032, 0.7, True), 0) is None
