# SPDX-License-Identifier: MIT
"""Frames beside their neighbours, the edges repeated."""

import torch

from ser_workbench.models.splice import replicate_edges, splice_columns


def test_that_edges_repeat_at_each_utterances_own_length():
    batch = torch.tensor([[1.0, 2, 3], [7, 99, 99]]).unsqueeze(2)
    replicated = replicate_edges(batch, torch.tensor([3, 1]), left=2, right=1).squeeze(2)
    assert replicated.tolist() == [[1, 1, 1, 2, 3, 3], [7, 7, 7, 7, 7, 7]]


def test_that_columns_stand_a_step_apart():
    rows = torch.arange(7.0).reshape(7, 1, 1)
    assert splice_columns(rows, frames=3, columns=2, step=4).squeeze(1).tolist() == [[0, 4], [1, 5], [2, 6]]


def test_that_the_gradient_of_a_row_adds_up_over_its_places():
    rows = torch.randn(9, 2, 3, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda r: splice_columns(r, frames=5, columns=3, step=2), rows)
