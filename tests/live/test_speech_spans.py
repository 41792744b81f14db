# SPDX-License-Identifier: MIT
"""Where utterances begin and end, worked out by hand: a chunk is 512 samples, a frame 160."""

from itertools import pairwise

import numpy as np

from ser_workbench.live.settings import LiveSettings
from ser_workbench.live.speech_spans import SpanBegan, SpanEnded, SpeechSpans

Change = SpanBegan | SpanEnded
CHUNK, HOP = 512, 160
SETTINGS = LiveSettings(pause_ms=320, shortest_speech_ms=160, padding_ms=50, longest_utterance_s=3)
"""A pause is 10 chunks, the shortest speech 5, the padding 800 samples, the longest utterance 93.75 chunks."""


def _hear(
    probabilities: list[float], settings: LiveSettings = SETTINGS, origin: int = 0
) -> list[SpanBegan | SpanEnded]:
    spans = SpeechSpans(settings, HOP, origin)
    changes = [change for probability in probabilities for change in spans.add(probability)]
    return [*changes, *spans.finish(origin + CHUNK * len(probabilities))]


def _on_grid(sample: int) -> int:
    return sample // HOP * HOP


def test_that_an_utterance_is_its_speech_and_the_padding_on_the_grid_of_frames():
    began, ended = _hear([0.0] * 10 + [0.9] * 20 + [0.0] * 30)
    assert began == SpanBegan(_on_grid(10 * CHUNK - 800))
    assert ended == SpanEnded(began.first, _on_grid(30 * CHUNK + 800), is_cut=False)


def test_that_the_grid_begins_where_the_stream_does():
    began, ended = _hear([0.0] * 10 + [0.9] * 20 + [0.0] * 30, origin=1007)
    assert (began.first - 1007) % HOP == (ended.last - 1007) % HOP == 0
    assert began.first == 1007 + _on_grid(10 * CHUNK - 800)


def test_that_it_begins_after_the_shortest_speech_and_ends_after_the_pause():
    spans = SpeechSpans(SETTINGS, HOP)
    told = [len(spans.add(probability)) for probability in [0.9] * 8 + [0.0] * 12]
    assert [chunk for chunk, changes in enumerate(told) if changes] == [4, 17]


def test_that_a_short_burst_is_no_utterance():
    assert _hear([0.0] * 5 + [0.9] * 4 + [0.0] * 20) == []
    assert _hear([0.9] * 4) == []


def test_that_a_pause_shorter_than_asked_for_does_not_end_it():
    began, ended = _hear([0.9] * 10 + [0.0] * 9 + [0.9] * 10 + [0.0] * 15)
    assert (began, ended) == (SpanBegan(0), SpanEnded(0, _on_grid(29 * CHUNK + 800), is_cut=False))


def test_that_a_probability_a_little_below_the_threshold_neither_begins_nor_ends_an_utterance():
    assert _hear([0.4] * 30) == []
    (began, ended) = _hear([0.9] * 10 + [0.4] * 30)
    assert ended == SpanEnded(began.first, _on_grid(40 * CHUNK), is_cut=True)


def test_that_the_end_of_the_stream_ends_an_utterance_at_what_was_heard():
    (_, ended) = _hear([0.9] * 20)
    assert ended == SpanEnded(0, _on_grid(20 * CHUNK), is_cut=True)
    (_, ended) = _hear([0.9] * 20 + [0.0] * 3)
    assert ended == SpanEnded(0, _on_grid(20 * CHUNK + 800), is_cut=True)


def test_that_the_next_utterance_begins_no_earlier_than_the_last_one_ends():
    settings = SETTINGS.changed({"pause_ms": 320, "padding_ms": 320})
    _, ended, began, _ = _hear([0.9] * 10 + [0.0] * 11 + [0.9] * 10 + [0.0] * 20, settings)
    assert began.first == ended.last == _on_grid(10 * CHUNK + 320 * 16)


def test_that_too_long_an_utterance_is_cut_at_its_deepest_dip_and_goes_on_there():
    speech = [0.9] * 60 + [0.5, 0.4, 0.5] + [0.9] * 60
    first, ended, second, last = _hear(speech + [0.0] * 15)
    assert ended == SpanEnded(first.first, second.first, is_cut=True)
    assert 60 * CHUNK <= ended.last <= 63 * CHUNK
    assert last == SpanEnded(second.first, _on_grid(123 * CHUNK + 800), is_cut=False)


def test_that_too_long_an_utterance_ends_where_it_is_silent_just_then():
    (_, ended) = _hear([0.9] * 90 + [0.0] * 20)
    assert ended == SpanEnded(0, _on_grid(90 * CHUNK + 800), is_cut=True)


def test_that_hours_of_speech_without_a_pause_become_utterances_without_gaps_of_bounded_length():
    changes = _hear([0.9] * 3000)
    ends = [change for change in changes if isinstance(change, SpanEnded)]
    assert all(one.last == other.first for one, other in pairwise(ends))
    assert max(end.last - end.first for end in ends) <= 3 * 16000 + CHUNK
    assert min(end.last - end.first for end in ends[:-1]) >= 0.45 * 3 * 16000


def test_that_whatever_comes_spans_are_whole_apart_on_the_grid_and_never_reach_before_the_earliest():
    rng = np.random.default_rng(0)
    for _ in range(40):
        settings = SETTINGS.changed(
            {
                "pause_ms": int(rng.integers(100, 600)),
                "padding_ms": int(rng.integers(0, 100)),
                "shortest_speech_ms": int(rng.integers(50, 2000)),
            }
        )
        spans = SpeechSpans(settings, HOP)
        level, free_from, first, earliest = 0.5, 0, None, 0
        for chunk in range(2000):
            level = float(np.clip(level + rng.normal(0, 0.2), 0, 1))
            before = spans.earliest
            assert before >= earliest
            earliest = before
            for change in spans.add(level):
                if isinstance(change, SpanBegan):
                    assert first is None
                    first = change.first
                    assert first >= max(free_from, earliest)
                else:
                    assert change.first == first
                    assert change.first < change.last <= (chunk + 1) * CHUNK
                    free_from, first = change.last, None
                assert free_from % HOP == (first or 0) % HOP == 0
