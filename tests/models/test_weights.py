# SPDX-License-Identifier: MIT
"""First weights as Keras draws them."""

import math

import pytest
import torch

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.settings import ModelSettings
from ser_workbench.models.weights import glorot_limit, lstm_weights, orthogonal


def network_drawn(way: str = "keras", seed: int = 0) -> Cldnn:
    return Cldnn(ModelSettings.model_validate({"first_weights": way}), FeatureSettings(), 6, seed)


def test_that_glorots_limit_of_the_first_filters_is_the_hand_worked_one():
    weight = network_drawn().conv.layers[0].weight
    limit = math.sqrt(6 / (1 * 40 * 4 + 32 * 40 * 4))
    assert glorot_limit(160, 5120) == pytest.approx(limit)
    assert limit * 0.99 < weight.abs().max().item() <= limit
    assert weight.mean().item() == pytest.approx(0, abs=limit / 20)


def test_that_the_lstm_starts_as_keras_starts_it():
    for lstm in (network_drawn().blstm.forward_lstm, network_drawn().blstm.backward_lstm):
        weight, recurrent, bias = lstm_weights(lstm)
        limit = math.sqrt(6 / (64 + 512))
        assert limit * 0.99 < weight.abs().max().item() <= limit
        torch.testing.assert_close(recurrent.T @ recurrent, torch.eye(128), rtol=0, atol=1e-5)
        assert bias.reshape(4, 128).mean(1).tolist() == [0, 1, 0, 0]
        assert not lstm.bias_hh_l0.any()
        assert not lstm.bias_hh_l0.requires_grad


def test_that_both_directions_start_differently():
    blstm = network_drawn().blstm
    assert not torch.equal(blstm.forward_lstm.weight_ih_l0, blstm.backward_lstm.weight_ih_l0)


def test_that_the_seed_decides_all_weights():
    one, again, other = network_drawn(seed=4), network_drawn(seed=4), network_drawn(seed=5)
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), again.parameters(), strict=True))
    assert not torch.equal(one.dense[0].weight, other.dense[0].weight)


def test_that_an_orthogonal_matrix_has_orthonormal_rows_and_no_preferred_sign():
    rng = torch.Generator().manual_seed(0)
    drawn = torch.stack([orthogonal(4, 6, rng) for _ in range(500)])
    torch.testing.assert_close(drawn @ drawn.mT, torch.eye(4).expand(500, 4, 4), rtol=0, atol=1e-5)
    assert drawn.mean(0).abs().max().item() < 0.1


def test_that_torchs_way_stays_within_its_bounds():
    network = network_drawn("torch")
    assert network.dense[0].weight.abs().max().item() <= 1 / 16
    assert network.blstm.forward_lstm.weight_hh_l0.abs().max().item() <= 1 / math.sqrt(128)
    assert network.dense[0].bias.any()
