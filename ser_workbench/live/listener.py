# SPDX-License-Identifier: MIT
"""Blocks of sound become views and utterances.

A stream is cut at each step, wherever its blocks end: what is said does not depend on how a device deals out its
samples, and a file heard as fast as it goes says the same as one at real time.
"""

import time
from collections.abc import Iterator, Sequence

from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.audio.source import Block
from ser_workbench.errors import SettingsError
from ser_workbench.live.ear import Ear
from ser_workbench.live.events import LiveEvent, RunningView, SpeechHeard, UtteranceBegan, UtteranceEnded, UtteranceView
from ser_workbench.live.settings import LiveSettings
from ser_workbench.live.speech_spans import SpanBegan, SpanEnded
from ser_workbench.live.stretch import Stretch

FIRST_VIEW_S = 1.0
LATE_S = 0.5
"""Sound that is heard so late gets no views, until what is said is about now again; utterances are always told."""
UNSHARED_GROWTH = 0.05
"""Where an utterance is heard anew for each view, it must have grown by this share; so a long one cannot take all."""


class Listener:
    """Hears a stream as one network does; frames, voice and network states of the last seconds are kept, no more.

    Raises SettingsError where an utterance could be shorter than a frame.
    """

    def __init__(self, ear: Ear, settings: LiveSettings, is_viewing: bool = True) -> None:
        """is_viewing: tell views of what is not over yet; without, only what is said of ended utterances."""
        shortest_ms = ear.features.window_ms + ear.features.hop_ms
        if settings.shortest_speech_ms < shortest_ms:
            raise SettingsError(
                f"The shortest speech ({settings.shortest_speech_ms} ms) is shorter than a frame of the network "
                f"and its shift; make it {shortest_ms:g} ms or longer."
            )
        self._ear, self._settings, self._is_viewing = ear, settings, is_viewing
        self._step = round(settings.step_ms * SAMPLE_RATE_HZ / 1000)
        self._window = ear.features.count_frames(round(settings.window_s * SAMPLE_RATE_HZ))
        self._fewest = ear.features.count_frames(round(FIRST_VIEW_S * SAMPLE_RATE_HZ))
        self._stretch: Stretch | None = None
        self._ended = 0  # Utterances so far.
        self._utterance: int | None = None  # Where the one under way began.
        self._viewed = 0  # Frames of it when it was viewed last.
        self._speech_until = -1  # The sample behind the last speech.
        self._spent_s = 0.0  # Computing since the last step.

    def hear(self, block: Block) -> Sequence[LiveEvent]:
        """What the block changes; where it does not follow the one before, the stream breaks off and begins anew."""
        events: list[LiveEvent] = []
        if self._stretch is not None and block.first != self._stretch.end:
            events += self.finish()
        if self._stretch is None:
            self._stretch = Stretch(self._ear, self._settings, block.first)
        is_late = time.monotonic() - block.heard_at > LATE_S
        for samples in self._pieces(block.samples, self._stretch):
            events += self._hear_piece(samples, self._stretch, block.heard_at)
            if self._is_viewing and not is_late and self._stretch.heard % self._step == 0:
                events += self._view(self._stretch, block.heard_at)
            self._stretch.forget(self._window if self._is_viewing else 0)
        return events

    def finish(self) -> Sequence[LiveEvent]:
        """The utterance that the end of the stream cuts off, if there is one; what comes then is another stream."""
        stretch, self._stretch = self._stretch, None
        if stretch is None:
            return ()
        return [self._tell_span(change, stretch, time.monotonic()) for change in stretch.finish()]

    def _pieces(self, samples: Samples, stretch: Stretch) -> Iterator[Samples]:
        """Cut where a step ends."""
        while len(samples):
            count = self._step - stretch.heard % self._step if self._is_viewing else len(samples)
            yield samples[:count]
            samples = samples[count:]

    def _hear_piece(self, samples: Samples, stretch: Stretch, heard_at: float) -> Iterator[LiveEvent]:
        start = time.perf_counter()
        chunks = list(stretch.add(samples))
        self._spent_s += time.perf_counter() - start
        for chunk in chunks:
            is_speech = chunk.probability >= self._settings.speech_threshold
            if is_speech:
                self._speech_until = chunk.end
            yield SpeechHeard(_seconds(chunk.start), _seconds(chunk.end), chunk.probability, is_speech)
            for change in chunk.changes:
                yield self._tell_span(change, stretch, heard_at)

    def _tell_span(self, change: SpanBegan | SpanEnded, stretch: Stretch, heard_at: float) -> LiveEvent:
        if isinstance(change, SpanBegan):
            self._utterance, self._viewed = change.first, 0
            return UtteranceBegan(_seconds(change.first))
        start = time.perf_counter()
        self._utterance = None
        self._ended += 1
        samples = stretch.samples(change.first, change.last)
        said = stretch.hear(change.first, change.last)
        nearest = self._ear.honesty.neighbours.nearest(said.blstm)
        return UtteranceEnded(
            number=self._ended,
            start_s=_seconds(change.first),
            end_s=_seconds(change.last),
            judgement=self._ear.honesty.utterance.judge(said.logits, self._settings.level),
            doubts=self._ear.honesty.doubts(samples, nearest),
            neighbours=nearest,
            samples=samples,
            is_cut=change.is_cut,
            compute_ms=1000 * (time.perf_counter() - start),
            heard_at=heard_at,
        )

    def _view(self, stretch: Stretch, heard_at: float) -> Iterator[LiveEvent]:
        """What is said of the last seconds, and of the utterance under way."""
        honesty, level = self._ear.honesty, self._settings.level
        if stretch.frames >= self._fewest:
            start = time.perf_counter()
            first, last = stretch.latest(self._window)
            judgement = honesty.running.judge(stretch.hear(first, last).logits, level)
            compute_ms = 1000 * (self._spent_s + time.perf_counter() - start)
            has_speech = self._speech_until > first
            yield RunningView(_seconds(first), _seconds(last), judgement, has_speech, compute_ms, heard_at)
        self._spent_s = 0.0
        if self._utterance is not None:
            yield from self._view_utterance(self._utterance, stretch, heard_at)

    def _view_utterance(self, first: int, stretch: Stretch, heard_at: float) -> Iterator[LiveEvent]:
        _, last = stretch.latest(1)
        growth = 0.0 if stretch.is_shared else UNSHARED_GROWTH
        if last - first <= self._viewed * (1 + growth):
            return
        self._viewed = last - first
        start = time.perf_counter()
        said = stretch.hear(first, last)
        judgement = self._ear.honesty.utterance.judge(said.logits, self._settings.level)
        compute_ms = 1000 * (time.perf_counter() - start)
        yield UtteranceView(_seconds(first), _seconds(last), judgement, compute_ms, heard_at)


def _seconds(sample: int) -> float:
    return sample / SAMPLE_RATE_HZ
