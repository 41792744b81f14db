# SPDX-License-Identifier: MIT
"""The Conv layers of Section 3.1 on a whole utterance at once, with the numbers of the patch-by-patch network.

The plain network convolves each spliced frame X_t, sixteen replicated frames from t on, by itself. With
C(s) the convolution at place s of the whole replicated utterance, column j of X_t's convolution is
C(t + j). Pooling of size n and stride 2 gives max C(t + 2j .. t + 2j + n − 1) = P(t + 2j), where P is a
pooling of stride 1. The second layer meets columns two frames apart, so it is dilated by 2, its
pooling too, and its column j stands at t + 4j. Along bands everything stays as it is.

Why channels last: with the maps of one place side by side in memory, torch's convolution and max pooling on the CPU
take half the time (measured at 10 × 300 frames: T 158 for 277 ms, S 39 for 65, ST 48 for 104, forwards and backwards).
"""

from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional

from ser_workbench.models.activation import ACTIVATIONS
from ser_workbench.models.plan import ConvPlan
from ser_workbench.models.pooling import mean_pool


class ConvLayer(nn.Module):
    """Convolution of stride 1 without padding, activation, pooling; `dilation` counts frames between columns."""

    def __init__(self, plan: ConvPlan, dilation: int) -> None:
        super().__init__()
        self.plan = plan
        self.dilation = dilation
        self.weight = nn.Parameter(torch.empty(plan.maps, plan.maps_in, plan.filter_height, plan.filter_width))
        self.bias = nn.Parameter(torch.empty(plan.maps))

    def forward(self, maps: Tensor) -> Tensor:
        """(batch, maps, bands, time) → the same with fewer bands and a shorter time."""
        plan = self.plan
        maps = functional.conv2d(maps, self.weight, self.bias, dilation=(1, self.dilation))
        activate = ACTIVATIONS[plan.activation]
        size, stride = (plan.pool_height, plan.pool_width), (plan.stride_height, 1)
        if plan.pooling == "mean":
            return mean_pool(activate(maps), size, stride, self.dilation)
        if size != (1, 1) or stride != (1, 1):
            maps = functional.max_pool2d(maps, size, stride, dilation=(1, self.dilation))
        return activate(maps)  # It grows monotonically: the same numbers as before the pooling, at fewer places.


class ConvLayers(nn.Module):
    """The Conv layers (none for the LDNN) and how their columns are spliced.

    columns: how many columns of each frame reach the BLSTM; step: frames between them
    """

    def __init__(self, plans: tuple[ConvPlan, ...], width: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList()
        self.columns, self.step = width, 1
        for plan in plans:
            self.layers.append(ConvLayer(plan, self.step))
            self.columns = plan.pooled[2]
            self.step *= plan.stride_width

    def forward(self, replicated: Tensor) -> Tensor:
        """(batch, splice_left + frames + splice_right, height) → rows (time, batch, maps · bands)."""
        if len(self.layers) == 0:
            return replicated.transpose(0, 1)  # (time, batch, height)
        maps = _as_maps(replicated)
        for layer in self.layers:
            maps = layer(maps)  # (batch, maps, bands, time)
        return _as_rows(maps)

    def each_layer(self, replicated: Tensor) -> Iterator[tuple[Tensor, int, int]]:
        """What each layer makes of it, as `forward` returns it, with its columns of each frame and their step."""
        maps, step = _as_maps(replicated), 1
        for layer in self.layers:
            assert isinstance(layer, ConvLayer)
            maps, step = layer(maps), step * layer.plan.stride_width
            yield _as_rows(maps), layer.plan.pooled[2], step


def _as_maps(replicated: Tensor) -> Tensor:
    maps = replicated.transpose(1, 2).unsqueeze(1)  # (batch, 1, height, time)
    return maps.contiguous(memory_format=torch.channels_last)


def _as_rows(maps: Tensor) -> Tensor:
    return maps.permute(3, 0, 1, 2).flatten(2)  # (time, batch, maps · bands)
