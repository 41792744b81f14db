# SPDX-License-Identifier: MIT
"""What two runs must share to count as two seeds of one model: everything but chance."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ser_workbench.corpus.partition import Partition
from ser_workbench.models.catalog import SIZE_KEYS, TABLE_2
from ser_workbench.runs.compare import value_of
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.settings import fields_of

CHANCE = frozenset({"name", "training.seed"})
COMPUTATION = frozenset(
    {"training.device", "training.threads", "training.batch_parts", "training.keep_epochs", "model.computation"}
)
"""How the same numbers are computed, and what is kept of them."""
PLACES = frozenset({"corpus.folder", "corpus.reader"})
"""Where the recordings lay; what they hold is compared instead."""
HELD_OUT = "partition.held_out"


@dataclass(frozen=True, slots=True)
class Protocol:
    """Equal for two runs that differ in nothing but the seed of the training, or the speaker that LOSO left out."""

    settings: tuple[tuple[str, Any], ...]
    """Those that may move a score, by dotted name, but for those that chose the data."""
    data: str
    """A digest of recordings, labels, sides and noisy utterances; under LOSO without the sides."""
    speakers: int
    """In the whole corpus."""
    is_loso: bool
    """Whether each run tests one speaker, and several make up a whole test."""
    choices: Mapping[str, Any] = field(compare=False)
    """By dotted name, all that may move a score, with what chose the data; to tell protocols apart in words."""


def protocol_of(settings: ExperimentSettings, folder: RunFolder) -> Protocol:
    """Read from a run's folder what it was made from.

    Raises RunError when the folder is damaged.
    """
    is_loso = settings.partition.scheme == "loso"
    left_out = {*CHANCE, *COMPUTATION, *PLACES, HELD_OUT, *_unused(settings)}
    keys = [setting.key for setting in fields_of(ExperimentSettings) if setting.key not in left_out]
    choices = {key: value_of(settings, key) for key in keys if settings.has_noise or not key.startswith("noise.")}
    partition = folder.load_partition()
    noisy_set = folder.hash_noisy_set() if settings.has_noise and not is_loso else ""
    return Protocol(
        # Sides and noises are seen in the data, whatever chose them; but each LOSO run has sides and noises of its own.
        settings=tuple(item for item in choices.items() if is_loso or not _chooses_data(item[0])),
        data=_digest(partition, has_sides=not is_loso, noisy_set=noisy_set),
        speakers=len({row.speaker for row in partition.rows}),
        is_loso=is_loso,
        choices=choices,
    )


def _chooses_data(key: str) -> bool:
    return key == "noise.folder" or key.startswith("partition.")


def _unused(settings: ExperimentSettings) -> set[str]:
    """Sizes of filters that the type of convolution does not have."""
    return {f"model.{key}" for key in SIZE_KEYS if key not in TABLE_2[settings.model.convolution]}


def _digest(partition: Partition, has_sides: bool, noisy_set: str) -> str:
    rows = sorted(
        (row.utterance_id, row.speaker, row.emotion, row.content_hash, row.side if has_sides else "")
        for row in partition.rows
    )
    return hashlib.sha256(f"{rows}{noisy_set}".encode()).hexdigest()
