# SPDX-License-Identifier: MIT
"""The Conv layers of Section 3.1 on a whole utterance at once, with the numbers of the patch-by-patch network.

The plain network convolves each spliced frame X_t, sixteen replicated frames from t on, by itself. With
C(s) the convolution at place s of the whole replicated utterance, column j of X_t's convolution is
C(t + j). Pooling of size n and stride 2 gives max C(t + 2j .. t + 2j + n − 1) = P(t + 2j), where P is a
pooling of stride 1. The second layer meets columns two frames apart, so it is dilated by 2, its
pooling too, and its column j stands at t + 4j. Along bands everything stays as it is.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from ser_workbench.models.activation import ACTIVATIONS
from ser_workbench.models.plan import ConvPlan
from ser_workbench.models.pooling import BANDS, TIME, max_pool, mean_pool


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
        maps = functional.conv2d(maps, self.weight, self.bias, dilation=(1, self.dilation))
        activate = ACTIVATIONS[self.plan.activation]
        if self.plan.pooling == "mean":
            return self._pool_means(activate(maps))
        if self.plan.activation == "relu":
            return self._pool_maxima(maps, is_rectified=True)
        return activate(self._pool_maxima(maps, is_rectified=False))  # At fewer places than before the pooling.

    def _pool_maxima(self, maps: Tensor, is_rectified: bool) -> Tensor:
        plan = self.plan
        is_long = plan.pool_width > 1
        if plan.pool_height > 1 or plan.stride_height > 1 or not is_long:
            maps = max_pool(maps, BANDS, plan.pool_height, stride=plan.stride_height, is_rectified=is_rectified)
        if is_long:
            maps = max_pool(maps, TIME, plan.pool_width, dilation=self.dilation, is_rectified=is_rectified)
        return maps

    def _pool_means(self, maps: Tensor) -> Tensor:
        plan = self.plan
        maps = mean_pool(maps, BANDS, plan.pool_height, stride=plan.stride_height)
        return mean_pool(maps, TIME, plan.pool_width, dilation=self.dilation)


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
        maps = replicated.transpose(1, 2).unsqueeze(1)  # (batch, 1, height, time)
        for layer in self.layers:
            maps = layer(maps)  # (batch, maps, bands, time)
        return maps.permute(3, 0, 1, 2).flatten(2)  # (time, batch, maps · bands)
