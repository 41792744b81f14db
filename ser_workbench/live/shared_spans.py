# SPDX-License-Identifier: MIT
"""The BLSTM over spans of one stream that share what is inside of them, and go on where an earlier one stood.

The forward direction of a span that grows goes on from its last frame whose neighbours were all there; the backward
direction of a longer span goes on from the beginning of a shorter one with the same end. What is left to do for each
span anew are its edges, and the backward direction of the end that is new.
"""

from typing import NamedTuple

import torch
from torch import Tensor

from ser_workbench.live.gate_inputs import GateInputs, SpanInputs, remember
from ser_workbench.live.kept_rows import KeptRows
from ser_workbench.live.recurrence import Recurrence, State
from ser_workbench.models.cldnn import Cldnn


class Stand(NamedTuple):
    """How far a direction has come: the next frame for the forward one, the last one heard for the backward one."""

    reached: int
    state: State


class SharedSpans:
    """For networks whose BLSTM comes behind the Conv layers, on frames that are the same in every span."""

    def __init__(self, network: Cldnn, frames: KeptRows) -> None:
        """frames: those of the stream, (n, height), normalised; somebody else adds to them."""
        self._inputs = GateInputs(network, frames)
        self._left, self._right = network.features.splice_left, network.features.splice_right
        self._forward = Recurrence(network.blstm.forward_lstm, self._inputs.is_projected)
        self._backward = Recurrence(network.blstm.backward_lstm, self._inputs.is_projected)
        self._onward: dict[int, Stand] = {}  # By the first frame of the span.
        self._back: dict[int, Stand] = {}  # By the frame behind its last one.

    def forget(self, before: int) -> None:
        """No span asked for from now on begins before this frame."""
        self._inputs.forget(before)

    def summarise(self, first: int, last: int) -> Tensor:
        """The mean of the BLSTM's output over frames first to last − 1, heard alone; (2 · cells,)."""
        onward, back = self._inputs.of_span(first, last)
        start, end = first + self._left, last - self._right
        if start > end:  # All edge: nothing of it is in another span too.
            sums = self._forward.run(onward.early).total, self._backward.run(back.early.flip(0)).total
        else:
            sums = self._go_onward(onward, first, start, end), self._go_back(back, last, start)
        return torch.cat(sums) / (last - first)

    def _go_onward(self, inputs: SpanInputs, first: int, start: int, end: int) -> Tensor:
        stand = self._onward.pop(first, None)
        if stand is None or stand.reached > end:
            state = self._forward.run(torch.cat([inputs.early, inputs.inside]))
        else:
            state = self._forward.run(inputs.inside[stand.reached - start :], stand.state)
        remember(self._onward, first, Stand(end, state))
        return self._forward.run(inputs.late, state).total

    def _go_back(self, inputs: SpanInputs, last: int, start: int) -> Tensor:
        stand = self._back.pop(last, None)
        if stand is None or stand.reached < start:
            state = self._backward.run(torch.cat([inputs.inside, inputs.late]).flip(0))
        else:
            state = self._backward.run(inputs.inside[: stand.reached - start].flip(0), stand.state)
        remember(self._back, last, Stand(start, state))
        return self._backward.run(inputs.early.flip(0), state).total
