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
    for convolution in ("s", "t", "fst"):
        ranges = TABLE_2[convolution]
        found += [
            {"convolution": convolution, **dict(zip(ranges, sizes, strict=True))} for sizes in product(*ranges.values())
        ]
    corners = [(range_[0], range_[-1]) for range_ in TABLE_2["st"].values()]
    found += [{"convolution": "st", **dict(zip(TABLE_2["st"], sizes, strict=True))} for sizes in product(*corners)]
    return found


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
    torch.nn.functional.cross_entropy(logits, torch.arange(len(LENGTHS)) % 5).backward()
    return {name: p.grad.clone() for name, p in network.named_parameters() if p.grad is not None}


@pytest.mark.parametrize("sizes", networks_of_table_2(), ids=lambda sizes: "-".join(map(str, sizes.values())))
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


@pytest.mark.parametrize("convolution", ["none", "t", "fst"])
def test_that_networks_on_mfcc_have_the_plain_networks_logits(convolution):
    network = small_network({"convolution": convolution}, kind="mfcc")
    utterances, batch, lengths = padded_batch(height=13)
    torch.testing.assert_close(network(batch, lengths), classify_plainly(network, utterances), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("sizes", networks_of_table_2()[::6], ids=lambda sizes: "-".join(map(str, sizes.values())))
def test_that_the_flattened_maps_of_each_frame_are_the_plain_networks(sizes):
    network = small_network(sizes)
    utterances, batch, lengths = padded_batch(height=40)
    rows, _ = network._convolve(batch, lengths)
    for place, utterance in enumerate(utterances):
        expected = convolve_plainly(network, utterance)
        torch.testing.assert_close(rows[: len(utterance), place], expected, rtol=1e-5, atol=1e-5)
