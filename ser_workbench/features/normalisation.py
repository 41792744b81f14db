# SPDX-License-Identifier: MIT
"""Every band is brought to mean 0 and variance 1, by numbers fitted on the training partition only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Features = NDArray[np.float32]

CONSTANT = 1e-5
"""A band whose standard deviation is below this share of its mean's magnitude (or of 1) counts as constant."""


class BandSums:
    """Frames, their mean and the squares around it per band, in 64 bits, merged as Chan et al. (1983) do."""

    def __init__(self) -> None:
        self.count = 0
        self.mean = self.squares = np.zeros(0)

    def add(self, features: Features) -> None:
        """Add an utterance (frames, bands); it is not kept."""
        if not len(features):
            return
        frames = features.astype(np.float64)
        its_mean = frames.mean(axis=0)
        its_squares = np.square(frames - its_mean).sum(axis=0)
        if self.count == 0:
            self.count, self.mean, self.squares = len(frames), its_mean, its_squares
            return
        total = self.count + len(frames)
        shift = its_mean - self.mean
        self.squares = self.squares + its_squares + shift**2 * (self.count * len(frames) / total)
        self.mean = self.mean + shift * (len(frames) / total)
        self.count = total


@dataclass(frozen=True, slots=True)
class Normaliser:
    """Mean and scale of each band, each (bands,) float32; a constant band keeps the scale 1."""

    mean: Features
    scale: Features

    @classmethod
    def fit(cls, many: Iterable[Features]) -> Self:
        """Mean and variance per band over all frames of all utterances; each utterance (frames, bands).

        Utterances are read once and not kept. To tell how far it is, add to `BandSums` and ask `of`.
        """
        sums = BandSums()
        for features in many:
            sums.add(features)
        return cls.of(sums)

    @classmethod
    def of(cls, sums: "BandSums") -> Self:
        """What follows from what was added so far; raises ValueError when that was no frame."""
        if sums.count == 0:
            raise ValueError("a normaliser needs at least one frame to be fitted on")
        deviation = np.sqrt(sums.squares / sums.count)
        is_constant = deviation <= CONSTANT * np.maximum(1.0, np.abs(sums.mean))
        return cls(sums.mean.astype(np.float32), np.where(is_constant, 1.0, deviation).astype(np.float32))

    def apply(self, features: Features) -> Features:
        """(frames, bands) → (frames, bands), a new array."""
        return (features - self.mean) / self.scale

    def to_arrays(self) -> dict[str, Features]:
        """As named arrays, to be kept beside a network's weights."""
        return {"mean": self.mean, "scale": self.scale}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.float32]]) -> Self:
        """What `to_arrays` gave; raises KeyError when a name is missing."""
        return cls(np.asarray(arrays["mean"], np.float32), np.asarray(arrays["scale"], np.float32))
