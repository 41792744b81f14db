# SPDX-License-Identifier: MIT
"""Blocks in, views and utterances out."""

import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from ser_workbench.audio.samples import Samples
from ser_workbench.errors import SettingsError
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.live.ear import Ear
from ser_workbench.live.events import LiveEvent, RunningView, SpeechHeard, UtteranceBegan, UtteranceEnded, UtteranceView
from ser_workbench.live.listener import Listener
from ser_workbench.live.settings import LiveSettings
from tests.live.made_ear import blocks, judge_alone, make_ear, talk

SETTINGS = LiveSettings()
ORIGIN = 5003
"""Where the stream begins: on no grid of anything."""


def _hear(
    ear: Ear,
    samples: Samples,
    lengths: Sequence[int] = (480,),
    is_viewing: bool = True,
    settings: LiveSettings = SETTINGS,
) -> list[LiveEvent]:
    listener = Listener(ear, settings, is_viewing)
    heard = [event for block in blocks(samples, lengths, ORIGIN) for event in listener.hear(block)]
    return [*heard, *listener.finish()]


def _of(samples: Samples, event: RunningView | UtteranceView | UtteranceEnded) -> Samples:
    first, last = (round(time_s * 16_000) - ORIGIN for time_s in (event.start_s, event.end_s))
    return samples[first:last]


def _probabilities(event: RunningView | UtteranceView | UtteranceEnded) -> list[float]:
    return list(event.judgement.probabilities.values())


@pytest.mark.parametrize("kind", ["training", "utterance"])
def test_that_every_view_and_utterance_says_what_a_file_of_its_samples_does(kind: str):
    ear, samples = make_ear(kind), talk(2)
    checked = set[type]()
    for event in _hear(ear, samples):
        if isinstance(event, RunningView | UtteranceView | UtteranceEnded):
            honesty = ear.honesty
            calibration = honesty.running if isinstance(event, RunningView) else honesty.utterance
            alone = judge_alone(ear, _of(samples, event), calibration)
            np.testing.assert_allclose(_probabilities(event), list(alone.probabilities.values()), atol=1e-4)
            assert event.judgement.label_set == alone.label_set
            checked.add(type(event))
    assert checked == {RunningView, UtteranceView, UtteranceEnded}


def test_that_an_utterance_brings_its_samples_its_neighbours_and_its_number():
    ear, samples = make_ear(), talk(3)
    ended = [event for event in _hear(ear, samples) if isinstance(event, UtteranceEnded)]
    assert [event.number for event in ended] == [1, 2, 3]
    for event in ended:
        np.testing.assert_array_equal(event.samples, _of(samples, event))
        assert len(event.neighbours) == 5
        assert event.doubts == ear.honesty.doubts(event.samples, event.neighbours)
        assert not event.is_cut


def test_that_it_does_not_matter_how_the_samples_are_dealt_out():
    ear, samples = make_ear(), talk(2)
    heard = [_hear(ear, samples, lengths) for lengths in ((480,), (1, 5000, 77), (100_000,))]
    for other in heard[1:]:
        assert [type(event) for event in other] == [type(event) for event in heard[0]]
        for one, same in zip(other, heard[0], strict=True):
            if isinstance(one, RunningView | UtteranceView | UtteranceEnded):
                assert isinstance(same, RunningView | UtteranceView | UtteranceEnded)
                assert (one.start_s, one.end_s, one.judgement) == (same.start_s, same.end_s, same.judgement)


def test_that_views_come_at_each_step_from_the_first_full_second_on():
    views = [event for event in _hear(make_ear(), talk(1)) if isinstance(event, RunningView)]
    ends = np.array([view.end_s for view in views])
    assert ends[0] - ORIGIN / 16_000 == pytest.approx(1.0, abs=0.01)
    np.testing.assert_allclose(np.diff(ends), 0.1, atol=1e-9)
    assert max(view.end_s - view.start_s for view in views) == pytest.approx(2.0, abs=0.01)


