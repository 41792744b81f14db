# SPDX-License-Identifier: MIT
"""A second implementation for tests: each spliced frame convolved by itself, packed sequences, as the paper has it."""

import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pack_sequence, pad_packed_sequence

from ser_workbench.models.cldnn import Cldnn


def splice_plainly(utterance: Tensor, left: int, right: int) -> Tensor:
    """(frames, height) → (frames, 1, height, left + 1 + right), edges repeating."""
    frames = utterance.shape[0]
    patches = []
    for t in range(frames):
        columns = [utterance[min(max(s, 0), frames - 1)] for s in range(t - left, t + right + 1)]
        patches.append(torch.stack(columns, dim=1))
    return torch.stack(patches).unsqueeze(1)


def convolve_plainly(network: Cldnn, utterance: Tensor) -> Tensor:
    """(frames, height) → (frames, columns · maps · bands): the flattened maps in our order of columns, maps, bands."""
    maps = splice_plainly(utterance, network.features.splice_left, network.features.splice_right)
    for layer in network.conv.layers:
        plan = layer.plan
        maps = torch.relu(functional.conv2d(maps, layer.weight, layer.bias))
        size, stride = (plan.pool_height, plan.pool_width), (plan.stride_height, plan.stride_width)
        maps = functional.max_pool2d(maps, size, stride)
    return maps.permute(0, 3, 1, 2).flatten(1)


def classify_plainly(network: Cldnn, utterances: list[Tensor]) -> Tensor:
    """Logits (batch, emotions) of utterances (frames, height), without dropout."""
    rows = [convolve_plainly(network, utterance) for utterance in utterances]
    means = []
    for lstm, order in ((network.blstm.forward_lstm, 1), (network.blstm.backward_lstm, -1)):
        packed, _ = lstm(pack_sequence([r if order == 1 else r.flip(0) for r in rows], enforce_sorted=False))
        padded, lengths = pad_packed_sequence(packed)
        means.append(torch.stack([padded[:n, i].mean(0) for i, n in enumerate(lengths)]))
    summary = torch.cat(means, dim=1)
    *hidden, last = network.dense
    for layer in hidden:
        summary = torch.relu(layer(summary))
    return last(summary)
