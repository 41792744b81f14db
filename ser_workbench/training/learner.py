# SPDX-License-Identifier: MIT
"""A network with its optimiser: learns one mini-batch at a time, and can be stored and put back."""

import math

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from ser_workbench.errors import BadCheckpointError, FailedError
from ser_workbench.models.checkpoint import put_weights
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.training.batches import Batch
from ser_workbench.training.checkpoint import State, TrainingCheckpoint
from ser_workbench.training.devices import mixed_precision, plain_device_errors
from ser_workbench.training.settings import TrainingSettings

MOMENTS = ("step", "exp_avg", "exp_avg_sq")


class Learner:
    """Cross-entropy and Adam on one device."""

    def __init__(self, network: Cldnn, labels: list[int], settings: TrainingSettings, device: torch.device) -> None:
        with plain_device_errors(device):
            self.network = network.to(device)
        self.settings, self.device = settings, device
        self._trained = {name: p for name, p in network.named_parameters() if p.requires_grad}
        self._adam = torch.optim.Adam(self._trained.values(), lr=settings.learning_rate, fused=True)
        weights = class_weights(labels, network.emotions) if settings.class_weights else None
        self._class_weights = None if weights is None else torch.from_numpy(weights).to(device)

    @property
    def parameters(self) -> int:
        """How many numbers are trained."""
        return sum(parameter.numel() for parameter in self._trained.values())

    def learn(self, batch: Batch, epoch: int, number: int) -> float:
        """One step of Adam on a mini-batch; returns its loss.

        Raises FailedError when the loss is no number, DeviceError when the memory is used up.
        """
        with plain_device_errors(self.device):
            self._adam.zero_grad()
            total = self._weight_of(batch.labels)
            value = sum(self._add_gradient(part, total) for part in batch.split(self.settings.batch_parts))
            if not math.isfinite(value):
                raise FailedError(
                    f"The loss is no number any more (epoch {epoch}, mini-batch {number}); lower the learning rate or "
                    "clip the gradient (training.clip_gradient) and train anew."
                )
            if self.settings.clip_gradient:
                torch.nn.utils.clip_grad_norm_(self._trained.values(), self.settings.clip_gradient)
            self._adam.step()
        return value

    def _add_gradient(self, part: Batch, total: float) -> float:
        """Add this part's share of the gradient, and return its share of the loss."""
        with mixed_precision(self.device, self.settings.precision):
            logits = self.network(part.features.to(self.device), part.lengths.to(self.device))
        labels = part.labels.to(self.device)
        loss = functional.cross_entropy(logits.float(), labels, self._class_weights, reduction="sum") / total
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        return float(loss.detach())

    def _weight_of(self, labels: Tensor) -> float:
        """What the losses of a mini-batch are divided by: its utterances, or the sum of their classes' weights."""
        if self._class_weights is None:
            return float(len(labels))
        return float(self._class_weights[labels.to(self.device)].sum())

    def weights(self) -> State:
        """A copy of the network's weights, on the CPU."""
        return {name: tensor.detach().cpu().clone() for name, tensor in self.network.state_dict().items()}

    def adam_state(self) -> State:
        """A copy of Adam's moments and step counts, on the CPU."""
        return {
            f"{moment}/{name}": self._adam.state[parameter][moment].detach().cpu().clone()
            for name, parameter in self._trained.items()
            for moment in MOMENTS
        }

    def go_on_from(self, checkpoint: TrainingCheckpoint) -> None:
        """Put back the weights and Adam's state of a checkpoint.

        Raises BadCheckpointError when they belong to another network.
        """
        put_weights(self.network, checkpoint.weights, "The checkpoint")
        if checkpoint.adam.keys() != {f"{moment}/{name}" for name in self._trained for moment in MOMENTS}:
            raise BadCheckpointError("The checkpoint lacks a part of its training; start the run anew.")
        for name, parameter in self._trained.items():
            state = {moment: checkpoint.adam[f"{moment}/{name}"].clone() for moment in MOMENTS}
            if any(tensor.shape != parameter.shape for moment, tensor in state.items() if moment != "step"):
                raise BadCheckpointError(f"The checkpoint's moments of '{name}' do not fit; start the run anew.")
            self._adam.state[parameter] = {moment: tensor.to(self.device) for moment, tensor in state.items()}


def class_weights(labels: list[int], emotions: int) -> NDArray[np.float32]:
    """Weights inverse to how often each class occurs, 1 where all occur equally often; 0 for one that never does."""
    counts = np.bincount(labels, minlength=emotions)
    weights = np.zeros(emotions, dtype=np.float32)
    occurs = counts > 0
    weights[occurs] = len(labels) / (occurs.sum() * counts[occurs])
    return weights
