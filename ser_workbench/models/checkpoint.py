# SPDX-License-Identifier: MIT
"""Tensors and a little text in one safetensors file; nothing loaded from it is ever executed."""

import os
from collections.abc import Mapping
from pathlib import Path

import safetensors
import safetensors.torch
from torch import Tensor, nn

from ser_workbench.errors import BadCheckpointError


def save_weights(file: Path, tensors: Mapping[str, Tensor], metadata: Mapping[str, str]) -> None:
    """Write beside and rename, so that the file is whole or is not there."""
    on_cpu = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
    content = safetensors.torch.save(on_cpu, dict(metadata))
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def load_weights(file: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The tensors, on the CPU, and the text of a file of weights.

    Raises BadCheckpointError when the file is missing or is not one.
    """
    try:
        with safetensors.safe_open(file, framework="pt") as opened:
            tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118  # no dict
            return tensors, dict(opened.metadata() or {})
    except FileNotFoundError:
        raise BadCheckpointError(f"{file} is not there; name a run that has been trained.") from None
    except (safetensors.SafetensorError, OSError, ValueError) as error:
        raise BadCheckpointError(f"{file} is not a file of weights ({error}); restore it or train again.") from None


def put_weights(network: nn.Module, tensors: Mapping[str, Tensor], where: str) -> None:
    """Give a network the weights of a file; `where` names it in the message.

    Raises BadCheckpointError when they belong to another network.
    """
    own = network.state_dict()
    for name in own.keys() | tensors.keys():
        if name not in tensors or name not in own or own[name].shape != tensors[name].shape:
            raise BadCheckpointError(
                f"{where} holds the weights of another network ('{name}' does not fit); name the run it belongs to."
            )
    network.load_state_dict(dict(tensors))
