# SPDX-License-Identifier: MIT
"""How fast this very network is on this device: a few steps on random features, timed."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import torch

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.settings import ModelSettings
from ser_workbench.progress import Progress, Steps
from ser_workbench.training.batches import Batch
from ser_workbench.training.devices import choose_device, cpu_threads, plain_device_errors, title_of_device
from ser_workbench.training.learner import Learner
from ser_workbench.training.settings import TrainingSettings

STEPS = 3
"""Timed after a first one, which allocates; the median counts."""


@dataclass(frozen=True, slots=True)
class MeasuredPace:
    """Seconds for each frame of an utterance, when it is learnt from and when it is only heard."""

    learn_s: float
    hear_s: float
    device: str

    def epoch_s(self, train_frames: float, validation_frames: float) -> float:
        """Seconds of an epoch over so many frames, noisy copies counted."""
        return self.learn_s * train_frames + self.hear_s * validation_frames


def measure_network(
    model: ModelSettings, features: FeatureSettings, emotions: int, settings: TrainingSettings, frames: int
) -> Steps[MeasuredPace]:
    """Train a throw-away network of this kind for some steps on mini-batches of utterances of so many frames.

    Raises SettingsError where such a network cannot be, DeviceError for a device that is not there or is full.
    """
    device = choose_device(settings.device)
    with cpu_threads(settings.threads):
        yield Progress("Measuring the network", 0, 2 * (STEPS + 1), "steps")
        learner = Learner(Cldnn(model, features, emotions, settings.seed), list(range(emotions)), settings, device)
        batch = _random_batch(settings.batch_size, frames, features.height, emotions)
        with learner.network.computing(device):
            learn_s = yield from _time(lambda: _learn(learner, batch), 0)
            learner.network.eval()
            hear_s = yield from _time(lambda: _hear(learner, batch), STEPS + 1)
        return MeasuredPace(learn_s / batch.frames, hear_s / batch.frames, title_of_device(device))


def _time(work: Callable[[], None], done: int) -> Steps[float]:
    seconds = []
    for turn in range(STEPS + 1):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
        yield Progress("Measuring the network", done + turn + 1, 2 * (STEPS + 1), "steps")
    return sorted(seconds[1:])[STEPS // 2]


def _learn(learner: Learner, batch: Batch) -> None:
    learner.learn(batch, epoch=1, number=1)  # Reads the loss, so that a GPU has ended.


@torch.no_grad()
def _hear(learner: Learner, batch: Batch) -> None:
    with plain_device_errors(learner.device):
        learner.network(batch.features.to(learner.device), batch.lengths.to(learner.device)).cpu()


def _random_batch(size: int, frames: int, height: int, emotions: int) -> Batch:
    rng = torch.Generator().manual_seed(0)
    features = torch.randn(size, frames, height, generator=rng)
    return Batch(features, torch.full((size,), frames), torch.randint(emotions, (size,), generator=rng))
