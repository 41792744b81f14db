# SPDX-License-Identifier: MIT
"""Pooling along bands with a stride or along time with a dilation; maxima with the ReLU in one step.

Why not torch's max_pool2d: it keeps 64-bit indices and is two to five times slower on the CPU for
these shapes (measured at 10 × 280 frames).
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import Function

BANDS, TIME = 2, 3
"""The axes of (batch, maps, bands, time)."""


def max_pool(
    maps: Tensor, axis: int, size: int, *, dilation: int = 1, stride: int = 1, is_rectified: bool = False
) -> Tensor:
    """The largest of `size` values that lie `dilation` apart, at every `stride`-th place; rectified: and of 0.

    maps: (batch, maps, bands, time)
    """
    pooled: Tensor = _Max.apply(maps, axis, size, dilation, stride, is_rectified)  # type: ignore[no-untyped-call]  # torch leaves it untyped
    return pooled


def mean_pool(maps: Tensor, axis: int, size: int, *, dilation: int = 1, stride: int = 1) -> Tensor:
    """The mean of `size` values that lie `dilation` apart, at every `stride`-th place; (batch, maps, bands, time)."""
    if size == stride == 1:
        return maps
    take = _slices(maps.shape[axis], axis, size, dilation, stride)
    total = take(maps, 0)
    for place in range(1, size):
        total = total + take(maps, place)
    return total / size


class _Max(Function):
    """ReLU after the maximum: the same numbers as before it, for both grow monotonically, at fewer places."""

    @staticmethod
    def forward(ctx: Any, maps: Tensor, axis: int, size: int, dilation: int, stride: int, is_rectified: bool) -> Tensor:
        take = _slices(maps.shape[axis], axis, size, dilation, stride)
        pooled = torch.clamp(take(maps, 0), min=0) if is_rectified else take(maps, 0).clone()
        for place in range(1, size):
            torch.maximum(pooled, take(maps, place), out=pooled)
        ctx.save_for_backward(maps, pooled)
        ctx.take, ctx.size, ctx.is_rectified = take, size, is_rectified
        return pooled

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        maps, pooled = ctx.saved_tensors
        # The first of equal maxima receives the whole gradient, as in torch's own pooling.
        left = gradients[0] * (pooled > 0) if ctx.is_rectified else gradients[0]
        gradient = torch.zeros_like(maps)
        for place in range(ctx.size):
            target = ctx.take(gradient, place)
            if place == ctx.size - 1:
                target += left
                break
            behind = left * ctx.take(maps, place).ne(pooled)
            target += left
            target -= behind
            left = behind
        return gradient, None, None, None, None, None


def _slices(length: int, axis: int, size: int, dilation: int, stride: int) -> Callable[[Tensor, int], Tensor]:
    """What takes from a tensor the values that stand at one place of all pooling windows."""
    count = (length - (size - 1) * dilation - 1) // stride + 1

    def take(tensor: Tensor, place: int) -> Tensor:
        first = place * dilation
        chosen = slice(first, first + (count - 1) * stride + 1, stride)
        return tensor[:, :, chosen] if axis == BANDS else tensor[..., chosen]

    return take
