# SPDX-License-Identifier: MIT
"""Noises are divided among training, validation and test, so that no test hears a noise of its training.

Deviation: the paper draws from all noises on every side; its test measures robustness against noises that were
learnt. Divided noises are the default here, `noise.mode = "paper"` is the other way.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ser_workbench.audio.noise import NoiseCollection, NoiseFile
from ser_workbench.audio.noise_groups import group_noises
from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.errors import SettingsError
from ser_workbench.progress import Steps


@dataclass(frozen=True, slots=True)
class UtteranceSides:
    """Where the utterances stand, and how large the sides are."""

    side_of: Mapping[str, str]
    """Utterance id → side."""
    shares: Mapping[str, float]
    """Side → its part of the noises, relative to the others; in the order of the sides."""


@dataclass(frozen=True, slots=True)
class NoiseSplit:
    """Which noises an utterance may be laid under: those of its own side."""

    side_of_utterance: Mapping[str, str]
    side_of_noise: Mapping[str, str]

    def count_noises(self) -> dict[str, int]:
        """Noises a side."""
        return dict(Counter(self.side_of_noise.values()))


def split_noises(
    noises: NoiseCollection, settings: NoiseSettings, sides: UtteranceSides | None
) -> Steps[NoiseSplit | None]:
    """Divide the noises as the settings' mode asks; None where any noise may be drawn anywhere.

    Raises SettingsError when there are fewer independent noises than sides.
    """
    if settings.mode == "paper" or sides is None:
        return None
    groups = yield from group_noises(noises.noises)
    return NoiseSplit(sides.side_of, divide_noises(noises, sides.shares, settings.seed, groups))


def divide_noises(
    noises: NoiseCollection, shares: Mapping[str, float], seed: int, groups: Mapping[str, str]
) -> dict[str, str]:
    """Noise id → side, after the shares; noises of one group (`group_noises`) stay together.

    Every side hears each class of which there are enough: of a class with as many groups as sides each side gets
    one, as long as it has room; the rest follows class by class in proportion. The order within a class, and of the
    classes, is drawn by the seed from the names alone: it is the same on every machine.
    Raises SettingsError when there are fewer groups than sides.
    """
    members: dict[str, list[str]] = defaultdict(list)
    for noise in noises.noises:
        members[groups[noise.id]].append(noise.id)
    if len(members) < len(shares):
        raise SettingsError(_too_few(noises, len(members), len(shares)))
    sizes = {group: len(ids) for group, ids in members.items()}
    given: dict[str, list[str]] = {side: [] for side in shares}
    quotas = {side: len(noises.noises) * share / sum(shares.values()) for side, share in shares.items()}
    rest: list[str] = []
    for waiting in _shuffle_classes(noises.noises, groups, seed):
        if len(waiting) >= len(shares):
            for side in shares:
                if sum(sizes[group] for group in given[side]) < max(1.0, quotas[side] - 0.5):
                    given[side].append(waiting.pop(0))
        rest += waiting
    _give_in_proportion(rest, sizes, quotas, given)
    _fill_empty_sides(sizes, given)
    return {noise_id: side for side, taken in given.items() for group in taken for noise_id in members[group]}


def _give_in_proportion(
    rest: Sequence[str], sizes: Mapping[str, int], quotas: Mapping[str, float], given: Mapping[str, list[str]]
) -> None:
    """One group after the other to the side that lies furthest behind what it should have by then."""
    room = {side: max(0.0, quota - sum(sizes[g] for g in given[side])) for side, quota in quotas.items()}
    got = dict.fromkeys(quotas, 0)
    placed = 0
    for group in rest:
        placed += sizes[group]
        due = {side: room[side] / sum(room.values()) * placed - got[side] for side in quotas}
        side = max(due, key=lambda name: due[name])
        given[side].append(group)
        got[side] += sizes[group]


def _fill_empty_sides(sizes: Mapping[str, int], given: Mapping[str, list[str]]) -> None:
    """Few and large groups may leave a side without any: it gets the smallest of the side that has most."""
    for taken in given.values():
        if not taken:
            richest = max(given.values(), key=len)
            smallest = min(richest, key=lambda group: sizes[group])
            richest.remove(smallest)
            taken.append(smallest)


def _shuffle_classes(noises: Sequence[NoiseFile], groups: Mapping[str, str], seed: int) -> Iterator[list[str]]:
    """The groups of each class, classes and groups in the order of a hash of the seed and their names."""

    def place(name: str) -> bytes:
        return hashlib.sha256(f"{seed} {name}".encode()).digest()

    classes: dict[str, list[str]] = defaultdict(list)
    for noise in noises:
        if groups[noise.id] == noise.id:  # A group is of the class of its first noise.
            classes[noise.noise_class].append(noise.id)
    for name in sorted(classes, key=place):
        yield sorted(classes[name], key=place)


def _too_few(noises: NoiseCollection, groups: int, sides: int) -> str:
    count = f"only {groups} noise{'s' * (groups != 1)} of different content"
    return (
        f"{noises.folder} holds {count}, and each of the {sides} sides needs one of its own; "
        "add noises, or set noise.mode to paper."
    )
