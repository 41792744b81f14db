# SPDX-License-Identifier: MIT
"""All that is needed to hear a stream as one trained network does."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.live.honesty import Honesty
from ser_workbench.models.cldnn import Cldnn

PER_FRAME = ("training", "none")
"""Normalisations that do to a frame the same whatever stands beside it."""


class Scale(Protocol):
    """What is done to features before the network sees them; the run's own, `runs.scaling.Scaling`."""

    @property
    def kind(self) -> str:
        """training, none, utterance or speaker."""

    def apply(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """(frames, height) → (frames, height); a span that comes alone is its own utterance and speaker."""


@dataclass(frozen=True, slots=True, eq=False)
class Ear:
    """One selected network of a run, and how far it can be believed."""

    run: str
    condition: str
    """clean or noisy: under which condition the network was best."""
    emotions: tuple[str, ...]
    """In the order of the logits."""
    features: FeatureSettings
    network: Cldnn
    """On the CPU, in evaluation mode."""
    scale: Scale
    honesty: Honesty
