# SPDX-License-Identifier: MIT
"""What comes of a trained network on other data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.runs.result import PredictionRow, Score
from ser_workbench.runs.settings import ExperimentSettings


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a run's networks did on a corpus they were not trained on."""

    run: str
    corpus: str
    emotions: tuple[str, ...]
    scores: Mapping[str, Score]
    """By condition; `noisy` only where noise was given."""
    left_out: Mapping[str, int]
    """Utterances of emotions that the network does not know."""
    predictions: tuple[PredictionRow, ...]
    settings: ExperimentSettings
    """The run's, with the folders of this test."""
    noisy_set: tuple[NoisyItem, ...]
    """Which noise lay over which utterance, and from where in it."""

    def to_json(self) -> dict[str, Any]:
        """What the command line prints for machines."""
        test = {c: {"ua": s.ua, "wa": s.wa, "items": s.items} for c, s in self.scores.items()}
        return {"run": self.run, "corpus": self.corpus, "test": test, "left_out": dict(self.left_out)}


@dataclass(frozen=True, slots=True)
class FilePrediction:
    """What a run's network says of one file."""

    file: str
    emotion: str
    probabilities: Mapping[str, float]
    """By emotion, in the order of the run's emotions."""

    def likeliest(self, count: int) -> list[tuple[str, float]]:
        """The likeliest emotions with their probabilities, the likeliest first."""
        return sorted(self.probabilities.items(), key=lambda pair: -pair[1])[:count]

    def to_json(self) -> dict[str, Any]:
        """What the command line prints for machines."""
        return {"file": self.file, "emotion": self.emotion, "probabilities": dict(self.probabilities)}
