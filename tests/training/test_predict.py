# SPDX-License-Identifier: MIT
"""Predictions of a network on many utterances."""

import numpy as np
import pytest
import torch

from ser_workbench.progress import Progress, run_steps
from ser_workbench.training.predict import Predictions, predict
from tests.training.toy import toy_examples, toy_network


def test_that_predictions_stand_in_the_order_of_the_examples():
    network, examples = toy_network(), toy_examples(11, seed=1)
    said = run_steps(predict(network, examples, 4, "cpu"))
    for place, example in enumerate(examples):
        alone = run_steps(predict(network, [example], 1, torch.device("cpu")))
        assert said.probabilities[place] == pytest.approx(alone.probabilities[0], abs=1e-5)
        assert said.losses[place] == pytest.approx(-np.log(said.probabilities[place, example.label]), abs=1e-5)
    assert said.labels.tolist() == [example.label for example in examples]


def test_that_progress_is_told_after_each_mini_batch():
    events: list[Progress] = []
    run_steps(predict(toy_network(), toy_examples(11, seed=1), 4, "cpu", stage="Testing"), events.append)
    assert [(event.stage, event.done, event.total) for event in events] == [
        ("Testing", 4, 11),
        ("Testing", 8, 11),
        ("Testing", 11, 11),
    ]


def test_that_gradients_are_as_wanted_as_before_between_the_steps():
    steps = predict(toy_network(), toy_examples(8, seed=1), 4, "cpu")
    next(steps)
    assert torch.is_grad_enabled()
    steps.close()


def test_that_nothing_to_hear_gives_no_predictions():
    said = run_steps(predict(toy_network(), [], 4, "cpu"))
    assert said.probabilities.shape == (0, 3)


def test_that_figures_are_those_of_the_chosen_places():
    said = Predictions(
        probabilities=np.array([[0.9, 0.1], [0.4, 0.6], [0.2, 0.8]], dtype=np.float32),
        losses=np.array([0.1, 0.9, 0.2], dtype=np.float32),
        labels=np.array([0, 0, 1]),
    )
    assert (said.figures.ua, said.figures.wa) == (0.75, pytest.approx(2 / 3))
    assert said.take([0, 2]).figures.ua == 1
    assert said.take([0, 2]).figures.loss == pytest.approx(0.15)
