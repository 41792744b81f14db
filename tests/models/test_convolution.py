# SPDX-License-Identifier: MIT
"""The utterance convolved once gives the numbers of the plain network that convolves each spliced frame."""

from itertools import product

import pytest
import torch

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.catalog import TABLE_2
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.settings import ModelSettings
from tests.models.plain_network import classify_plainly, convolve_plainly

LENGTHS = (1, 2, 5, 16, 23)


def networks_of_table_2() -> list[dict[str, int | str]]:
    found: list[dict[str, int | str]] = [{"convolution": "none"}]
    for convolution in ("s", "t", "fst", "st"):
        ranges = TABLE_2[convolution]
        found += [
            {"convolution": convolution, **dict(zip(ranges, sizes, strict=True))} for sizes in product(*ranges.values())
        ]
    return found


BEYOND_THE_PAPER: list[dict[str, int | str]] = [
    {"convolution": "t", "layers": 1},
    {"convolution": "fst", "layers": 3, "width_1": 3, "width_2": 2},
    {"convolution": "st", "layers": 3, "height_1": 4, "width_1": 3, "height_2": 3, "width_2": 2},
    {"convolution": "fst", "activation": "tanh"},
    {"convolution": "st", "activation": "elu", "pool_size": 2},
    {"convolution": "t", "activation": "leaky-relu", "pool_size": 2, "pool_stride": 3},
    {"convolution": "fst", "pooling": "mean"},
    {"convolution": "st", "pooling": "mean", "pool_size": 4, "pool_stride": 1},
    {"convolution": "s", "pooling": "mean", "activation": "elu"},
    {"convolution": "t", "pooling": "none"},
    {"convolution": "fst", "order": "blstm-cnn"},
    {"convolution": "t", "order": "blstm-cnn", "pooling": "mean", "activation": "tanh"},
]


def small_network(sizes: dict[str, int | str], kind: str = "log-mel") -> Cldnn:
    model = ModelSettings.model_validate({"name": "custom", "maps": 3, "cells": 4, "dropout": 0, **sizes})
    return Cldnn(model, FeatureSettings.model_validate({"kind": kind}), emotions=5, seed=3)


def padded_batch(height: int) -> tuple[list[torch.Tensor], torch.Tensor, torch.Tensor]:
    rng = torch.Generator().manual_seed(0)
    utterances = [torch.randn(length, height, generator=rng) for length in LENGTHS]
    batch = torch.full((len(LENGTHS), max(LENGTHS), height), 1e4)  # Padding that would be noticed.
    for row, utterance in zip(batch, utterances, strict=True):
        row[: len(utterance)] = utterance
    return utterances, batch, torch.tensor(LENGTHS)


def gradients_of(network: Cldnn, logits: torch.Tensor) -> dict[str, torch.Tensor]:
    network.zero_grad()
    torch.nn.functional.cross_entropy(
        logits, torch.arange(len(LENGTHS)) % 3
    ).backward()  # Unequal classes: no gradient is nearly 0.
    return {name: p.grad.clone() for name, p in network.named_parameters() if p.grad is not None}


@pytest.mark.parametrize(
    "sizes", [*networks_of_table_2(), *BEYOND_THE_PAPER], ids=lambda sizes: "-".join(map(str, sizes.values()))
)
def test_that_every_combination_of_table_2_has_the_plain_networks_logits_and_gradients(sizes):
    network = small_network(sizes)
    utterances, batch, lengths = padded_batch(height=40)
    ours = network(batch, lengths)
    our_gradients = gradients_of(network, ours)
    plain = classify_plainly(network, utterances)
    plain_gradients = gradients_of(network, plain)
    torch.testing.assert_close(ours, plain, rtol=1e-5, atol=1e-5)
    assert our_gradients.keys() == plain_gradients.keys()
    for name, gradient in plain_gradients.items():
        difference = (our_gradients[name] - gradient).norm() / gradient.norm().clamp(min=1e-6)
        assert difference < 1e-5, name


@pytest.mark.parametrize("sizes", networks_of_table_2(), ids=lambda sizes: "-".join(map(str, sizes.values())))
def test_that_computed_per_patch_the_network_has_the_shared_ones_logits_and_gradients(sizes):
    shared, per_patch = small_network(sizes), small_network({**sizes, "computation": "per-patch"})
    _, batch, lengths = padded_batch(height=40)
    ours, plain = shared(batch, lengths), per_patch(batch, lengths)
    torch.testing.assert_close(ours, plain, rtol=1e-5, atol=1e-5)
    expected = gradients_of(per_patch, plain)
    for name, gradient in gradients_of(shared, ours).items():
        difference = (gradient - expected[name]).norm() / expected[name].norm().clamp(min=1e-6)
        assert difference < 1e-5, name


@pytest.mark.parametrize("convolution", ["none", "t", "fst"])
def test_that_networks_on_mfcc_have_the_plain_networks_logits(convolution):
    network = small_network({"convolution": convolution}, kind="mfcc")
    utterances, batch, lengths = padded_batch(height=13)
    torch.testing.assert_close(network(batch, lengths), classify_plainly(network, utterances), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("sizes", networks_of_table_2()[::12], ids=lambda sizes: "-".join(map(str, sizes.values())))
def test_that_the_flattened_maps_of_each_frame_are_the_plain_networks(sizes):
    network = small_network(sizes)
    utterances, batch, lengths = padded_batch(height=40)
    rows = network._convolve(batch, lengths)
    for place, utterance in enumerate(utterances):
        expected = convolve_plainly(network, utterance)
        torch.testing.assert_close(rows[: len(utterance), place], expected, rtol=1e-5, atol=1e-5)
