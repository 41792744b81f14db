# SPDX-License-Identifier: MIT
"""What is said of a span of speech: calibrated probabilities, and the emotions that cannot be ruled out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Judgement:
    """One answer of a network, with how far it goes."""

    probabilities: Mapping[str, float]
    """Calibrated, by emotion, in the order of the network's emotions; they sum to 1."""
    label_set: tuple[str, ...]
    """The emotions that cannot be ruled out at the level, the likeliest first; never empty."""
    level: float
    """How often the label set shall hold the true emotion, 0 to 1."""

    @property
    def emotion(self) -> str:
        """The likeliest emotion."""
        return self.label_set[0]

    @property
    def is_unsure(self) -> bool:
        """More than one emotion cannot be ruled out."""
        return len(self.label_set) != 1

    def to_json(self) -> dict[str, Any]:
        """As the verbs print it: emotion, probabilities, label_set, unsure."""
        return {
            "emotion": self.emotion,
            "probabilities": dict(self.probabilities),
            "label_set": list(self.label_set),
            "unsure": self.is_unsure,
        }
