# SPDX-License-Identifier: MIT
"""The BLSTM of Section 3.2 on padded batches: two LSTMs, the second on each utterance reversed within its own length.

Packed sequences would do the same; on the CPU they are several times slower, because oneDNN's LSTM
takes none. Frames behind the end of an utterance are computed and thrown away: both LSTMs meet
them last, so they change nothing before. Time comes first: oneDNN is twice as fast so.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.function import Function

from ser_workbench.models.directions import run_at_once, two_threads


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
        turned = reverse_within(rows, lengths)
        if self._pool is not None and rows.device.type == "cpu":
            return run_at_once((self.forward_lstm, self.backward_lstm), (rows, turned), self._pool)
        onward, _ = self.forward_lstm(rows)
        back, _ = self.backward_lstm(turned)
        return onward, back

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
