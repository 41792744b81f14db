# SPDX-License-Identifier: MIT
"""All that a training needs to go on after the end of an epoch, in one safetensors file."""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor

from ser_workbench.errors import BadCheckpointError
from ser_workbench.models.checkpoint import load_weights, save_weights
from ser_workbench.training.events import EpochEnded

State = dict[str, Tensor]
"""The weights of a network by name, on the CPU."""

GROUPS = ("weights", "adam", "best_clean", "best_noisy")
EPOCHS_KEY, STATES_KEY = "epochs", "states"
"""Names in the file's metadata: the history, and which of the groups of tensors each state is."""


@dataclass(frozen=True, slots=True)
class TrainingCheckpoint:
    """A training at the end of an epoch.

    weights, best_clean, best_noisy: the network now and at its best epochs; adam: Adam's moments and
    step counts, as `exp_avg/<weight>` and so on; epochs: the history, from which patience follows.
    """

    weights: State
    adam: State
    best_clean: State
    best_noisy: State
    epochs: tuple[EpochEnded, ...]

    @property
    def epoch(self) -> int:
        """How many epochs are done."""
        return len(self.epochs)


def save_checkpoint(file: Path, checkpoint: TrainingCheckpoint) -> None:
    """Write beside and rename; a crash leaves the checkpoint of the epoch before.

    A best state that is the present one, or the other best one, is stored once.
    """
    states: dict[str, State] = {group: getattr(checkpoint, group) for group in GROUPS}
    first_of = {group: next(other for other in GROUPS if states[other] is states[group]) for group in GROUPS}
    tensors = {
        f"{group}/{name}": tensor
        for group, state in states.items()
        if first_of[group] == group
        for name, tensor in state.items()
    }
    history = json.dumps([dataclasses.asdict(epoch) for epoch in checkpoint.epochs])
    save_weights(file, tensors, {EPOCHS_KEY: history, STATES_KEY: json.dumps(first_of)})


def load_checkpoint(file: Path) -> TrainingCheckpoint:
    """Read what `save_checkpoint` wrote.

    Raises BadCheckpointError when the file is missing, cut off or another kind of file.
    """
    tensors, metadata = load_weights(file)
    try:
        epochs = tuple(_read_epoch(epoch) for epoch in json.loads(metadata[EPOCHS_KEY]))
        first_of = json.loads(metadata[STATES_KEY])
        stored = {group: _group(tensors, f"{group}/") for group in first_of.values()}
        states = {group: stored[first_of[group]] for group in GROUPS}
    except (AttributeError, KeyError, TypeError, ValueError):
        raise BadCheckpointError(f"{file} is not the checkpoint of a training; start the run anew.") from None
    if not all(states.values()) or not _are_history(epochs):
        raise BadCheckpointError(f"{file} lacks a part of its training; start the run anew.")
    return TrainingCheckpoint(**states, epochs=epochs)


def _read_epoch(values: Mapping[str, object]) -> EpochEnded:
    """Raises TypeError or KeyError where a value is missing or of another kind."""
    for field in dataclasses.fields(EpochEnded):
        value = values[field.name]
        if not isinstance(value, (int, float) if field.type is float else field.type):  # type: ignore[arg-type]
            raise TypeError(f"{field.name} is {value!r}")
    return EpochEnded(**values)  # type: ignore[arg-type]  # just looked at


def _are_history(epochs: Sequence[EpochEnded]) -> bool:
    """Whether the epochs count from 1 and each condition has a best one."""
    is_counted = [epoch.epoch for epoch in epochs] == list(range(1, len(epochs) + 1))
    return is_counted and any(e.is_best_clean for e in epochs) and any(e.is_best_noisy for e in epochs)


def _group(tensors: Mapping[str, Tensor], prefix: str) -> State:
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}
