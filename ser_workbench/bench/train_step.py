# SPDX-License-Identifier: MIT
"""One step of training of each of the eight models, beside the network as one would write it down."""

from collections.abc import Callable

import torch
from torch import nn
from torch.nn import functional

from ser_workbench.bench.measure import time_in_turns
from ser_workbench.bench.plain_network import PlainCldnn, relative_difference
from ser_workbench.bench.result import BenchResult
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.catalog import settings_for
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.progress import Steps
from ser_workbench.training.batches import Batch
from ser_workbench.training.devices import choose_device
from ser_workbench.training.learner import Learner
from ser_workbench.training.settings import TrainingSettings

EMOTIONS = 7
BATCHES_OF_FRAMES = (
    (146, 151, 158, 164, 168, 177, 181, 186, 193, 199),
    (203, 206, 212, 219, 224, 232, 237, 242, 246, 254),
    (260, 264, 270, 278, 287, 293, 303, 309, 316, 323),
    (331, 342, 352, 365, 378, 387, 400, 431, 511, 595),
)
"""Mini-batches of 10 as training makes them, of similar lengths: the quantiles of EmoDB's 535 utterances."""
ROUNDS = 3


def bench_train_step(model: str) -> Steps[BenchResult]:
    """Milliseconds a step of Adam takes on a mini-batch of 10, forwards and backwards, dropout aside.

    max_difference: between the gradients, the largest as a share of the largest plain one
    """
    settings, kind = settings_for(model)
    features = FeatureSettings.model_validate({"kind": kind})
    device = choose_device("auto")
    batches = [_make_batch(frames, features.height, seed) for seed, frames in enumerate(BATCHES_OF_FRAMES)]
    network = Cldnn(settings.model_copy(update={"dropout": 0.0}), features, EMOTIONS, seed=0)
    plain = PlainCldnn(network).to(device)
    learner = Learner(network, list(range(EMOTIONS)), TrainingSettings(), device)
    difference = _compare_gradients(learner, plain, batches[0])
    step_plainly = _plain_steps(plain, batches, device)

    def step() -> None:
        with network.computing(device):
            for number, batch in enumerate(batches):
                learner.learn(batch, 1, number)

    ours_s, plain_s = yield from time_in_turns(f"train_step/{model}", step, step_plainly, ROUNDS)
    steps = len(batches)
    return BenchResult(
        name=f"train_step/{model}",
        ours=1000 * ours_s / steps,
        plain=1000 * plain_s / steps,
        unit=f"ms a step, {device.type}",
        ratio=plain_s / ours_s,
        max_difference=difference,
    )


def _make_batch(frames: tuple[int, ...], height: int, seed: int) -> Batch:
    rng = torch.Generator().manual_seed(seed)
    lengths = torch.tensor(frames)
    features = torch.randn(len(frames), max(frames), height, generator=rng)
    return Batch(features, lengths, torch.randint(EMOTIONS, (len(frames),), generator=rng))


def _plain_steps(plain: PlainCldnn, batches: list[Batch], device: torch.device) -> Callable[[], None]:
    adam = torch.optim.Adam(plain.parameters(), lr=TrainingSettings().learning_rate)

    def step() -> None:
        for batch in batches:
            adam.zero_grad()
            _loss(plain, batch, device).backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
            adam.step()
            if device.type == "cuda":
                torch.cuda.synchronize()

    return step


def _loss(network: nn.Module, batch: Batch, device: torch.device) -> torch.Tensor:
    logits = network(batch.features.to(device), batch.lengths.to(device))
    return functional.cross_entropy(logits, batch.labels.to(device))


def _compare_gradients(learner: Learner, plain: PlainCldnn, batch: Batch) -> float:
    """The largest difference between the gradients of one mini-batch, relative to the largest of its weight."""
    network, device = learner.network, learner.device
    for one in (network, plain):
        one.zero_grad()
        _loss(one, batch, device).backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
    ours = {name: p.grad for name, p in network.named_parameters() if p.grad is not None}
    theirs = {name: p.grad for name, p in plain.named_parameters() if p.grad is not None}
    for name in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0"):
        theirs[f"blstm.forward_lstm.{name}"] = theirs[f"blstm.{name}"]
        theirs[f"blstm.backward_lstm.{name}"] = theirs[f"blstm.{name}_reverse"]
    return max(relative_difference(gradient, theirs[name]) for name, gradient in ours.items())
