# SPDX-License-Identifier: MIT
"""What the Live panel draws: a picture of now in plain data, the last minute in rings. The window's thread alone.

Whoever draws remembers the `end` of a ring, and draws what came since. All times are those of the stream (`*_s`).
"""

import math
from collections import deque
from copy import deepcopy
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Self

import numpy as np

from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.live.events import (
    Interrupted,
    Resumed,
    RunningView,
    SpeechHeard,
    UtteranceBegan,
    UtteranceEnded,
    UtteranceView,
)
from ser_workbench.live.judgement import Judgement
from ser_workbench.presenters.live_looked import COLUMN_S, MEL_BANDS, Looked
from ser_workbench.presenters.live_ring import Ring
from ser_workbench.progress import Event

SHOWN_S = 60.0
"""How far back the picture goes."""
VOICE_S = 512 / SAMPLE_RATE_HZ
"""The voice detector says something every 32 ms."""
MOST_UTTERANCES = 40
"""So many can still be heard and kept after their minute is over; more would fill the memory of a day."""
HOLD_S = 1.5
"""How long the level meter holds a peak."""
CLIP_LIGHT_S = 2.0
MOST_LATENCIES = 300
SILENCE_DBFS = -120.0


class Listens(StrEnum):
    """What the panel is doing."""

    IDLE = "idle"
    PREPARING = "preparing"
    """The network is made ready: no sound is taken yet."""
    LISTENING = "listening"
    LOST = "lost"
    """The device is away, and waited for."""
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class LiveUtterance:
    """An utterance that is over, and whether it was kept."""

    ended: UtteranceEnded
    kept_as: str = ""
    """The label under which it lies in the corpus of one's own; empty: not kept."""

    @property
    def number(self) -> int:
        """1 for the first of the stream."""
        return self.ended.number


@dataclass(frozen=True, slots=True)
class RecordingNow:
    """A recording that is being written."""

    file: Path
    seconds: float = 0.0


