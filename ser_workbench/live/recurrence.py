# SPDX-License-Identifier: MIT
"""One direction of the BLSTM that goes on from where it stood.

torch's LSTM knows no input whose share of the gates is computed already. So the shares of some frames are handed in as
the input's weights, and the t-th frame as the t-th unit vector: their product is the share, to the last bit. Through
an identity of (4 · cells)² instead it would take a quarter longer, and twice as long for few frames.
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn

from ser_workbench.models.weights import lstm_weights

AT_ONCE = 64
"""Projected frames that are handed in at once: the product grows with the square of them, each call costs 80 µs."""


class State(NamedTuple):
    """Where an LSTM stands after some frames."""

    hidden: Tensor
    """(1, 1, cells)"""
    cell: Tensor
    """(1, 1, cells)"""
    total: Tensor
    """(cells,) the sum of what it said at each frame so far."""


class Recurrence:
    """An LSTM on one stream, or what is left of it where the input's share of its gates is computed before."""

    def __init__(self, lstm: nn.LSTM, is_projected: bool) -> None:
        self._weight, self._recurrent, self._bias = lstm_weights(lstm)
        self._is_projected = is_projected
        zeros = torch.zeros(1, 1, lstm.hidden_size)
        self._beginning = State(zeros, zeros, torch.zeros(lstm.hidden_size))

    def run(self, inputs: Tensor, state: State | None = None) -> State:
        """Go on over these frames, or begin with them; in the order of the direction.

        inputs: (frames, width), or (frames, 4 · cells) where they are projected
        """
        state = state or self._beginning
        if not len(inputs):
            return state
        if not self._is_projected:
            return self._go_on(inputs, self._weight, state)
        for shares in torch.split(inputs, AT_ONCE):
            state = self._go_on(torch.eye(len(shares)), shares.t(), state)
        return state

    def _go_on(self, inputs: Tensor, weight: Tensor, state: State) -> State:
        """inputs: (frames, width); weight: (4 · cells, width)"""
        weights = [weight, self._recurrent, self._bias, torch.zeros_like(self._bias)]
        before = (state.hidden, state.cell)
        said, hidden, cell = torch.lstm(inputs.unsqueeze(1), before, weights, True, 1, 0.0, False, False, False)
        return State(hidden, cell, state.total + said.sum((0, 1)))  # said: (frames, 1, cells)
