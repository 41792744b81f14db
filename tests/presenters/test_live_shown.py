# SPDX-License-Identifier: MIT
"""What the Live panel says in large words: nothing that is not known, and plainly where it is unsure."""

import pytest

from ser_workbench.live.events import Interrupted, RunningView, UtteranceBegan
from ser_workbench.presenters.live_scene import Listens, LiveScene
from ser_workbench.presenters.live_shown import HOLD_S, figures_of, named_words, said_of, spans_of
from tests.presenters.live_scenes import EMOTIONS, a_judgement, a_scene, a_sound, an_utterance


def test_that_before_anything_is_heard_it_says_what_to_do():
    assert said_of(LiveScene()).word == "ready"
    assert "Listen" in said_of(LiveScene()).detail
    refused = said_of(LiveScene(), "No microphone is connected.")
    assert (refused.word, refused.is_trouble) == ("no microphone", True)


def test_that_a_network_that_is_made_ready_says_how_far_it_is():
    said = said_of(LiveScene(state=Listens.PREPARING, sentence="Making the network ready"))
    assert (said.word, said.detail) == ("getting ready", "Making the network ready")


def test_that_speech_is_named_where_it_is_sure():
    said = said_of(a_scene(58.0))
    assert (said.word, said.emotions, said.caption) == ("anger", ("anger",), "Speaking · 1.6 s")
    assert said.detail == "91 % likely, the only one left at level 90 %"
    assert said.judgement is not None


def test_that_it_is_unsure_between_all_that_are_named():
    said = said_of(a_scene(8.9))
    assert (said.word, said.emotions) == ("unsure", ("happiness", "neutral"))
    assert said.detail == "One of these two, at level 90 %"
    assert said_of(a_scene(20.0)).detail == "One of these, at level 90 %"


def test_that_nothing_is_claimed_of_speech_that_has_only_begun():
    scene = LiveScene(EMOTIONS, state=Listens.LISTENING)
    scene.take(a_sound(0.0, 1.0, True))
    scene.take(UtteranceBegan(0.8))
    assert (said_of(scene).word, said_of(scene).emotions, said_of(scene).judgement) == ("…", (), None)
    scene.take(RunningView(0.0, 1.0, a_judgement(), True, 5.0, 0.0))
    assert said_of(scene).emotions == ()
    assert said_of(scene).judgement == a_judgement()


def test_that_the_last_utterance_stands_for_a_while_and_then_it_is_silent():
    scene = LiveScene(EMOTIONS, state=Listens.LISTENING)
    scene.take(an_utterance(4, 1.0, 3.3, a_judgement("sadness")))
    scene.take(a_sound(3.3, 3.3 + HOLD_S - 0.1, False))
    assert (said_of(scene).word, said_of(scene).caption) == ("sadness", "Utterance 4 · 2.3 s")
    scene.take(a_sound(3.3 + HOLD_S - 0.1, 3.4 + HOLD_S, False))
    said = said_of(scene)
    assert (said.word, said.judgement, said.detail) == ("listening", None, "The last utterance: sadness")


def test_that_doubts_are_counted_where_they_can_be_seen_from_afar():
    scene = LiveScene(EMOTIONS, state=Listens.LISTENING)
    scene.take(an_utterance(4, 1.0, 3.3, a_judgement("sadness"), ("Too quiet.", "Too narrow.")))
    assert said_of(scene).caption == "Utterance 4 · 2.3 s · ⚠ 2 doubts"
    scene.take(an_utterance(5, 4.0, 5.0, a_judgement("sadness"), ("Too quiet.",)))
    assert said_of(scene).caption == "Utterance 5 · 1.0 s · ⚠ one doubt"


def test_that_what_was_said_last_stays_when_listening_has_ended():
    scene = a_scene(31.0)
    scene.state = Listens.IDLE
    scene.take(a_sound(31.0, 60.0, False))
    assert said_of(scene).word == "neutral"


def test_that_a_microphone_that_is_away_is_told_and_names_no_emotion():
    scene = a_scene(58.0)
    scene.take(Interrupted("The USB microphone is away; plug it in again."))
    said = said_of(scene)
    assert (said.is_trouble, said.emotions, said.judgement) == (True, (), None)
    assert said.detail == "The USB microphone is away; plug it in again."


def test_that_the_time_line_has_those_that_are_over_and_the_one_that_goes_on():
    spans = spans_of(a_scene(58.0))
    assert [span.number for span in spans] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]
    assert (spans[-1].start_s, spans[-1].end_s, spans[-1].emotions) == (56.4, pytest.approx(58.0), ("anger",))
    assert spans[1].emotions == ("happiness", "neutral")


def test_that_figures_are_dashes_until_they_are_known_and_overruns_are_trouble():
    scene = LiveScene(EMOTIONS)
    assert [figure.text for figure in figures_of(scene)] == ["–", "–", "0"]
    scene.take(RunningView(0.0, 1.0, a_judgement(), True, 5.25, 100.0))
    scene.take_paint(100.084)
    scene.overruns = 2
    assert [figure.text for figure in figures_of(scene)] == ["84 ms", "5.2 ms", "2"]
    assert [figure.is_trouble for figure in figures_of(scene)] == [False, False, True]
    assert "median 84, longest 84 ms" in figures_of(scene)[0].tooltip


def test_that_what_waited_while_nobody_looked_is_no_latency():
    scene = LiveScene(EMOTIONS)
    scene.take(RunningView(0.0, 1.0, a_judgement(), True, 5.25, 100.0))
    scene.skip_paint()
    scene.take_paint(107.0)
    assert scene.latency_ms is None


def test_that_emotions_are_listed_as_one_says_them():
    assert named_words(["anger"]) == "anger"
    assert named_words(["anger", "fear", "sadness"]) == "anger, fear or sadness"
