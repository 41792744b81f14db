# SPDX-License-Identifier: MIT
"""A stretch of the stream without a gap: its last seconds as samples and frames, its voice and its spans of speech.

Places are samples of the whole stream, on the grid of frames, which begins with the stretch.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ser_workbench.audio.samples import Samples
from ser_workbench.live.ear import Ear
from ser_workbench.live.frame_stream import FrameStream
from ser_workbench.live.kept_rows import KeptRows
from ser_workbench.live.settings import LiveSettings
from ser_workbench.live.speech_spans import SpanBegan, SpanEnded, SpeechSpans
from ser_workbench.live.stream_network import Said, StreamingNetwork
from ser_workbench.live.voice import CHUNK_SAMPLES, VoiceDetector

AT_ONCE = 1600
"""Samples of which frames are made at once, unless somebody asks before: of four blocks in one go they cost a third."""


class Chunk(NamedTuple):
    """32 ms: whether somebody speaks, and which utterances that begins or ends."""

    start: int
    end: int
    probability: float
    changes: Sequence[SpanBegan | SpanEnded]


class Stretch:
    """What one ear makes of samples that follow each other without a gap."""

    def __init__(self, ear: Ear, settings: LiveSettings, origin: int) -> None:
        """origin: the place of its first sample in the stream."""
        self._origin, self._features = origin, ear.features
        self._stream = FrameStream(ear.features)
        self._network = StreamingNetwork(ear.network, ear.scale)
        self._samples = KeptRows()
        self._voice = VoiceDetector()
        self._spans = SpeechSpans(settings, ear.features.hop_samples, origin)
        self._chunks_end = origin
        self._framed = 0  # Samples of which the frames have been made.

    @property
    def heard(self) -> int:
        """Samples so far."""
        return self._samples.end

    @property
    def end(self) -> int:
        """The place of the next sample to come."""
        return self._origin + self._samples.end

    @property
    def frames(self) -> int:
        """Frames so far."""
        self._make_frames()
        return self._network.count

    @property
    def is_shared(self) -> bool:
        """Hearing a span that has grown costs only what has grown."""
        return self._network.is_shared

    def add(self, samples: Samples) -> Iterator[Chunk]:
        """The samples that follow; the chunks that they complete, when all of them can be heard already."""
        self._samples.add(samples)
        if self._samples.end - self._framed >= AT_ONCE:
            self._make_frames()
        for probability in map(float, self._voice.add(samples)):
            start, self._chunks_end = self._chunks_end, self._chunks_end + CHUNK_SAMPLES
            yield Chunk(start, self._chunks_end, probability, self._spans.add(probability))

    def finish(self) -> Sequence[SpanBegan | SpanEnded]:
        """No more samples come: how the utterance under way ends."""
        return self._spans.finish(self.end)

    def latest(self, frames: int) -> tuple[int, int]:
        """The samples, first to last − 1, of so many last frames, or of all there are; there must be one."""
        count = self.frames
        hop, window = self._features.hop_samples, self._features.window_samples
        return self._origin + max(0, count - frames) * hop, self._origin + (count - 1) * hop + window

    def hear(self, first: int, last: int) -> Said:
        """What the network says of the samples first to last − 1, as of a file that holds only them."""
        self._make_frames()
        frame = (first - self._origin) // self._features.hop_samples
        return self._network.hear(frame, frame + self._features.count_frames(last - first))

    def samples(self, first: int, last: int) -> Samples:
        """A copy of the samples first to last − 1; (n,) float32."""
        return self._samples.between(first - self._origin, last - self._origin).copy()

    def forget(self, frames: int) -> None:
        """All but so many last frames, and the utterances that are under way or may still begin."""
        earliest = (self._spans.earliest - self._origin) // self._features.hop_samples
        before = max(0, min(self._network.count - frames, earliest))
        self._network.forget(before)
        self._samples.forget(min(before * self._features.hop_samples, self._framed))

    def _make_frames(self) -> None:
        if self._framed == self._samples.end:
            return
        self._network.add(self._stream.add(self._samples.between(self._framed, self._samples.end)))
        self._framed = self._samples.end
