# SPDX-License-Identifier: MIT
"""The Conv layers as the paper defines them: each spliced frame X_t convolved by itself (Section 3.1).

The second way to compute the same network, kept as plain as the definition, so that the shared one can be held
against it at any time.
"""

import torch
from torch import Tensor
from torch.nn import functional

from ser_workbench.models.activation import ACTIVATIONS
from ser_workbench.models.convolution import ConvLayer, ConvLayers


def convolve_patches(conv: ConvLayers, replicated: Tensor, frames: int) -> Tensor:
    """What reaches the BLSTM at each frame, columns foremost; (frames, batch, columns · maps · bands).

    replicated: (batch, splice_left + frames + splice_right, height)
    """
    patches = replicated.unfold(1, replicated.shape[1] - frames + 1, 1)  # (batch, frames, height, width)
    maps = patches.flatten(0, 1).unsqueeze(1)  # (batch · frames, 1, height, width)
    for layer in conv.layers:
        assert isinstance(layer, ConvLayer)
        maps = _convolve_plainly(layer, maps)
    flat = maps.permute(0, 3, 1, 2).flatten(1)
    return flat.view(len(replicated), frames, -1).transpose(0, 1)


def _convolve_plainly(layer: ConvLayer, maps: Tensor) -> Tensor:
    plan = layer.plan
    maps = ACTIVATIONS[plan.activation](functional.conv2d(maps, layer.weight, layer.bias))
    size, stride = (plan.pool_height, plan.pool_width), (plan.stride_height, plan.stride_width)
    if plan.pooling == "mean":
        return functional.avg_pool2d(maps, size, stride)
    pooled: Tensor = torch.max_pool2d(maps, size, stride)
    return pooled
