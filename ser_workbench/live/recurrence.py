# SPDX-License-Identifier: MIT
"""One direction of the BLSTM that goes on from where it stood."""

from typing import NamedTuple

import torch
from torch import Tensor, nn

from ser_workbench.models.weights import lstm_weights


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
        weight, recurrent, bias = lstm_weights(lstm)
        cells = lstm.hidden_size
        # Shares come through the identity, which changes no number.
        weight = torch.eye(4 * cells) if is_projected else weight
        zeros = torch.zeros(1, 1, cells)
        self._beginning = State(zeros, zeros, torch.zeros(cells))
        self._weights = [weight, recurrent, bias, torch.zeros_like(bias)]

    def run(self, inputs: Tensor, state: State | None = None) -> State:
        """Go on over these frames, or begin with them; in the order of the direction.

        inputs: (frames, width), or (frames, 4 · cells) where they are projected
        """
        state = state or self._beginning
        if not len(inputs):
            return state
        before = (state.hidden, state.cell)
        said, hidden, cell = torch.lstm(
            inputs.unsqueeze(1), before, self._weights, True, 1, 0.0, False, False, False
        )  # (frames, 1, cells)
        return State(hidden, cell, state.total + said.sum((0, 1)))
