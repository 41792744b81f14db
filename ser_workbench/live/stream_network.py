# SPDX-License-Identifier: MIT
"""A network hears any span of a stream's frames as if it were an utterance by itself, computing only what is new.

Where the normalisation does to a frame the same in every span, what enters the BLSTM is kept (`gate_inputs.py`) and
the recurrences go on: the forward one of a span that grows, the backward one of a longer span with the same end. Where
it depends on the span (`utterance`, `speaker`), or where the BLSTM comes first, nothing can be kept and the span is
heard anew.
"""

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ser_workbench.features.kaldi import Features
from ser_workbench.live.ear import PER_FRAME, Scale
from ser_workbench.live.gate_inputs import GateInputs, SpanInputs, remember
from ser_workbench.live.kept_rows import KeptRows
from ser_workbench.live.recurrence import Recurrence, State
from ser_workbench.models.cldnn import Cldnn


class Said(NamedTuple):
    """What a network says of a span."""

    logits: NDArray[np.float32]
    """(emotions,)"""
    blstm: NDArray[np.float32]
    """(2 · cells,) the mean of the BLSTM's output over the frames."""


class Stand(NamedTuple):
    """How far a direction has come: the next frame for the forward one, the last one heard for the backward one."""

    reached: int
    state: State


class StreamingNetwork:
    """One network on one stream; frames are counted from 0."""

    def __init__(self, network: Cldnn, scale: Scale) -> None:
        self.is_shared = scale.kind in PER_FRAME and not network.is_blstm_first
        """Spans share what is computed of them."""
        self._network, self._scale = network, scale
        self._left, self._right = network.features.splice_left, network.features.splice_right
        self._frames = KeptRows(network.features.height)
        self._inputs = GateInputs(network, self._frames)
        self._forward = Recurrence(network.blstm.forward_lstm, self._inputs.is_projected)
        self._backward = Recurrence(network.blstm.backward_lstm, self._inputs.is_projected)
        self._onward: dict[int, Stand] = {}  # By the first frame of the span.
        self._back: dict[int, Stand] = {}  # By the frame behind its last one.

    @property
    def count(self) -> int:
        """Frames added so far."""
        return self._frames.end

    def add(self, frames: Features) -> None:
        """The frames that follow, (n, height), as they come from the features."""
        self._frames.add(self._scale.apply(frames) if self.is_shared else frames)

    def forget(self, before: int) -> None:
        """No span heard from now on begins before this frame, which has been added or is the next one."""
        self._frames.forget(before)
        self._inputs.forget(before)

    @torch.inference_mode()
    def hear(self, first: int, last: int) -> Said:
        """What the network says of frames first to last − 1 alone; first < last, all of them kept."""
        assert first < last
        if not self.is_shared:
            return self._hear_alone(first, last)
        sums = self._sum_over(first, last)
        summary = torch.cat(sums).unsqueeze(0) / (last - first)  # (1, 2 · cells)
        return _said(self._network.classify(summary), summary)

    def _hear_alone(self, first: int, last: int) -> Said:
        features = self._frames.between(first, last)
        if self._scale.kind not in PER_FRAME:
            features = self._scale.apply(features)
        return _said(*self._network.forward_with_blstm(torch.from_numpy(features)[None], torch.tensor([last - first])))

    def _sum_over(self, first: int, last: int) -> tuple[Tensor, Tensor]:
        """The sums of what both directions say over the frames, (cells,) each."""
        onward, back = self._inputs.of_span(first, last)
        start, end = first + self._left, last - self._right
        if start > end:
            back_in_time = back.early.flip(0)
            return self._forward.run(onward.early).total, self._backward.run(back_in_time).total
        return self._go_onward(onward, first, start, end), self._go_back(back, last, start)

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


def _said(logits: Tensor, blstm: Tensor) -> Said:
    return Said(logits[0].numpy(), blstm[0].numpy())