def test_that_a_running_view_tells_whether_there_is_speech_in_it():
    samples = np.concatenate([np.zeros(40_000, np.float32), talk(1)])
    heard = _hear(make_ear(), samples)
    spoken = [event for event in heard if isinstance(event, SpeechHeard) and event.is_speech]
    views = [event for event in heard if isinstance(event, RunningView)]
    assert [view.has_speech for view in views] == [
        any(view.start_s < chunk.end_s <= view.end_s for chunk in spoken) for view in views
    ]
    assert not views[0].has_speech
    assert any(view.has_speech for view in views)


def test_that_without_views_the_utterances_are_the_same():
    ear, samples = make_ear(), talk(3)
    told = [event for event in _hear(ear, samples) if isinstance(event, UtteranceEnded)]
    plain = _hear(ear, samples, (9600,), is_viewing=False)
    assert not any(isinstance(event, RunningView | UtteranceView) for event in plain)
    again = [event for event in plain if isinstance(event, UtteranceEnded)]
    assert [(e.start_s, e.end_s, e.judgement.label_set) for e in again] == [
        (e.start_s, e.end_s, e.judgement.label_set) for e in told
    ]


def test_that_a_gap_ends_the_utterance_and_nothing_is_held_together_across_it():
    ear, samples = make_ear(), talk(1)
    listener = Listener(ear, SETTINGS)
    cut = len(samples) // 2
    heard = [event for block in blocks(samples[:cut]) for event in listener.hear(block)]
    after = [event for block in blocks(samples, first=100_000) for event in listener.hear(block)]
    assert isinstance(heard[-1], RunningView | UtteranceView | SpeechHeard)
    assert isinstance(after[0], UtteranceEnded)
    assert after[0].is_cut
    assert after[0].end_s <= cut / 16_000
    views = [event for event in after if isinstance(event, RunningView)]
    assert views[0].start_s == 100_000 / 16_000
    ended = [event for event in after[1:] if isinstance(event, UtteranceEnded)]
    assert [event.number for event in ended] == [2]


def test_that_sound_heard_late_gets_no_views_but_its_utterances():
    listener, samples = Listener(make_ear(), SETTINGS), talk(1)
    heard = []
    for block in blocks(samples):
        heard += listener.hear(replace(block, heard_at=time.monotonic() - 1))
    assert not any(isinstance(event, RunningView | UtteranceView) for event in heard)
    assert sum(isinstance(event, UtteranceEnded) for event in heard) == 1


def test_that_speech_without_a_pause_is_cut_and_goes_on_as_the_next_utterance():
    voice = np.concatenate([talk(1)[12_000:-12_000]] * 4)
    heard = _hear(make_ear(), voice, settings=LiveSettings(longest_utterance_s=3))
    ended = [event for event in heard if isinstance(event, UtteranceEnded)]
    began = [event for event in heard if isinstance(event, UtteranceBegan)]
    assert len(ended) == len(began) > 1
    assert ended[0].is_cut
    assert max(event.end_s - event.start_s for event in ended) < 3.3


def test_that_hours_take_no_more_memory_than_seconds():
    listener, samples = Listener(make_ear(), LiveSettings(step_ms=1000)), talk(3)
    sizes = []
    tracemalloc.start()
    try:
        for turn in range(5):
            for block in blocks(samples, (4000,), turn * len(samples)):
                listener.hear(block)
            sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert max(sizes[1:]) - sizes[1] < 20_000  # A single frame kept of each would be 100,000 and more.


def test_that_utterances_shorter_than_a_frame_are_refused():
    ear = make_ear(features=FeatureSettings(window_ms=100))
    with pytest.raises(SettingsError, match=r"50 ms.*110 ms or longer"):
        Listener(ear, LiveSettings(shortest_speech_ms=50))
