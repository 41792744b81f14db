# SPDX-License-Identifier: MIT
"""What enters the BLSTM at each frame, computed once where it does not depend on the span.

The spliced frame t of a span holds frames t − left to t + right, those outside of the span replaced by its first or
last one. So only the first `left` and the last `right` of a span know where it begins and ends; the inside is the same
in every span and is kept. What is missing of all three goes through the Conv layers and the projection at once,
since a product with some megabytes of weights takes as long for five rows as for twenty.

Kept is what is sooner heard: the spliced rows themselves, or the input's share of the gates, which wide rows are
projected to once (both directions at 2 s: 640 values 3.2 ms, 448 values 2.5 ms, shares 2.1 ms, 64 values 1.4 ms).
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import torch
from torch import Tensor

from ser_workbench.live.kept_rows import KeptRows
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.weights import lstm_weights

T = TypeVar("T")

REMEMBERED = 4
"""Edges kept: those of the running view and of the utterance under way, and the ones before."""


class Part(NamedTuple):
    """Spliced frames start to end − 1 of the span first to last − 1."""

    start: int
    end: int
    first: int
    last: int


class SpanInputs(NamedTuple):
    """The inputs of one direction over a span in the order of time, (frames, width): its edges and the inside."""

    early: Tensor
    inside: Tensor
    late: Tensor


class GateInputs:
    """Those of one stream."""

    def __init__(self, network: Cldnn, frames: KeptRows) -> None:
        """frames: those of the stream, (n, height), normalised; somebody else adds to them."""
        self._conv, self._frames = network.conv, frames
        lstms = network.blstm.forward_lstm, network.blstm.backward_lstm
        width = lstms[0].input_size
        self.is_projected = width > 2 * network.model.cells
        """The inputs are shares of the gates, (frames, 4 · cells); else spliced rows, the same for both directions."""
        if self.is_projected:
            self._weights = torch.cat([lstm_weights(lstm)[0] for lstm in lstms])  # (8 · cells, flattened)
            width = len(self._weights)
        self._left, self._right = network.features.splice_left, network.features.splice_right
        self._inside = KeptRows(width)
        self._inside.forget(self._left)
        self._early: dict[int, Tensor] = {}
        self._late: dict[int, Tensor] = {}

    def forget(self, before: int) -> None:
        """No span asked for from now on begins before this frame."""
        self._inside.forget(before + self._left)

    def of_span(self, first: int, last: int) -> tuple[SpanInputs, SpanInputs]:
        """Those of frames first to last − 1, as if the stream held nothing else, for each direction.

        Of a span that is all edge the inside and the late edge are empty.
        """
        early_end, late_start = first + self._left, last - self._right
        if early_end > late_start:
            (early,) = self._compute([Part(first, last, first, last)])
            return self._divide(early, early[:0], early[:0])
        known_early, known_late, done = self._early.pop(first, None), self._late.pop(last, None), self._inside.end
        wanted = {
            "inside": Part(done, late_start, 0, self._frames.end) if late_start > done else None,
            "early": Part(first, early_end, first, last) if known_early is None else None,
            "late": Part(late_start, last, first, last) if known_late is None else None,
        }
        parts = {name: part for name, part in wanted.items() if part is not None}
        computed = dict(zip(parts, self._compute(list(parts.values())), strict=True)) if parts else {}
        if "inside" in computed:
            self._inside.add(computed["inside"].numpy())
        early = computed["early"].clone() if known_early is None else known_early  # Cloned: the edge alone is kept.
        late = computed["late"].clone() if known_late is None else known_late
        remember(self._early, first, early)
        remember(self._late, last, late)
        return self._divide(early, torch.from_numpy(self._inside.between(early_end, late_start)), late)

    def _divide(self, *parts: Tensor) -> tuple[SpanInputs, SpanInputs]:
        if not self.is_projected:
            return SpanInputs(*parts), SpanInputs(*parts)
        onward, back = zip(*(part.chunk(2, dim=1) for part in parts), strict=True)
        return SpanInputs(*onward), SpanInputs(*back)

    def _compute(self, parts: Sequence[Part]) -> list[Tensor]:
        """The inputs of each part, (frames, width)."""
        counts = [part.end - part.start for part in parts]
        if not any(counts):  # Edges of frames that are spliced with no neighbours.
            return [torch.from_numpy(self._inside.between(self._inside.end, self._inside.end)) for _ in parts]
        places = [torch.arange(p.start - self._left, p.end + self._right).clamp(p.first, p.last - 1) for p in parts]
        lowest = min(max(part.first, part.start - self._left) for part in parts)
        frames = torch.from_numpy(self._frames.between(lowest, self._frames.end))
        rows = self._conv(frames[torch.cat(places) - lowest].unsqueeze(0)).squeeze(1)  # (places − some, maps · bands)
        starts, offset = [], 0
        for count in counts:
            starts.append(torch.arange(offset, offset + count))
            offset += self._left + count + self._right
        columns = torch.arange(self._conv.columns) * self._conv.step
        index = (torch.cat(starts).unsqueeze(1) + columns).flatten()
        spliced = rows[index].view(sum(counts), -1)
        if self.is_projected:  # In this order a quarter faster than `linear` for few rows and weights out of the cache.
            spliced = (self._weights @ spliced.t()).t()
        return list(spliced.split(counts))


def remember(memory: dict[int, T], key: int, value: T) -> None:
    """Keep the newest few; what is not there yet becomes the newest."""
    memory[key] = value
    while len(memory) > REMEMBERED:
        del memory[next(iter(memory))]
