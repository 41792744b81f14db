# SPDX-License-Identifier: MIT
"""What a network says of utterances, without learning from them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from ser_workbench.models.cldnn import Cldnn
from ser_workbench.progress import Progress, Steps
from ser_workbench.training.batches import Example, load_batch, sorted_batches
from ser_workbench.training.devices import choose_device, plain_device_errors
from ser_workbench.training.memory import Housekeeping, give_memory_back
from ser_workbench.training.metrics import unweighted_accuracy, weighted_accuracy
from ser_workbench.training.stopping import Figures


@dataclass(frozen=True, slots=True)
class Predictions:
    """What was said, in the order of the examples.

    probabilities: (items, emotions); losses: (items,) cross-entropy in nats; labels: (items,)
    """

    probabilities: NDArray[np.float32]
    losses: NDArray[np.float32]
    labels: NDArray[np.int64]

    @property
    def predicted(self) -> NDArray[np.int64]:
        """The most probable emotion of each item, (items,)."""
        return np.asarray(self.probabilities.argmax(axis=1), dtype=np.int64)

    def take(self, places: Sequence[int]) -> "Predictions":
        """Those at these places."""
        chosen = np.asarray(places, dtype=np.int64)
        return Predictions(self.probabilities[chosen], self.losses[chosen], self.labels[chosen])

    @property
    def figures(self) -> Figures:
        """Mean loss, UA and WA."""
        classes = self.probabilities.shape[1]
        return Figures(
            loss=float(self.losses.mean(dtype=np.float64)),
            ua=unweighted_accuracy(self.labels, self.predicted, classes),
            wa=weighted_accuracy(self.labels, self.predicted),
        )


def predict(
    network: Cldnn, examples: Sequence[Example], batch_size: int, device: torch.device | str, stage: str = "predicting"
) -> Steps[Predictions]:
    """Hear all examples; yields Progress after each mini-batch.

    The network is moved to the device and left in evaluation mode there.
    device: a torch.device, or auto, cpu, cuda, mps
    Raises DeviceError when it is not there or its memory is used up.
    """
    if isinstance(device, str):
        device = choose_device(device)
    network.to(device).eval()
    logits = torch.zeros(len(examples), network.emotions)
    labels = torch.tensor([example.label for example in examples], dtype=torch.int64)
    done = 0
    housekeeping = Housekeeping()
    with network.computing(device):
        for places in sorted_batches([example.frames for example in examples], batch_size):
            with plain_device_errors(device), torch.no_grad():
                batch = load_batch(examples, places)
                logits[places] = network(batch.features.to(device), batch.lengths.to(device)).cpu()
            done += len(places)
            housekeeping.after_batch()
            yield Progress(stage, done, len(examples), "utterances")
    give_memory_back()
    return Predictions(
        probabilities=logits.softmax(1).numpy(),
        losses=functional.cross_entropy(logits, labels, reduction="none").numpy(),
        labels=labels.numpy(),
    )
