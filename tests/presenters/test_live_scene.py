# SPDX-License-Identifier: MIT
"""The picture of now after what has happened."""

import numpy as np
import pytest

from ser_workbench.live.events import Interrupted, Resumed, SpeechHeard, UtteranceBegan
from ser_workbench.presenters.live_looked import Looked
from ser_workbench.presenters.live_scene import Listens, LiveScene, words_of
from tests.presenters.live_events import EMOTIONS, judgement_of, running_view, utterance, utterance_view


def looked_at(end_s: float, peak: float = 0.1, is_clipped: bool = False, overruns: int = 0) -> Looked:
    place = round(end_s * 100) - 2
    envelope, log_mel = np.full((2, 2), peak, np.float32), np.zeros((2, 40), np.float32)
    return Looked(end_s, 0.0, peak, is_clipped, overruns, place, envelope, place, log_mel)


def scene() -> LiveScene:
    return LiveScene(EMOTIONS, state=Listens.LISTENING)


def test_that_a_peak_is_held_and_then_let_go():
    now = scene()
    now.take(looked_at(1.0, peak=1.0))
    now.take(looked_at(2.0, peak=0.1))
    assert (now.peak_dbfs, now.held_peak_dbfs) == (pytest.approx(-20), 0)
    now.take(looked_at(3.0, peak=0.1))
    assert now.held_peak_dbfs == pytest.approx(-20)


def test_that_the_light_of_clipping_goes_out():
    now = scene()
    assert not now.has_clip_light
    now.take(looked_at(1.0, is_clipped=True, overruns=3))
    now.take(looked_at(2.9, overruns=4))
    assert now.has_clip_light
    now.take(looked_at(3.1, overruns=4))
    assert (now.has_clip_light, now.overruns) == (False, 4)


def test_that_probabilities_stand_where_the_view_ended_and_silence_is_empty():
    now = scene()
    now.take(running_view(1.0, "fear"))
    now.take(running_view(1.1, "anger", has_speech=False))
    np.testing.assert_allclose(now.running.rows(10, 11), [[0.1, 0.8, 0.1]], atol=1e-6)
    assert np.isnan(now.running.rows(11, 12)).all()
    assert now.running_view is not None
    assert not now.running_view.has_speech


def test_that_speech_stands_in_steps_of_32_ms():
    now = scene()
    now.take(SpeechHeard(3.2, 3.232, 0.75, True))
    np.testing.assert_allclose(now.voice.rows(100, 101), [[0.75, 1]])


def test_that_an_utterance_is_followed_from_its_start_to_its_end():
    now = scene()
    now.take(UtteranceBegan(2.0))
    assert (now.is_speaking, now.speaking_since_s, now.utterance) == (True, 2.0, None)
    now.take(utterance_view(2.0, 2.5, "anger", "fear"))
    assert now.utterance == judgement_of("anger", "fear")
    now.take(utterance(1, 2.0, 3.0, "fear"))
    assert not now.is_speaking
    assert now.utterance == judgement_of("fear")
    assert now.last_utterance is not None
    assert now.last_utterance.number == 1


def test_that_a_day_of_utterances_does_not_fill_the_memory():
    now = scene()
    for number in range(1, 200):
        now.take(utterance(number, 2.0 * number, 2.0 * number + 0.5, "anger"))
    assert [one.number for one in now.utterances] == list(range(160, 200))
    for number in range(200, 300):
        now.take(utterance(number, 300 + 0.5 * number, 300 + 0.5 * number + 0.3, "anger"))
    assert len(now.utterances) == 105  # All of the last minute.


def test_that_the_latency_is_that_of_the_oldest_view_that_waits():
    now = scene()
    now.take(running_view(1.0, "fear", heard_at=100.0))
    now.take(running_view(1.1, "fear", heard_at=100.1))
    now.take_paint(100.15)
    assert now.latency_ms == pytest.approx(150)
    now.take_paint(100.5)  # Nothing new was painted.
    now.take(utterance_view(0, 1.2, "fear", heard_at=100.2))
    now.take_paint(100.25)
    assert now.latency_ms == pytest.approx(50)
    assert now.median_latency_ms == pytest.approx(100)
    assert now.longest_latency_ms == pytest.approx(150)
    assert now.compute_ms == 6


def test_that_a_device_that_goes_and_comes_is_told():
    now = scene()
    now.take(Interrupted("It is gone."))
    assert (now.state, now.sentence) == (Listens.LOST, "It is gone.")
    now.take(Resumed("mic", 2.0))
    assert (now.state, now.sentence) == (Listens.LISTENING, "")


def test_that_a_frozen_picture_stands_while_the_other_goes_on():
    now = scene()
    now.take(looked_at(1.0, peak=0.5))
    now.take(running_view(1.0, "fear"))
    still = now.frozen()
    now.take(looked_at(1.02, peak=0.9))
    now.take(running_view(1.0, "anger"))
    now.take(utterance(1, 0.0, 1.0, "fear"))
    assert still.is_frozen
    assert not now.is_frozen
    assert (still.now_s, still.envelope.end, still.utterances) == (1.0, 100, ())
    np.testing.assert_allclose(still.running.rows(10, 11), [[0.1, 0.8, 0.1]], atol=1e-6)


def test_that_an_utterance_that_was_kept_is_marked():
    now = scene()
    for number in (1, 2):
        now.take(utterance(number, number, number + 0.5, "fear"))
    now.mark_kept(2, "anger")
    assert [one.kept_as for one in now.utterances] == ["", "anger"]
    assert now.find(2) is now.utterances[1]
    assert now.find(3) is None


def test_that_what_is_unsure_is_said_so():
    assert words_of(judgement_of("fear")) == "fear"
    assert words_of(judgement_of("fear", "anger")) == "unsure: fear or anger"
    assert words_of(judgement_of("fear", "anger", "sadness")) == "unsure: fear, anger or sadness"
