# SPDX-License-Identifier: MIT
"""Whose mean and variance a run's features are brought to 0 and 1 by.

Choice: `training` means the training side in the noisy condition, clean and noisy utterances together,
since that is what the network learns from. `speaker` means all that is heard of a speaker in the data
at hand (a test speaker's labels are not used); a file that comes alone is its own speaker.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ser_workbench.features.normalisation import BandSums, Normaliser
from ser_workbench.features.store import FeatureStore
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.items import Item

Features = NDArray[np.float32]
STAGE = "Fitting the normalisation"
ITEMS_AN_EVENT = 200
"""About a twentieth of a second."""


@dataclass(frozen=True, slots=True)
class Scaling:
    """What is done to features before the network sees them."""

    kind: str
    training: Normaliser | None = None
    speakers: Mapping[str, Normaliser] = field(default_factory=dict)

    def apply(self, features: Features, speaker: str = "") -> Features:
        """(frames, bands) → (frames, bands)."""
        if self.kind == "training" and self.training is not None:
            return self.training.apply(features)
        if self.kind == "speaker" and speaker in self.speakers:
            return self.speakers[speaker].apply(features)
        if self.kind in ("utterance", "speaker"):
            return Normaliser.fit([features]).apply(features)
        return np.array(features, dtype=np.float32)

    def for_speakers(self, store: FeatureStore, items: Sequence[Item]) -> Steps["Scaling"]:
        """The same for other data; where the kind is `speaker` its speakers are fitted here."""
        if self.kind != "speaker":
            return self
        sums = yield from _add_up(store, items, lambda item: item.speaker)
        return Scaling(self.kind, None, {speaker: Normaliser.of(sums[speaker]) for speaker in sorted(sums)})

    def to_arrays(self) -> dict[str, Features]:
        """What must be kept beside a network so that it can hear new recordings."""
        return self.training.to_arrays() if self.training else {}

    @classmethod
    def from_arrays(cls, kind: str, arrays: Mapping[str, Features]) -> Self:
        """What `to_arrays` gave. Raises KeyError where something is missing."""
        return cls(kind, Normaliser.from_arrays(arrays) if kind == "training" else None)


def fit_scaling(kind: str, store: FeatureStore, train: Sequence[Item], others: Sequence[Item]) -> Steps[Scaling]:
    """The scaling of a run; `others` are the items of validation and test, which only `speaker` looks at."""
    if kind == "training":
        sums = yield from _add_up(store, train, lambda _: "")
        return Scaling(kind, Normaliser.of(sums[""]))
    return (yield from Scaling(kind).for_speakers(store, [*train, *others]))


def _add_up(store: FeatureStore, items: Sequence[Item], group_of: Callable[[Item], str]) -> Steps[dict[str, BandSums]]:
    """The sums of each group; every item's features are read once, one after the other."""
    sums: dict[str, BandSums] = {}
    yield Progress(STAGE, 0, len(items), "utterances")
    for done, item in enumerate(items, 1):
        sums.setdefault(group_of(item), BandSums()).add(store.get(item.key))
        if done % ITEMS_AN_EVENT == 0 or done == len(items):
            yield Progress(STAGE, done, len(items), "utterances")
    return sums
