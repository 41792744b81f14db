# SPDX-License-Identifier: MIT
"""How large the noisy set will be, before it exists: pure arithmetic on the recipe (paper.md, Section 4)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.size import feature_bytes, samples_of


@dataclass(frozen=True, slots=True)
class NoisySetSize:
    """What the clean and the noisy set amount to together."""

    clean_utterances: int
    clean_seconds: float
    copies: int
    """Noisy copies of each clean utterance: noises × SNRs."""
    feature_bytes: int
    """What the features of both sets take on the disk."""

    @property
    def noisy_utterances(self) -> int:
        """Utterances of the noisy set: 1,257 × 60 = 75,420 in the paper."""
        return self.clean_utterances * self.copies

    @property
    def noisy_seconds(self) -> float:
        """Length of the noisy set; each copy is as long as its utterance."""
        return self.clean_seconds * self.copies

    @property
    def factor(self) -> int:
        """By how much the noisy condition (clean ∪ noisy) is larger than the clean one: 61 in the paper."""
        return self.copies + 1


def size_of(corpus: Corpus, noise: NoiseSettings, features: FeatureSettings) -> NoisySetSize:
    """The size of the noisy set that these settings would make of a corpus."""
    samples = (samples_of(utterance.seconds) for utterance in corpus.utterances)
    disk = feature_bytes(samples, features, noise.copies + 1)
    return NoisySetSize(len(corpus.utterances), corpus.seconds, noise.copies, disk)


@dataclass(frozen=True, slots=True)
class SnrHistogram:
    """How often which SNR was drawn."""

    edges_db: NDArray[np.float64]
    """(bins + 1,)"""
    counts: NDArray[np.int64]
    """(bins,)"""

    @property
    def drawn(self) -> int:
        """How many SNRs were drawn."""
        return int(self.counts.sum())


def snr_histogram(items: Sequence[NoisyItem], settings: NoiseSettings, bins: int = 25) -> SnrHistogram:
    """Count the SNRs drawn, in equal bins over the range of the settings."""
    low, high = settings.snr_range_db
    if high <= low:  # One SNR alone: one bar around it.
        low, high, bins = low - 0.5, low + 0.5, 1
    drawn = np.fromiter((item.snr_db for item in items), dtype=np.float64, count=len(items))
    # The recipe rounds to 0.01 dB, which may lie just outside the range.
    counts, edges = np.histogram(np.clip(drawn, low, high), bins=bins, range=(low, high))
    return SnrHistogram(edges, counts.astype(np.int64))
