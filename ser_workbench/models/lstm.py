# SPDX-License-Identifier: MIT
"""The BLSTM of Section 3.2 on padded batches: two LSTMs, the second on each utterance reversed within its own length.

Packed sequences would do the same; on the CPU they are several times slower, because oneDNN's LSTM
takes none. Frames behind the end of an utterance are computed and thrown away: both LSTMs meet
them last, so they change nothing before. Time comes first: oneDNN is twice as fast so.

Where a frame is wide, the input's share of the gates is computed apart, for both directions in one product that all
threads share (measured at 10 × 323 frames: 2560 values 224 for 250 ms, 3584 values 287 for 352, forwards and
backwards; 640 values 120 for 82, so narrow frames stay as they are). The LSTM then takes these shares as its input,
through the identity, which changes no number.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.function import Function
from torch.nn import functional

from ser_workbench.models.directions import Direction, run_at_once, two_threads

WIDE = 1500
"""Values a frame from which on the input's share of the gates is computed apart."""


class Blstm(nn.Module):
    """One bidirectional LSTM layer; `width` values a frame in, `cells` a direction out."""

    def __init__(self, width: int, cells: int) -> None:
        super().__init__()
        self._pool: Executor | None = None
        self.forward_lstm = nn.LSTM(width, cells)
        self.backward_lstm = nn.LSTM(width, cells)
        for lstm in (self.forward_lstm, self.backward_lstm):
            # torch adds two biases, Keras and the paper's equations have one.
            second = lstm.bias_hh_l0
            assert isinstance(second, Tensor)
            nn.init.zeros_(second).requires_grad_(False)

    def forward(self, rows: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """rows: (time, batch, width); lengths: (batch,)

        Returns what each direction says, (time, batch, cells) both; the backward one in its own order, last frame
        first, and both with meaningless values behind an utterance's end.
        """
        if rows.device.type == "cpu" and rows.shape[2] >= WIDE:
            directions, inputs = self._project(rows, lengths)
        else:
            directions = _whole(self.forward_lstm), _whole(self.backward_lstm)
            inputs = rows, reverse_within(rows, lengths)
        if self._pool is not None and rows.device.type == "cpu":
            return run_at_once(directions, inputs, self._pool)
        onward, back = (direction.run(given) for direction, given in zip(directions, inputs, strict=True))
        return onward, back

    def _project(self, rows: Tensor, lengths: Tensor) -> tuple[tuple[Direction, Direction], tuple[Tensor, Tensor]]:
        """What is left to do for each direction once the input's share of its gates is known, and these shares."""
        lstms = self.forward_lstm, self.backward_lstm
        weights = torch.cat([_tensor(lstm.weight_ih_l0) for lstm in lstms])
        shares = functional.linear(rows, weights).float()  # (time, batch, 2 · 4 · cells)
        onward, back = shares.chunk(2, dim=2)
        return (_recurrence(lstms[0]), _recurrence(lstms[1])), (onward, reverse_within(back, lengths))

    @property
    def is_divided(self) -> bool:
        """Whether the two directions have a thread each at present."""
        return self._pool is not None

    @contextmanager
    def directions_at_once(self) -> Iterator[None]:
        """Compute both directions at once on the CPU inside; the same numbers, but for rounding."""
        if self._pool is not None:
            yield
            return
        with two_threads() as pool:
            self._pool = pool
            try:
                yield
            finally:
                self._pool = None


def _whole(lstm: nn.LSTM) -> Direction:
    return Direction(lambda rows: lstm(rows)[0], tuple(p for p in lstm.parameters() if p.requires_grad))


def _recurrence(lstm: nn.LSTM) -> Direction:
    """The LSTM behind the identity: it takes the input's share of its gates, (time, batch, 4 · cells)."""
    cells = lstm.hidden_size
    recurrent, bias, second = map(_tensor, (lstm.weight_hh_l0, lstm.bias_ih_l0, lstm.bias_hh_l0))
    weights = [torch.eye(4 * cells), recurrent, bias, second]

    def run(shares: Tensor) -> Tensor:
        start = shares.new_zeros(1, shares.shape[1], cells)
        with torch.autocast("cpu", enabled=False):  # The chain of small products gains nothing from 16 bits.
            said: Tensor = torch.lstm(shares, (start, start), weights, True, 1, 0.0, True, False, False)[0]
        return said

    return Direction(run, (recurrent, bias))


def _tensor(parameter: object) -> Tensor:
    assert isinstance(parameter, Tensor)
    return parameter


def reverse_within(rows: Tensor, lengths: Tensor) -> Tensor:
    """Reverse each utterance within its own length; what lies behind its end stays; (time, batch, width)."""
    time = torch.arange(rows.shape[0], device=rows.device).unsqueeze(1)
    lengths = lengths.to(rows.device).unsqueeze(0)
    places = torch.where(time < lengths, lengths - 1 - time, time)  # (time, batch)
    index = places * rows.shape[1] + torch.arange(rows.shape[1], device=rows.device)
    swapped: Tensor = _Swap.apply(rows, index.flatten())  # type: ignore[no-untyped-call]  # torch leaves it untyped
    return swapped


def mean_over_frames(rows: Tensor, lengths: Tensor) -> Tensor:
    """The mean over each utterance's own frames; (time, batch, width) → (batch, width)."""
    lengths = lengths.to(rows.device)
    is_inside = torch.arange(rows.shape[0], device=rows.device).unsqueeze(1) < lengths  # (time, batch)
    # where, not a product: were a padded frame infinite, 0 · ∞ would be NaN.
    inside = torch.where(is_inside.unsqueeze(2), rows, rows.new_zeros(()))
    return inside.sum(0, dtype=torch.float32) / lengths.unsqueeze(1)  # In 32 bits also where rows have 16.


class _Swap(Function):
    """Take rows in another order; the order undoes itself, so the gradient takes the same one."""

    @staticmethod
    def forward(ctx: Any, rows: Tensor, index: Tensor) -> Tensor:
        ctx.save_for_backward(index)
        return rows.flatten(0, 1).index_select(0, index).view(rows.shape)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        (index,) = ctx.saved_tensors
        gradient = gradients[0]
        return gradient.flatten(0, 1).index_select(0, index).view(gradient.shape), None
