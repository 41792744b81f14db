# SPDX-License-Identifier: MIT
"""Who is trained on, who is validated on, who is tested on: speakers drawn by a seed or named, whole speakers only."""

from collections.abc import Sequence
from typing import Literal, Self

import numpy as np
from pydantic import model_validator

from ser_workbench.errors import PartitionError, SettingsError
from ser_workbench.settings import Settings, setting

SIDES = ("train", "validation", "test")
TRAIN, VALIDATION, TEST = SIDES
FEWEST_SPEAKERS = 3


class PartitionSettings(Settings):
    """How the speakers are divided (paper.md, Section 4: 70:10:20 by subject, at random).

    The shares count relative to their sum, so that 0.7, 0.1, 0.2 need not be mended all at once.
    """

    scheme: Literal["tvt", "loso", "named", "file"] = setting(
        "tvt",
        "Scheme",
        help="tvt draws the speakers of each side; loso leaves one speaker out for the test; named takes those you "
        "name; file reads a list.",
    )
    train_share: float = setting(0.7, "Training share of the speakers", low=0.01, high=1)
    validation_share: float = setting(0.1, "Validation share of the speakers", low=0.01, high=1)
    test_share: float = setting(0.2, "Test share of the speakers", low=0.01, high=1)
    seed: int = setting(0, "Seed of the draw of speakers", low=0, high=2**31 - 1)
    held_out: str = setting(
        "", "Speaker left out (loso)", help="Who is tested under leave-one-speaker-out; empty: the first by name."
    )
    validation_speakers: str = setting(
        "", "Validation speakers (named)", help="Names with commas between them; who is not named is trained on."
    )
    test_speakers: str = setting("", "Test speakers (named)", help="Names with commas between them.")
    file: str = setting(
        "",
        "List of sides (file)",
        help="A CSV or TSV table with a column file or speaker and a column side.",
    )

    @model_validator(mode="after")
    def _check_names(self) -> Self:
        both = sorted(set(split_names(self.validation_speakers)) & set(split_names(self.test_speakers)))
        if both:
            raise SettingsError(f"The speaker {both[0]} is named for validation and for test; name each speaker once.")
        return self


def split_names(text: str) -> tuple[str, ...]:
    """The names in a text with commas between them."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def divide_speakers(speakers: Sequence[str], settings: PartitionSettings) -> dict[str, str]:
    """Speaker → side; the same seed gives the same sides whatever the order of the names.

    42 speakers give 30 / 4 / 8, 10 give 7 / 1 / 2; each side has at least one speaker.
    Raises PartitionError for fewer than three speakers, for one that is named but not there, or for a side without any.
    """
    names = sorted(set(speakers))
    if len(names) < FEWEST_SPEAKERS:
        raise PartitionError(_too_few(names))
    if settings.scheme == "named":
        return _place_named(names, settings)
    shares = [settings.train_share, settings.validation_share, settings.test_share]
    sides: dict[str, str] = {}
    if settings.scheme == "loso":
        held_out = settings.held_out or names[0]
        if held_out not in names:
            raise PartitionError(f"There is no speaker '{held_out}' to leave out; there are: {', '.join(names)}.")
        sides[held_out] = TEST
        names.remove(held_out)
        shares.pop()
    rng = np.random.default_rng(settings.seed)
    drawn = [names[place] for place in rng.permutation(len(names))]
    for side, size in zip(SIDES, share_out(len(names), shares), strict=False):
        sides |= dict.fromkeys(drawn[:size], side)
        drawn = drawn[size:]
    return dict(sorted(sides.items()))


def _place_named(names: Sequence[str], settings: PartitionSettings) -> dict[str, str]:
    sides = dict.fromkeys(names, TRAIN)
    for side, named in ((VALIDATION, settings.validation_speakers), (TEST, settings.test_speakers)):
        for name in split_names(named):
            if name not in sides:
                raise PartitionError(f"There is no speaker '{name}' for the {side}; there are: {', '.join(names)}.")
            sides[name] = side
    for side in SIDES:
        if side not in sides.values():
            key = "one speaker less" if side == TRAIN else f"partition.{side}_speakers"
            raise PartitionError(f"No speaker is left for the {side}; name {key}.")
    return sides


def share_out(total: int, shares: Sequence[float]) -> list[int]:
    """`total` in whole parts after the shares, by largest remainder (ties to the earlier), none of them empty.

    Needs `total` of at least as many as there are shares.
    """
    exact = [total * share / sum(shares) for share in shares]
    # Rounded, or 42 × 0.7 = 29.4 and 42 × 0.2 = 8.4 would not tie and the remainder would go by float noise.
    remainders = [round(part - int(part + 1e-9), 9) for part in exact]
    sizes = [int(part + 1e-9) for part in exact]
    for place in sorted(range(len(sizes)), key=lambda place: -remainders[place])[: total - sum(sizes)]:
        sizes[place] += 1
    while 0 in sizes:
        sizes[sizes.index(max(sizes))] -= 1
        sizes[sizes.index(0)] += 1
    return sizes


def _too_few(names: Sequence[str]) -> str:
    count = f"only one speaker ({names[0]})" if len(names) == 1 else f"only {len(names)} speakers"
    return (
        f"The corpus has {count}; training, validation and test each need one of their own, so add recordings of "
        f"at least {FEWEST_SPEAKERS - len(names)} more."
    )
