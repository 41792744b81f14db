# SPDX-License-Identifier: MIT
"""A network hears utterances, and its layers are listened to: one representation an utterance and layer, streamed."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from ser_workbench.errors import BadInputError
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.layer_names import list_layers
from ser_workbench.models.settings import ModelSettings
from ser_workbench.progress import Progress, Steps
from ser_workbench.training.batches import Example, load_batch, sorted_batches
from ser_workbench.training.devices import choose_device, plain_device_errors
from ser_workbench.training.memory import Housekeeping, give_memory_back

Keep = Callable[[NDArray[np.int64], Mapping[str, NDArray[np.float32]]], None]
"""Takes the places of some examples, and by layer what was said of them, (places, width) each."""

STAGE = "Listening to the modules"


def check_layers(model: ModelSettings, layers: Sequence[str]) -> None:
    """Raise BadInputError for a layer that such a network does not have."""
    known = list_layers(model)
    for layer in layers:
        if layer not in known:
            raise BadInputError(f"The network has no layer '{layer}'; there are: {', '.join(known)}.")


def measure_widths(network: Cldnn, layers: Sequence[str]) -> dict[str, int]:
    """How many numbers each layer says of an utterance.

    Raises BadInputError for a layer that the network does not have.
    """
    check_layers(network.model, layers)
    device = next(network.parameters()).device
    silence = torch.zeros(1, 1, network.features.height, device=device)
    said = network.eval().forward_layers(silence, torch.ones(1, dtype=torch.int64), layers)
    return {layer: output.shape[1] for layer, output in said.items()}


def hear_layers(
    network: Cldnn,
    examples: Sequence[Example],
    layers: Sequence[str],
    batch_size: int,
    device: torch.device | str,
    keep: Keep,
    stage: str = STAGE,
) -> Steps[None]:
    """Hear all examples and hand on what the layers say, a mini-batch at a time; nothing is held in memory.

    The network is moved to the device and left in evaluation mode there. Mini-batches are of similar length, so the
    examples do not come in their order.
    Raises BadInputError for a layer that the network does not have, DeviceError for a device that is not there or full.
    """
    check_layers(network.model, layers)
    if isinstance(device, str):
        device = choose_device(device)
    network.to(device).eval()
    done = 0
    housekeeping = Housekeeping()
    with network.computing(device):
        for places in sorted_batches([example.frames for example in examples], batch_size):
            with plain_device_errors(device):
                batch = load_batch(examples, places)
                said = network.forward_layers(batch.features.to(device), batch.lengths, layers)
                keep(places, {layer: output.float().cpu().numpy() for layer, output in said.items()})
            done += len(places)
            housekeeping.after_batch()
            yield Progress(stage, done, len(examples), "utterances")
    give_memory_back()


def hear_modules(
    network: Cldnn,
    examples: Sequence[Example],
    layers: Sequence[str],
    batch_size: int,
    device: torch.device | str,
    stage: str = STAGE,
) -> Steps[dict[str, NDArray[np.float32]]]:
    """The same into memory, in the order of the examples; (items, width) a layer. For as many as fit there."""
    widths = measure_widths(network, layers)
    arrays = {layer: np.zeros((len(examples), width), np.float32) for layer, width in widths.items()}

    def keep(places: NDArray[np.int64], said: Mapping[str, NDArray[np.float32]]) -> None:
        for layer, output in said.items():
            arrays[layer][places] = output

    yield from hear_layers(network, examples, layers, batch_size, device, keep, stage)
    return arrays
