# SPDX-License-Identifier: MIT
"""The nouns of a corpus: an utterance, a problem, a corpus."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

EMOTIONS = (
    "anger",
    "disgust",
    "fear",
    "happiness",
    "sadness",
    "surprise",
    "neutral",
    "boredom",
    "calm",
    "contempt",
)
"""The emotions as they are written everywhere, in the order of every table; a corpus may bring others."""

WHOLE_CORPUS = "."
"""The `file` of a problem that concerns the corpus as a whole: the folder itself."""

FEMALE, MALE, UNKNOWN_GENDER = "female", "male", "unknown"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One recording of one speaker in one emotion."""

    id: str
    """Its path below the corpus folder, with forward slashes; unique within the corpus."""
    file: Path
    speaker: str
    emotion: str
    gender: str = UNKNOWN_GENDER
    seconds: float = 0.0


ProblemKind = Literal[
    "left-out",
    "unreadable",
    "truncated",
    "short",
    "silent",
    "clipped",
    "offset",
    "rate",
    "channels",
    "duplicate",
    "near-duplicate",
    "speaker",
    "label",
    "gender",
    "balance",
    "other",
]

PROBLEM_TITLES: Mapping[ProblemKind, str] = MappingProxyType(
    {
        "left-out": "Left out",
        "unreadable": "Unreadable",
        "truncated": "Cut off",
        "short": "Too short",
        "silent": "Silent",
        "clipped": "Clipped",
        "offset": "Offset",
        "rate": "Rate",
        "channels": "Channels",
        "duplicate": "Duplicate",
        "near-duplicate": "Copy",
        "speaker": "Speaker",
        "label": "Emotion",
        "gender": "Gender",
        "balance": "Balance",
        "other": "Other",
    }
)
"""What each kind of problem is called in a filter, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a file of a corpus; `file` is relative to the corpus folder."""

    file: str
    problem: str
    kind: ProblemKind = "other"


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a reader found in a folder, utterances sorted by id."""

    folder: Path
    reader: str
    utterances: tuple[Utterance, ...]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def emotions(self) -> tuple[str, ...]:
        """The emotions that occur: the known ones in their order, then others by name."""
        present = {utterance.emotion for utterance in self.utterances}
        return tuple(e for e in EMOTIONS if e in present) + tuple(sorted(present - set(EMOTIONS)))

    @property
    def speakers(self) -> tuple[str, ...]:
        """The speakers, sorted by name."""
        return tuple(sorted({utterance.speaker for utterance in self.utterances}))

    @property
    def seconds(self) -> float:
        """The length of all utterances together."""
        return sum(utterance.seconds for utterance in self.utterances)

    def count_emotions(self) -> dict[str, int]:
        """Utterances per emotion, in the order of `emotions`."""
        counts = Counter(utterance.emotion for utterance in self.utterances)
        return {emotion: counts[emotion] for emotion in self.emotions}

    def count_genders(self) -> dict[str, int]:
        """Speakers (not utterances) per gender."""
        genders = {utterance.speaker: utterance.gender for utterance in self.utterances}
        return dict(sorted(Counter(genders.values()).items()))
