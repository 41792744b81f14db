# SPDX-License-Identifier: MIT
"""A selected network as a file: weights, normalisation, classes and settings; all that a prediction needs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from ser_workbench.errors import BadCheckpointError, SettingsError
from ser_workbench.models.checkpoint import load_weights, put_weights, save_weights
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.runs.scaling import Scaling
from ser_workbench.runs.settings import ExperimentSettings

WEIGHTS, SCALING = "network/", "normaliser/"
METADATA_KEY = "selected"


@dataclass(frozen=True, slots=True)
class Selected:
    """A network that was best on validation under one condition."""

    run: str
    condition: str
    epoch: int
    emotions: tuple[str, ...]
    settings: ExperimentSettings
    scaling: Scaling
    weights: Mapping[str, Tensor]

    def build_network(self) -> Cldnn:
        """The network with these weights, on the CPU, in evaluation mode."""
        settings = self.settings
        network = Cldnn(settings.model, settings.features, len(self.emotions), settings.training.seed)
        put_weights(network, self.weights, f"The {self.condition} network of run '{self.run}'")
        return network.eval()


def save_selected(file: Path, selected: Selected) -> None:
    """Write beside and rename."""
    tensors = {f"{WEIGHTS}{name}": tensor for name, tensor in selected.weights.items()}
    for name, array in selected.scaling.to_arrays().items():
        tensors[f"{SCALING}{name}"] = torch.from_numpy(array)
    facts = {
        "run": selected.run,
        "condition": selected.condition,
        "epoch": selected.epoch,
        "emotions": selected.emotions,
        "settings": selected.settings.model_dump(),
    }
    save_weights(file, tensors, {METADATA_KEY: json.dumps(facts)})


def load_selected(file: Path) -> Selected:
    """Read what `save_selected` wrote; nothing in it is executed.

    Raises BadCheckpointError when the file is missing, cut off or another kind of file.
    """
    tensors, metadata = load_weights(file)
    arrays = {name.removeprefix(SCALING): t.numpy() for name, t in tensors.items() if name.startswith(SCALING)}
    try:
        facts = json.loads(metadata[METADATA_KEY])
        settings = ExperimentSettings.model_validate(facts["settings"])
        _check_numbers(tensors, settings)
        return Selected(
            run=str(facts["run"]),
            condition=str(facts["condition"]),
            epoch=int(facts["epoch"]),
            emotions=tuple(map(str, facts["emotions"])),
            settings=settings,
            scaling=Scaling.from_arrays(settings.features.normalisation, arrays),
            weights={name.removeprefix(WEIGHTS): t for name, t in tensors.items() if name.startswith(WEIGHTS)},
        )
    except (KeyError, TypeError, ValueError, AttributeError, SettingsError) as error:
        raise BadCheckpointError(
            f"{file} is no network of a run ({str(error).rstrip('.')}); choose a file that a run has left."
        ) from None


def _check_numbers(tensors: Mapping[str, Tensor], settings: ExperimentSettings) -> None:
    """Raises ValueError for weights that are no numbers, or a scaling of other features."""
    for name, tensor in tensors.items():
        if not tensor.isfinite().all():
            raise ValueError(f"'{name}' holds values that are no numbers")
        if name.startswith(SCALING) and tensor.shape != (settings.features.height,):
            raise ValueError(f"'{name}' does not fit the features")
