# SPDX-License-Identifier: MIT
"""Splicing inside the network: edges replicated, then each frame's neighbours laid side by side."""

from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import Function, FunctionCtx


def replicate_edges(features: Tensor, lengths: Tensor, left: int, right: int) -> Tensor:
    """Repeat the first and the last frame of each utterance, at its own length, so that padding changes nothing.

    features: (batch, frames, height) padded at the end with anything; lengths: (batch,)
    Returns (batch, left + frames + right, height).
    Choice: paper.md, Section 1, "the first and last frame repeat at the edges".
    """
    places = torch.arange(-left, features.shape[1] + right, device=features.device)
    last = (lengths.to(features.device) - 1).unsqueeze(1)
    index = torch.minimum(places.clamp(min=0).unsqueeze(0), last)  # (batch, left + frames + right)
    return features.gather(1, index.unsqueeze(2).expand(-1, -1, features.shape[2]))


def splice_columns(rows: Tensor, frames: int, columns: int, step: int) -> Tensor:
    """Lay the rows t, t + step, t + 2 step … side by side for each frame t.

    rows: (at least frames + (columns − 1) · step, batch, width)
    Returns (frames, batch, columns · width), the first column foremost.
    """
    if columns == 1:
        return rows[:frames]
    spliced: Tensor = _SpliceColumns.apply(rows, frames, columns, step)  # type: ignore[no-untyped-call]  # torch leaves it untyped
    return spliced


class _SpliceColumns(Function):
    """The gradient adds up in place; autograd's own would fill a tensor of zeros for each column."""

    @staticmethod
    def forward(ctx: Any, rows: Tensor, frames: int, columns: int, step: int) -> Tensor:
        ctx.how = (rows.shape, frames, columns, step)
        return torch.cat([rows[column * step : column * step + frames] for column in range(columns)], dim=2)

    @staticmethod
    def backward(ctx: FunctionCtx, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        shape, frames, columns, step = ctx.how  # type: ignore[attr-defined]  # set in forward
        gradient = gradients[0].new_zeros(shape)
        parts = gradients[0].chunk(columns, dim=2)
        for column, part in enumerate(parts):
            gradient[column * step : column * step + frames] += part
        return gradient, None, None, None
