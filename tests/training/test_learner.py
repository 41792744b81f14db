# SPDX-License-Identifier: MIT
"""One step of Adam, and what stops a training that goes astray."""

import copy

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


def test_that_a_checkpoint_without_adams_moments_is_refused():
    learner = Learner(toy_network(), [0], QUICK, CPU)
    weights = learner.weights()
    with pytest.raises(BadCheckpointError, match="start the run anew"):
        learner.go_on_from(TrainingCheckpoint(weights, {"step/x": torch.zeros(1)}, weights, weights, ()))
