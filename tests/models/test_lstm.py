# SPDX-License-Identifier: MIT
"""Two one-directional LSTMs against the packed bidirectional one."""

import torch

from ser_workbench.models.lstm import mean_over_frames, reverse_within


def test_that_each_utterance_is_reversed_within_its_own_length():
    rows = torch.tensor([[[1.0], [10.0]], [[2.0], [20.0]], [[3.0], [-1.0]]])  # (time, batch, 1)
    turned = reverse_within(rows, torch.tensor([3, 2]))
    assert turned[:, :, 0].T.tolist() == [[3, 2, 1], [20, 10, -1]]


def test_that_the_gradient_is_reversed_back():
    rows = torch.randn(5, 3, 2, requires_grad=True)
    weight = torch.randn(5, 3, 2)
    lengths = torch.tensor([5, 2, 1])
    (reverse_within(rows, lengths) * weight).sum().backward()
    assert torch.equal(rows.grad, reverse_within(weight, lengths))


def test_that_the_mean_leaves_padding_out_even_where_it_is_infinite():
    rows = torch.tensor([[[1.0], [4.0]], [[3.0], [float("inf")]]])
    assert mean_over_frames(rows, torch.tensor([2, 1])).flatten().tolist() == [2, 4]
