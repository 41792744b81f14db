# SPDX-License-Identifier: MIT
"""Networks inside a graph of ONNX: each says what torch says, of any number of frames."""

import numpy as np
import pytest
import torch

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.catalog import MODEL_NAMES, settings_for
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.onnx_network import add_network
from ser_workbench.models.settings import ModelSettings
from tests.models.onnx_sound import listen, make_model

SMALL = {"maps": 6, "cells": 9, "dense_1": 20, "dense_2": 10, "dense_3": 8}
FRAMES = (1, 2, 7, 16, 61)
CUSTOM = {
    "mean pooling": {"convolution": "st", "pooling": "mean"},
    "mean pooling along time": {"convolution": "t", "pooling": "mean", "activation": "tanh"},
    "no pooling": {"convolution": "s", "pooling": "none", "activation": "elu"},
    "wide pooling": {"convolution": "st", "pool_size": 4, "pool_stride": 3, "activation": "leaky-relu"},
    "overlapping pooling": {"convolution": "st", "pool_size": 2, "pool_stride": 1},
    "pooling that shrinks": {"convolution": "fst", "width_1": 8, "width_2": 3},
    "one layer": {"convolution": "t", "layers": 1},
    "three layers": {"convolution": "st", "layers": 3, "height_1": 4, "width_1": 3},
    "BLSTM before FST": {"convolution": "fst", "order": "blstm-cnn"},
    "BLSTM before T": {"convolution": "t", "order": "blstm-cnn", "pooling": "mean"},
    "patch by patch": {"convolution": "st", "computation": "per-patch"},
}


def check(model, features):
    network = Cldnn(model, features, 5, seed=3).eval()
    with torch.no_grad():
        for parameter in network.parameters():  # Wide apart, so that no gate and no bias may be another's.
            parameter.add_(torch.randn(parameter.shape, generator=torch.Generator().manual_seed(1)) * 0.1)
    graph = make_model(lambda graph, frames: add_network(graph, frames, network), given_axes=2)
    for frames in FRAMES:
        given = torch.randn(1, frames, features.height, generator=torch.Generator().manual_seed(frames))
        with torch.no_grad():
            expected = network(given, torch.tensor([frames])).numpy()
        (said,) = listen(graph, given[0].numpy()).values()
        assert expected.std() > 0.01
        np.testing.assert_allclose(said, expected, atol=2e-5 * max(1, np.abs(expected).max()))


@pytest.mark.parametrize("name", MODEL_NAMES)
def test_that_each_of_the_eight_models_says_what_torch_says(name):
    model, kind = settings_for(name)
    check(model.model_copy(update=SMALL), FeatureSettings(kind=kind))


@pytest.mark.parametrize("changes", CUSTOM.values(), ids=CUSTOM.keys())
def test_that_free_networks_say_what_torch_says(changes):
    check(ModelSettings.model_validate({"name": "custom", **SMALL, **changes}), FeatureSettings())


@pytest.mark.parametrize(("left", "right"), [(0, 15), (15, 0), (3, 20)])
def test_that_other_splices_say_what_torch_says(left, right):
    model = ModelSettings.model_validate({"name": "fst-cldnn-log-mel", **SMALL})
    check(model, FeatureSettings(splice_left=left, splice_right=right))


def test_that_a_network_of_single_frames_says_what_torch_says():
    check(
        ModelSettings.model_validate({"name": "ldnn-log-mel", **SMALL}), FeatureSettings(splice_left=0, splice_right=0)
    )
