# SPDX-License-Identifier: MIT
"""What happens while a stream is heard. Times are seconds since the stream began; no torch."""

from dataclasses import dataclass

from ser_workbench.audio.samples import Samples
from ser_workbench.audio.source import Block
from ser_workbench.live.judgement import Judgement
from ser_workbench.live.neighbours import Neighbour
from ser_workbench.progress import Event


@dataclass(frozen=True, slots=True)
class BlockHeard(Event):
    """A block came from the source; what was heard in it follows."""

    block: Block


@dataclass(frozen=True, slots=True)
class NothingHeard(Event):
    """The source had nothing to say for a while; it is still being listened to."""


@dataclass(frozen=True, slots=True)
class SpeechHeard(Event):
    """Whether there is speech in the next 32 ms."""

    start_s: float
    end_s: float
    probability: float
    """0 to 1."""
    is_speech: bool
    """The probability is at least the threshold."""


@dataclass(frozen=True, slots=True)
class RunningView(Event):
    """What is said of the last seconds, speech or not; from the first full second on."""

    start_s: float
    end_s: float
    judgement: Judgement
    has_speech: bool
    """Somewhere in these seconds there is speech; without it the judgement is about noise."""
    compute_ms: float
    """What the step took to compute: features, voice and this view."""
    heard_at: float
    """time.monotonic() when the last sample of the block that gave rise to the view was in the air."""


@dataclass(frozen=True, slots=True)
class UtteranceBegan(Event):
    """Somebody speaks, since this time."""

    start_s: float


@dataclass(frozen=True, slots=True)
class UtteranceView(Event):
    """What is said of an utterance while it lasts, from its start until now."""

    start_s: float
    end_s: float
    judgement: Judgement
    compute_ms: float
    heard_at: float


@dataclass(frozen=True, slots=True, eq=False)
class UtteranceEnded(Event):
    """An utterance is over, and this is what the network makes of it as a whole."""

    number: int
    """1 for the first utterance of the stream."""
    start_s: float
    end_s: float
    judgement: Judgement
    doubts: tuple[str, ...]
    """A sentence for each reason not to believe the judgement."""
    neighbours: tuple[Neighbour, ...]
    """The training utterances that lie nearest, the nearest first."""
    samples: Samples
    """(n,) float32, 16 kHz: heard as a file these say the same."""
    is_cut: bool
    """It ended for another reason than a pause: too long, the stream ended or broke off."""
    compute_ms: float
    heard_at: float


@dataclass(frozen=True, slots=True)
class Interrupted(Event):
    """The source delivers nothing at present and is being waited for."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """The source is back."""

    device: str
    missing_s: float


LiveEvent = SpeechHeard | RunningView | UtteranceBegan | UtteranceView | UtteranceEnded | Interrupted | Resumed
"""What listening tells besides the blocks themselves."""
