# SPDX-License-Identifier: MIT
"""Layers are listened to in mini-batches, and every utterance keeps its place."""

import numpy as np
import pytest
import torch

from ser_workbench.errors import BadInputError
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.inspection.hear import hear_layers, hear_modules, measure_widths
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.layer_names import list_layers
from ser_workbench.models.settings import ModelSettings
from ser_workbench.progress import Progress, run_steps
from ser_workbench.training.batches import Example

MODEL = ModelSettings(name="custom", convolution="fst", maps=3, cells=4)
LENGTHS = (31, 7, 55, 18, 2, 40, 23)


@pytest.fixture
def network() -> Cldnn:
    return Cldnn(MODEL, FeatureSettings(), emotions=4, seed=0).eval()


@pytest.fixture
def examples() -> list[Example]:
    rng = np.random.default_rng(0)
    sounds = [rng.standard_normal((frames, 40)).astype(np.float32) for frames in LENGTHS]
    return [Example(str(n), 0, len(sound), lambda s=sound: s) for n, sound in enumerate(sounds)]


def test_that_each_utterance_says_in_a_batch_what_it_says_alone(network, examples):
    layers = list_layers(MODEL)
    together = run_steps(hear_modules(network, examples, layers, batch_size=3, device="cpu"))
    for place, example in enumerate(examples):
        features = torch.from_numpy(example.load())[None]
        alone = network.forward_layers(features, torch.tensor([example.frames]), layers)
        for layer in layers:
            np.testing.assert_allclose(together[layer][place], alone[layer][0].numpy(), rtol=0, atol=1e-5)


def test_that_widths_are_known_before_anything_is_heard(network, examples):
    layers = list_layers(MODEL)
    heard = run_steps(hear_modules(network, examples, layers, batch_size=3, device="cpu"))
    assert measure_widths(network, layers) == {layer: heard[layer].shape[1] for layer in layers}


def test_that_what_was_said_is_handed_on_batch_by_batch(network, examples):
    sizes, told = [], []
    steps = hear_layers(network, examples, ("mlp",), 3, "cpu", lambda places, _: sizes.append(len(places)))
    run_steps(steps, lambda event: told.append(event.done) if isinstance(event, Progress) else None)
    assert sizes == [3, 3, 1]
    assert told == [3, 6, 7]


def test_that_a_layer_the_network_does_not_have_is_refused_with_those_it_has(network, examples):
    with pytest.raises(BadInputError, match="no layer 'conv9'; there are: raw, conv1, cnn"):
        run_steps(hear_modules(network, examples, ("mlp", "conv9"), 3, "cpu"))
