# SPDX-License-Identifier: MIT
"""Means over windows whose columns lie apart; torch has such a pooling for maxima alone."""

from torch import Tensor


def mean_pool(maps: Tensor, size: tuple[int, int], stride: tuple[int, int], dilation: int) -> Tensor:
    """The mean over windows of so many bands and frames, the frames `dilation` apart.

    maps: (batch, maps, bands, time); size, stride: bands, frames
    """
    for axis, step in ((2, 1), (3, dilation)):
        maps = _mean_along(maps, axis, size[axis - 2], stride[axis - 2], step)
    return maps


def _mean_along(maps: Tensor, axis: int, size: int, stride: int, dilation: int) -> Tensor:
    if size == stride == 1:
        return maps
    count = (maps.shape[axis] - (size - 1) * dilation - 1) // stride + 1
    total: Tensor | None = None
    for place in range(size):
        first = place * dilation
        chosen = slice(first, first + (count - 1) * stride + 1, stride)
        part = maps[:, :, chosen] if axis == 2 else maps[..., chosen]
        total = part if total is None else total + part
    assert total is not None
    return total / size
