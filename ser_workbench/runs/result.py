# SPDX-License-Identifier: MIT
"""What a run ends with: a score under each condition, and the prediction of every test utterance."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

CLEAN, NOISY = "clean", "noisy"
CONDITIONS = (CLEAN, NOISY)
"""Paper, Section 5: `clean` is the clean set, `noisy` is the clean and the noisy set together."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well one network did under one condition.

    ua, wa: 0 to 1; confusion: rows the true emotions, columns the predicted ones
    """

    ua: float
    wa: float
    items: int
    confusion: tuple[tuple[int, ...], ...]

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """What `to_json` wrote."""
        confusion = tuple(tuple(map(int, row)) for row in values["confusion"])
        return cls(float(values["ua"]), float(values["wa"]), int(values["items"]), confusion)

    def to_json(self) -> dict[str, Any]:
        """All of it."""
        return {"ua": self.ua, "wa": self.wa, "items": self.items, "confusion": [list(row) for row in self.confusion]}


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a finished run found."""

    run: str
    scores: Mapping[str, Score]
    """By condition; `noisy` is absent where there was no noise."""
    epochs: int
    seconds: float
    emotions: tuple[str, ...]
    best_epochs: Mapping[str, int]
    """By condition, the epoch (from 1) whose network was tested."""

    def to_json(self) -> dict[str, Any]:
        """What the command line prints for machines."""
        test = {condition: {"ua": score.ua, "wa": score.wa} for condition, score in self.scores.items()}
        return {"run": self.run, "test": test, "epochs": self.epochs, "seconds": self.seconds}

    def to_file_json(self) -> dict[str, Any]:
        """What result.json holds: the above, the emotions, the best epochs and the confusion matrices."""
        return self.to_json() | {
            "emotions": list(self.emotions),
            "best_epochs": dict(self.best_epochs),
            "scores": {condition: score.to_json() for condition, score in self.scores.items()},
        }

    @classmethod
    def from_file_json(cls, values: Mapping[str, Any]) -> Self:
        """What `to_file_json` wrote."""
        return cls(
            run=str(values["run"]),
            scores={condition: Score.from_json(score) for condition, score in values["scores"].items()},
            epochs=int(values["epochs"]),
            seconds=float(values["seconds"]),
            emotions=tuple(values["emotions"]),
            best_epochs={condition: int(epoch) for condition, epoch in values["best_epochs"].items()},
        )


@dataclass(frozen=True, slots=True)
class PredictionRow:
    """What a network said of one test item; `noise` is empty and `snr_db` None for a clean one."""

    condition: str
    utterance: str
    speaker: str
    emotion: str
    predicted: str
    probabilities: tuple[float, ...]
    """In the order of the run's emotions."""
    noise: str = ""
    snr_db: float | None = None


class Answer(NamedTuple):
    """A prediction without its probabilities, of which a store of many runs holds millions."""

    utterance: str
    speaker: str
    emotion: str
    predicted: str
    noise: str
    snr_db: float | None


def tuple_of_floats(text: str) -> tuple[float, ...]:
    """A JSON list of numbers."""
    return tuple(float(number) for number in json.loads(text))


def text_of_floats(numbers: Sequence[float]) -> str:
    """A JSON list that keeps every digit."""
    return json.dumps([float(number) for number in numbers])
