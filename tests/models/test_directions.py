# SPDX-License-Identifier: MIT
"""Both directions of the BLSTM at once."""

import threading

import torch

from ser_workbench.models.directions import two_threads
from ser_workbench.models.lstm import Blstm


def blstm_and_rows() -> tuple[Blstm, torch.Tensor, torch.Tensor]:
    rng = torch.Generator().manual_seed(0)
    blstm = Blstm(6, 4)
    for weight in blstm.parameters():
        weight.data.copy_(torch.randn(weight.shape, generator=rng) * 0.3)
    return blstm, torch.randn(9, 3, 6, generator=rng), torch.tensor([9, 4, 1])


def gradients_of(blstm: Blstm, rows: torch.Tensor, lengths: torch.Tensor) -> list[torch.Tensor]:
    rows = rows.clone().requires_grad_()
    onward, back = blstm(rows, lengths)
    trained = [weight for weight in blstm.parameters() if weight.requires_grad]
    return [onward, back, *torch.autograd.grad((onward.square() + back.cos()).sum(), [rows, *trained])]


def test_that_both_directions_at_once_say_what_they_say_one_after_the_other(two_cpu_threads):
    blstm, rows, lengths = blstm_and_rows()
    expected = gradients_of(blstm, rows, lengths)
    with blstm.directions_at_once():
        ours = gradients_of(blstm, rows, lengths)
        with torch.no_grad():
            heard = blstm(rows, lengths)
    for one, other in zip(ours, expected, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-5, atol=1e-6)
    torch.testing.assert_close(heard[1], expected[1], rtol=1e-5, atol=1e-6)
    assert not heard[0].requires_grad


def test_that_rows_without_a_gradient_still_give_one_to_the_weights(two_cpu_threads):
    blstm, rows, lengths = blstm_and_rows()
    with blstm.directions_at_once():
        sum(said.sum() for said in blstm(rows, lengths)).backward()
    assert blstm.forward_lstm.weight_ih_l0.grad.any()
    assert blstm.backward_lstm.bias_ih_l0.grad.any()
    assert blstm.forward_lstm.bias_hh_l0.grad is None


def test_that_the_threads_are_gone_afterwards_and_torch_has_as_many_as_before(two_cpu_threads):
    before = set(threading.enumerate())
    with two_threads() as pool:
        assert pool is not None
        assert sorted(pool.map(lambda _: torch.get_num_threads(), range(2))) == [1, 1]
        assert torch.get_num_threads() == 2
    assert set(threading.enumerate()) == before
    assert torch.get_num_threads() == 2


def test_that_one_cpu_thread_is_not_divided():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    with two_threads() as pool:
        assert pool is None
    torch.set_num_threads(before)
