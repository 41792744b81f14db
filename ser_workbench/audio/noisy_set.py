# SPDX-License-Identifier: MIT
"""The recipe of the noisy set: which noise lies over which utterance, where in it, how loud (paper.md, Section 4)."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from pydantic import model_validator

from ser_workbench.audio.noise import NoiseCollection
from ser_workbench.errors import NoAudioError, SettingsError
from ser_workbench.settings import Settings, setting


class NoiseSettings(Settings):
    """Which noise lies over the speech, and how loud."""

    folder: str = setting("", "Noise folder", help="Any folder of audio; empty: the clean condition only.")
    noises: int = setting(20, "Noises an utterance", unit="noises", low=1, high=1000)
    snrs: int = setting(3, "Signal-to-noise ratios an utterance", unit="ratios", low=1, high=100)
    snr_low_db: float = setting(-10.0, "Lowest signal-to-noise ratio", unit="dB", low=-20, high=40)
    snr_high_db: float = setting(15.0, "Highest signal-to-noise ratio", unit="dB", low=-20, high=40)
    seed: int = setting(0, "Seed of the noisy set", low=0, high=2**31 - 1)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.snr_low_db > self.snr_high_db:
            low, high = f"{self.snr_low_db:g} dB", f"{self.snr_high_db:g} dB"
            raise SettingsError(f"The lowest signal-to-noise ratio ({low}) must not lie above the highest ({high}).")
        return self

    @property
    def copies(self) -> int:
        """Noisy copies of each utterance: all pairs of its noises and its ratios."""
        return self.noises * self.snrs


@dataclass(frozen=True, slots=True)
class NoisyItem:
    """One noisy copy of one utterance; `offset` as `fit_noise` takes it."""

    utterance_id: str
    noise_id: str
    offset: float
    snr_db: float


def draw_noisy_set(
    utterance_ids: Sequence[str],
    noises: NoiseCollection,
    settings: NoiseSettings,
    without: Collection[str] = (),
) -> tuple[NoisyItem, ...]:
    """For each utterance, all pairs of its noises and its SNRs, both drawn uniformly; 20 × 3 in the paper.

    Noises are drawn without repeating while there are enough of them. Each utterance draws from generators of its
    own, seeded by the settings' seed and its id: the rest of the corpus changes nothing, and a larger number of
    noises (SNRs) begins with the noises (SNRs) of the smaller one.
    without: ids of noises that are passed over where they are drawn; the other draws stay
    Raises NoAudioError when no noise is left.
    """
    ids = [noise.id for noise in noises.noises]
    passed_over = {place for place, name in enumerate(ids) if name in without}
    if len(passed_over) == len(ids):
        raise NoAudioError(f"None of the noises in {noises.folder} can be used; choose a folder of noise recordings.")
    items: list[NoisyItem] = []
    for utterance_id in utterance_ids:
        noise_rng, snr_rng, place_rng = _generators(settings.seed, utterance_id)
        chosen = _draw_indices(noise_rng, len(ids), settings.noises, passed_over)
        # Rounded, so that a table of the set can be read by people and written without changing a number.
        snrs = snr_rng.uniform(settings.snr_low_db, settings.snr_high_db, settings.snrs).round(2)
        offsets = place_rng.random((settings.noises, settings.snrs)).round(6) % 1.0
        for row, index in enumerate(chosen):
            for column, snr_db in enumerate(snrs):
                items.append(NoisyItem(utterance_id, ids[index], float(offsets[row, column]), float(snr_db)))
    return tuple(items)


def _generators(seed: int, utterance_id: str) -> list[np.random.Generator]:
    name = np.frombuffer(hashlib.sha256(utterance_id.encode()).digest(), dtype="<u4")
    return [np.random.default_rng(child) for child in np.random.SeedSequence([seed, *map(int, name)]).spawn(3)]


def _draw_indices(rng: np.random.Generator, available: int, wanted: int, passed_over: Collection[int]) -> list[int]:
    """A shuffle of what is available, and further shuffles where more is wanted."""
    chosen: list[int] = []
    while len(chosen) < wanted:
        chosen += [place for place in rng.permutation(available).tolist() if place not in passed_over]
    return chosen[:wanted]
