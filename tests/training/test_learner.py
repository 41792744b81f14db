# SPDX-License-Identifier: MIT
"""One step of Adam, and what stops a training that goes astray."""

import copy
from contextlib import nullcontext

import numpy as np
import pytest
import torch

from ser_workbench.errors import BadCheckpointError
from ser_workbench.training.batches import load_batch
from ser_workbench.training.checkpoint import TrainingCheckpoint
from ser_workbench.training.learner import Learner, class_weights
from tests.training.toy import QUICK, toy_examples, toy_network

CPU = torch.device("cpu")


def test_that_rare_classes_weigh_more_and_absent_ones_nothing():
    assert class_weights([0, 0, 0, 1], emotions=3).tolist() == pytest.approx([4 / 6, 2, 0])
    assert class_weights([0, 1, 1, 0], emotions=2).tolist() == [1, 1]


def test_that_a_step_is_that_of_torchs_plain_adam():
    network = toy_network()
    plain = copy.deepcopy(network)
    batch = load_batch(toy_examples(4, seed=1), np.arange(4))
    learner = Learner(network, [0, 1, 2, 0], QUICK, CPU)
    optimiser = torch.optim.Adam(plain.parameters(), lr=QUICK.learning_rate, foreach=False)
    for model in (network, plain):
        model.eval()  # Without dropout.
    for number in range(3):
        learner.learn(batch, 1, number)
        optimiser.zero_grad()
        torch.nn.functional.cross_entropy(plain(batch.features, batch.lengths), batch.labels).backward()
        optimiser.step()
    for one, other in zip(network.parameters(), plain.parameters(), strict=True):
        torch.testing.assert_close(one, other, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("is_weighted", [False, True])
def test_that_a_mini_batch_in_parts_makes_the_same_step(is_weighted):
    batch = load_batch(toy_examples(7, seed=1), np.arange(7))
    stepped = []
    for parts in (1, 3, 100):
        network = toy_network()
        settings = QUICK.model_copy(update={"batch_parts": parts, "class_weights": is_weighted})
        learner = Learner(network.eval(), [0, 1, 2, 0, 0], settings, CPU)
        losses = [learner.learn(batch, 1, number) for number in range(3)]
        stepped.append((losses, learner.weights()))
    for losses, weights in stepped[1:]:
        assert losses == pytest.approx(stepped[0][0], rel=1e-5)
        for name, weight in weights.items():
            torch.testing.assert_close(weight, stepped[0][1][name], rtol=1e-3, atol=1e-5)


def test_that_parts_share_out_the_utterances_and_lose_their_padding():
    batch = load_batch(toy_examples(5, seed=1), np.arange(5))
    parts = batch.split(2)
    assert [len(part.labels) for part in parts] == [3, 2]
    assert [part.features.shape[1] for part in parts] == [int(part.lengths.max()) for part in parts]
    assert torch.cat([part.labels for part in parts]).tolist() == batch.labels.tolist()


@pytest.mark.parametrize("name", ["ldnn-log-mel", "t-cldnn-log-mel", "fst-cldnn-log-mel"])
@pytest.mark.parametrize("is_divided", [False, True])
def test_that_mixed_precision_leaves_the_gradient_pointing_the_same_way(name, is_divided):
    batch = load_batch(toy_examples(6, seed=1), np.arange(6))
    gradients = []
    for precision in ("float32", "bfloat16"):
        network = toy_network(name=name).eval()
        learner = Learner(network, [0, 1, 2], QUICK.model_copy(update={"precision": precision}), CPU)
        with network.computing(CPU) if is_divided else nullcontext():
            learner.learn(batch, 1, 1)
        trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
        assert all(parameter.grad.dtype == torch.float32 for parameter in trained)
        gradients.append(torch.cat([parameter.grad.flatten() for parameter in trained]))
    likeness = torch.cosine_similarity(*gradients, dim=0)
    assert 0.98 < likeness < 1 - 1e-7  # Rounded, a pooling window's largest value may be another.


def test_that_a_checkpoint_without_adams_moments_is_refused():
    learner = Learner(toy_network(), [0], QUICK, CPU)
    weights = learner.weights()
    with pytest.raises(BadCheckpointError, match="start the run anew"):
        learner.go_on_from(TrainingCheckpoint(weights, {"step/x": torch.zeros(1)}, weights, weights, ()))
