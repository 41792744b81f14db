# SPDX-License-Identifier: MIT
"""The recipe of the noisy set: which noise lies over which utterance, where in it, how loud (paper.md, Section 4)."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.noise import NoiseCollection
from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.audio.noise_sides import NoiseSplit
from ser_workbench.errors import NoAudioError

NORMAL_REACH = 2.0
"""The range of normally distributed SNRs: so many standard deviations to each side of its middle."""


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
    split: NoiseSplit | None = None,
) -> tuple[NoisyItem, ...]:
    """For each utterance, all pairs of its noises and its SNRs, both drawn at random; 20 × 3 in the paper.

    Noises are drawn without repeating while there are enough of them. Each utterance draws from generators of its
    own, seeded by the settings' seed and its id: it depends on the noises of its side, and on no other utterance; a
    larger number of noises (SNRs) begins with the noises (SNRs) of the smaller one.
    without: ids of noises that are passed over where they are drawn; the other draws stay
    split: the noises that each utterance may be laid under; None: any
    Raises NoAudioError when no noise is left, on any side.
    """
    names: dict[str, list[str]] = {}
    for noise in noises.noises:
        names.setdefault(split.side_of_noise[noise.id] if split else "", []).append(noise.id)
    passed_over = {side: [at for at, name in enumerate(ids) if name in without] for side, ids in names.items()}
    for side, ids in names.items():
        if len(passed_over[side]) == len(ids):
            raise NoAudioError(_none_left(noises, side))
    items: list[NoisyItem] = []
    for utterance_id in utterance_ids:
        side = split.side_of_utterance[utterance_id] if split else ""
        noise_rng, snr_rng, place_rng = _generators(settings.seed, utterance_id)
        chosen = _draw_indices(noise_rng, len(names[side]), settings.noises, passed_over[side])
        # Rounded, so that a table of the set can be read by people and written without changing a number.
        snrs = _draw_snrs(snr_rng, settings).round(2).tolist()
        offsets = (place_rng.random((settings.noises, settings.snrs)).round(6) % 1.0).tolist()
        for index, places in zip(chosen, offsets, strict=True):
            noise_id = names[side][index]
            items += [NoisyItem(utterance_id, noise_id, at, snr) for at, snr in zip(places, snrs, strict=True)]
    return tuple(items)


def _draw_snrs(rng: np.random.Generator, settings: NoiseSettings) -> NDArray[np.float64]:
    """The SNRs of one utterance in dB, not yet rounded; (snrs,)."""
    if settings.snr_distribution == "list":
        listed = settings.listed_snrs_db
        return np.array([listed[place] for place in _draw_indices(rng, len(listed), settings.snrs, ())])
    low, high = settings.snr_low_db, settings.snr_high_db
    if settings.snr_distribution == "uniform" or low == high:
        return rng.uniform(low, high, settings.snrs)
    # The normal distribution cut off at the range: its inverse at uniform places between the two ends.
    bell = NormalDist((low + high) / 2, (high - low) / 2 / NORMAL_REACH)
    drawn = [bell.inv_cdf(float(place)) for place in rng.uniform(bell.cdf(low), bell.cdf(high), settings.snrs)]
    return np.clip(drawn, low, high)


def _generators(seed: int, utterance_id: str) -> list[np.random.Generator]:
    name = np.frombuffer(hashlib.sha256(utterance_id.encode()).digest(), dtype="<u4")
    return [np.random.default_rng(child) for child in np.random.SeedSequence([seed, *map(int, name)]).spawn(3)]


def _draw_indices(rng: np.random.Generator, available: int, wanted: int, passed_over: Sequence[int]) -> list[int]:
    """A shuffle of what is available, and further shuffles where more is wanted."""
    chosen: list[int] = []
    while len(chosen) < wanted:
        order = rng.permutation(available)
        usable = order[~np.isin(order, passed_over)] if passed_over else order
        chosen += usable[: wanted - len(chosen)].tolist()
    return chosen


def _none_left(noises: NoiseCollection, side: str) -> str:
    if side:
        return (
            f"None of the noises in {noises.folder} that fell to the {side} side can be used; choose another "
            "noise.seed, add noises, or set noise.mode to paper."
        )
    return f"None of the noises in {noises.folder} can be used; choose a folder of noise recordings."
