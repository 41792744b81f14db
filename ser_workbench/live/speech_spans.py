# SPDX-License-Identifier: MIT
"""Where an utterance begins and ends, from the probabilities of speech as they come.

An utterance begins where the probability reaches the threshold, once it has held on for the shortest speech; it ends
where silence begins, once that has lasted a pause. In between the probability may sink, but not by more than 0.15
(silero-vad's own hysteresis) for so long. Speech that goes on for the longest utterance without a pause is cut at its
deepest dip, and goes on there as the next utterance.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.live.settings import LiveSettings
from ser_workbench.live.voice import CHUNK_SAMPLES

HYSTERESIS = 0.15
DIP_CHUNKS = 3
"""A cut looks for a dip of about 100 ms; a single chunk may be no more than the silence of a plosive."""
CUT_BETWEEN = (0.5, 0.9)
"""Shares of an utterance that is too long: neither part may become a scrap."""


class SpanBegan(NamedTuple):
    """An utterance began, the shortest speech ago or more."""

    first: int
    """Its first sample in the stream, on the grid of frames."""


class SpanEnded(NamedTuple):
    """The utterance that began last is over."""

    first: int
    last: int
    """The sample behind its last one, on the grid of frames and among those heard already."""
    is_cut: bool
    """It was too long, or the stream ended; not a pause."""


class SpeechSpans:
    """Follows one stream without gaps; a span that has begun always ends."""

    def __init__(self, settings: LiveSettings, hop_samples: int, origin: int = 0) -> None:
        """hop_samples: the grid of frames; origin: the place of the stream's first sample, where the grid begins."""
        self._high = settings.speech_threshold
        self._low = max(self._high - HYSTERESIS, 0.01)
        self._pause = _samples(settings.pause_ms / 1000)
        self._shortest = _samples(settings.shortest_speech_ms / 1000)
        self._padding = _samples(settings.padding_ms / 1000)
        self._longest = _samples(settings.longest_utterance_s)
        self._hop = hop_samples
        self._origin = origin
        self._heard = origin  # The sample behind the last chunk.
        self._free_from = origin  # What lies before belongs to an earlier span.
        self._speech: int | None = None  # Where the speech under way began.
        self._silence: int | None = None  # Where it fell silent, as it seems.
        self._first: int | None = None  # Where the span begins that was told of.
        self._probabilities: list[float] = []  # Of each chunk since the speech began.

    @property
    def earliest(self) -> int:
        """No span under way, and none that is still to begin, reaches back before this sample."""
        if self._first is not None:
            return self._first
        return self._place(self._heard if self._speech is None else self._speech, -self._padding)

    def add(self, probability: float) -> Sequence[SpanBegan | SpanEnded]:
        """What follows from the next chunk of 32 ms."""
        start, self._heard = self._heard, self._heard + CHUNK_SAMPLES
        if probability >= self._high:
            self._silence = None
            if self._speech is None:
                self._speech = start
        elif probability < self._low and self._silence is None:
            self._silence = start
        if self._speech is None:
            return ()
        self._probabilities.append(probability)
        return self._changes()

    def finish(self, end: int) -> Sequence[SpanBegan | SpanEnded]:
        """The stream ends before sample `end`, and with it the utterance under way."""
        self._heard = end
        return (self._end(self._silence, True),) if self._first is not None else ()

    def _changes(self) -> Sequence[SpanBegan | SpanEnded]:
        if self._silence is not None and self._heard - self._silence >= self._pause:
            if self._first is None:  # Too short to be an utterance.
                self._forget()
                return ()
            return (self._end(self._silence, False),)
        assert self._speech is not None
        if self._first is None:
            has_lasted = self._silence is None and self._heard - self._speech >= self._shortest
            return (self._begin(self._speech, -self._padding),) if has_lasted else ()
        return self._cut() if self._heard - self._first >= self._longest else ()

    def _begin(self, speech: int, padding: int) -> SpanBegan:
        self._first = self._place(speech, padding)
        return SpanBegan(self._first)

    def _end(self, silence: int | None, is_cut: bool) -> SpanEnded:
        assert self._first is not None
        last = self._place(self._heard if silence is None else silence, self._padding)
        ended = SpanEnded(self._first, last, is_cut)
        self._free_from = last
        self._forget()
        return ended

    def _cut(self) -> Sequence[SpanBegan | SpanEnded]:
        """End the span where it is silent just now, else at the deepest dip of late, where the next one begins."""
        if self._silence is not None:
            return (self._end(self._silence, True),)
        assert self._first is not None
        assert self._speech is not None
        likely = np.convolve(self._probabilities, np.ones(DIP_CHUNKS) / DIP_CHUNKS, "valid")
        since, until = (int(share * len(likely)) for share in CUT_BETWEEN)
        chunk = since + int(np.argmin(likely[since:until])) + DIP_CHUNKS // 2
        self._probabilities = self._probabilities[chunk:]
        self._speech += chunk * CHUNK_SAMPLES
        first, cut = self._first, self._place(self._speech + CHUNK_SAMPLES // 2, 0)
        self._free_from = cut
        return SpanEnded(first, cut, True), self._begin(cut, 0)

    def _forget(self) -> None:
        self._speech = self._silence = self._first = None
        self._probabilities = []

    def _place(self, sample: int, padding: int) -> int:
        """A sample on the grid of frames, at or before the one meant, neither in an earlier span nor unheard."""
        wanted = min(sample + padding, self._heard)
        return max(self._free_from, wanted - (wanted - self._origin) % self._hop)


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE_HZ)
