# SPDX-License-Identifier: MIT
"""Two one-directional LSTMs against the packed bidirectional one."""

from contextlib import nullcontext

import pytest
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from ser_workbench.models.lstm import WIDE, Blstm, mean_over_frames, reverse_within


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


@pytest.mark.parametrize("width", [7, WIDE])
@pytest.mark.parametrize("is_divided", [False, True])
def test_that_it_is_the_packed_bidirectional_lstm_with_its_gradients(two_cpu_threads, width, is_divided):
    rng = torch.Generator().manual_seed(0)
    lengths = torch.tensor([9, 1, 4])
    rows = torch.randn(9, 3, width, generator=rng)
    blstm, packed = Blstm(width, 4), torch.nn.LSTM(width, 4, bidirectional=True)
    state = dict(blstm.forward_lstm.state_dict())
    packed.load_state_dict(state | {f"{name}_reverse": t for name, t in blstm.backward_lstm.state_dict().items()})
    plain_rows = rows.clone().requires_grad_()
    padded, _ = pad_packed_sequence(packed(pack_padded_sequence(plain_rows, lengths, enforce_sorted=False))[0])
    our_rows = rows.clone().requires_grad_()
    with blstm.directions_at_once() if is_divided else nullcontext():
        onward, back = blstm(our_rows, lengths)
        is_inside = (torch.arange(9).unsqueeze(1) < lengths).unsqueeze(2)
        ours = torch.cat([onward, reverse_within(back, lengths)], dim=2) * is_inside
        torch.testing.assert_close(ours, padded, rtol=1e-5, atol=1e-6)
        weight = torch.randn(ours.shape, generator=rng)
        (ours * weight).sum().backward()
    (padded * weight).sum().backward()
    torch.testing.assert_close(our_rows.grad, plain_rows.grad, rtol=1e-4, atol=1e-6)
    for name, expected in packed.named_parameters():
        lstm = blstm.backward_lstm if name.endswith("_reverse") else blstm.forward_lstm
        gradient = getattr(lstm, name.removesuffix("_reverse")).grad
        if not name.startswith("bias_hh"):  # The second bias is not trained.
            torch.testing.assert_close(gradient, expected.grad, rtol=1e-4, atol=1e-5)
