# SPDX-License-Identifier: MIT
"""Whose mean and variance the bands are brought to: the training partition's, the utterance's, the speaker's, none.

`training` is the choice of paper.md, Section 1. `speaker` looks at all utterances of a speaker, also of one in the
test partition, but at no label.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from ser_workbench.features.normalisation import Normaliser

Features = NDArray[np.float32]
Mode = Literal["training", "none", "utterance", "speaker"]


@dataclass(frozen=True, slots=True)
class Normalisation:
    """Applies one of the four modes; what was fitted stands in `normalisers`, by speaker or under `training`."""

    mode: Mode
    normalisers: Mapping[str, Normaliser] = field(default_factory=dict)

    @classmethod
    def fit(
        cls, mode: Mode, training: Iterable[Features], by_speaker: Mapping[str, Iterable[Features]] | None = None
    ) -> Self:
        """Fit what the mode needs: `training` for itself, `by_speaker` for the mode `speaker`, nothing otherwise."""
        if mode == "training":
            return cls(mode, {mode: Normaliser.fit(training)})
        if mode == "speaker":
            return cls(mode, {speaker: Normaliser.fit(many) for speaker, many in (by_speaker or {}).items()})
        return cls(mode)

    def apply(self, features: Features, speaker: str = "") -> Features:
        """(frames, bands) → (frames, bands), a new array.

        A speaker that was not fitted (a new recording) is normalised by the utterance itself.
        """
        if self.mode == "none":
            return features.copy()
        name = "training" if self.mode == "training" else speaker
        fitted = self.normalisers.get(name) if self.mode != "utterance" else None
        return (fitted or Normaliser.fit([features])).apply(features)

    def to_arrays(self) -> dict[str, Features]:
        """As named arrays, `<name>/mean` and `<name>/scale`, to be kept beside a network's weights."""
        return {
            f"{name}/{part}": array
            for name, normaliser in self.normalisers.items()
            for part, array in normaliser.to_arrays().items()
        }

    @classmethod
    def from_arrays(cls, mode: Mode, arrays: Mapping[str, Features]) -> Self:
        """What `to_arrays` gave."""
        groups: dict[str, dict[str, Features]] = {}
        for key, array in arrays.items():
            name, _, part = key.rpartition("/")
            groups.setdefault(name, {})[part] = array
        return cls(mode, {name: Normaliser.from_arrays(parts) for name, parts in groups.items()})