@dataclass(eq=False)
class LiveScene:
    """Everything that is drawn at a time; `take` what happens, draw, `take_paint`."""

    emotions: tuple[str, ...] = ()
    """Those of the run, in the order of every row of `running`."""
    title: str = ""
    """Who listens: the run and its state."""
    source: str = ""
    """What is listened to: the device's or the file's name."""
    step_s: float = 0.1
    """From one running view to the next."""
    state: Listens = Listens.IDLE
    sentence: str = ""
    """One sentence beside the state: how far the preparing is, what is lost; empty: nothing to say."""
    is_frozen: bool = False
    """This is a picture that stands; listening goes on."""
    goes_on: "LiveScene | None" = None
    """Of a picture that stands: the one that it was taken of."""
    now_s: float = 0.0
    """The end of the newest block."""
    now_heard_at: float = 0.0
    """time.monotonic() when that was in the air: with it a picture can scroll evenly between two blocks."""

    peak_dbfs: float = SILENCE_DBFS
    """The largest magnitude of the newest block."""
    held_peak_dbfs: float = SILENCE_DBFS
    """The largest magnitude of the last 1.5 s."""
    clipped_at_s: float | None = None
    """When the newest block ended that was clipped."""
    overruns: int = 0

    is_speaking: bool = False
    """An utterance is going on."""
    speaking_since_s: float = 0.0
    utterance: Judgement | None = None
    """Of the utterance that is going on, as far as it has come; else of the last one that is over."""
    running_view: RunningView | None = None
    """The newest; its judgement is about noise where `has_speech` is false."""
    utterances: tuple[LiveUtterance, ...] = ()
    """Those that are over, oldest first: all of the last minute, and the newest 40."""

    compute_ms: float = 0.0
    """What the newest view took to compute."""
    latency_ms: float | None = None
    """From the sound in the air to its label on the screen, of the newest view that was painted."""
    recording: RecordingNow | None = None

    envelope: Ring = field(default_factory=lambda: Ring(SHOWN_S, COLUMN_S, 2))
    """(rows, 2): lowest and highest sample of each 10 ms, 1 is full scale"""
    log_mel: Ring = field(default_factory=lambda: Ring(SHOWN_S, COLUMN_S, MEL_BANDS))
    """(rows, 40): log-Mel of each 10 ms, natural logarithm; whatever the run's own features are"""
    voice: Ring = field(default_factory=lambda: Ring(SHOWN_S, VOICE_S, 2))
    """(rows, 2): probability of speech in each 32 ms, and 1 where it counts as speech, else 0"""
    running: Ring = field(init=False)
    """(rows, emotions): calibrated probabilities of the running view that ends there, `step_s` apart; NaN in silence"""
    _peaks: deque[tuple[float, float]] = field(default_factory=deque)
    _latencies: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_LATENCIES))
    _unpainted: float | None = None

    def __post_init__(self) -> None:
        self.running = Ring(SHOWN_S, self.step_s, max(1, len(self.emotions)))

    @property
    def has_clip_light(self) -> bool:
        """Whether something was clipped in the last two seconds."""
        return self.clipped_at_s is not None and self.now_s - self.clipped_at_s < CLIP_LIGHT_S

    @property
    def last_utterance(self) -> LiveUtterance | None:
        """The newest that is over."""
        return self.utterances[-1] if self.utterances else None

    @property
    def median_latency_ms(self) -> float | None:
        """Of the last 300 views that were painted."""
        return float(np.median(self._latencies)) if self._latencies else None

    @property
    def longest_latency_ms(self) -> float | None:
        """Of the last 300 views that were painted."""
        return max(self._latencies, default=None)

    def take(self, event: Event) -> None:
        """Something happened in the stream; events of other kinds are passed over."""
        match event:
            case Looked():
                self._take_sound(event)
            case SpeechHeard():
                row = np.array([[event.probability, event.is_speech]], np.float32)
                self.voice.put(self.voice.place_of(event.start_s), row)
            case RunningView():
                self._take_running(event)
            case UtteranceBegan():
                self.is_speaking, self.speaking_since_s, self.utterance = True, event.start_s, None
            case UtteranceView():
                self.utterance = event.judgement
                self._take_cost(event)
            case UtteranceEnded():
                self._take_utterance(event)
            case Interrupted():
                self.state, self.sentence = Listens.LOST, event.sentence
            case Resumed():
                self.state, self.sentence = Listens.LISTENING, ""

    def take_paint(self, painted_at: float) -> None:
        """The picture of now is on the screen; painted_at: time.monotonic()."""
        if self._unpainted is not None:
            self.latency_ms = (painted_at - self._unpainted) * 1000
            self._latencies.append(self.latency_ms)
            self._unpainted = None

    def skip_paint(self) -> None:
        """Nobody has looked until now: what waited to be painted tells nothing of the latency."""
        self._unpainted = None

    def mark_kept(self, number: int, label: str) -> None:
        """An utterance lies in the corpus of one's own now."""
        self.utterances = tuple(replace(one, kept_as=label) if one.number == number else one for one in self.utterances)

    def find(self, number: int) -> LiveUtterance | None:
        """The utterance of that number; None where it is forgotten."""
        return next((one for one in self.utterances if one.number == number), None)

    def frozen(self) -> Self:
        """A picture of this moment that stands while this one goes on."""
        still = replace(
            self,
            is_frozen=True,
            goes_on=self,
            envelope=deepcopy(self.envelope),
            log_mel=deepcopy(self.log_mel),
            voice=deepcopy(self.voice),
            _peaks=deque(self._peaks),
            _latencies=deque(self._latencies, MOST_LATENCIES),
        )
        still.running = deepcopy(self.running)
        return still

    def _take_sound(self, looked: Looked) -> None:
        self.now_s, self.now_heard_at = looked.end_s, looked.heard_at
        self.envelope.put(looked.first_place, looked.envelope)
        self.log_mel.put(looked.first_column, looked.log_mel)
        self.peak_dbfs = to_dbfs(looked.peak)
        self._peaks.append((looked.end_s, self.peak_dbfs))
        while self._peaks[0][0] < looked.end_s - HOLD_S:
            self._peaks.popleft()
        self.held_peak_dbfs = max(peak for _, peak in self._peaks)
        self.overruns = looked.overruns
        if looked.is_clipped:
            self.clipped_at_s = looked.end_s

    def _take_running(self, view: RunningView) -> None:
        self.running_view = view
        said = [view.judgement.probabilities[emotion] if view.has_speech else np.nan for emotion in self.emotions]
        self.running.put(self.running.place_of(view.end_s), np.array([said], np.float32))
        self._take_cost(view)

    def _take_cost(self, view: RunningView | UtteranceView | UtteranceEnded) -> None:
        self.compute_ms = view.compute_ms
        if self._unpainted is None:  # The oldest that waits is the one that waits longest.
            self._unpainted = view.heard_at

    def _take_utterance(self, ended: UtteranceEnded) -> None:
        self.is_speaking, self.utterance = False, ended.judgement
        self._take_cost(ended)
        there = (*self.utterances, LiveUtterance(ended))
        newest = len(there) - MOST_UTTERANCES
        self.utterances = tuple(
            one for place, one in enumerate(there) if place >= newest or one.ended.end_s > ended.end_s - SHOWN_S
        )


def to_dbfs(magnitude: float) -> float:
    """A magnitude in decibels below full scale; silence is -120."""
    return max(SILENCE_DBFS, 20 * math.log10(magnitude)) if magnitude > 0 else SILENCE_DBFS


def words_of(judgement: Judgement) -> str:
    """`anger`; `unsure: anger or fear`; `unsure: anger, fear or sadness`."""
    if not judgement.is_unsure:
        return judgement.emotion
    *others, last = judgement.label_set
    return f"unsure: {', '.join(others)} or {last}"
