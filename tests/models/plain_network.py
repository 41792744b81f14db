# SPDX-License-Identifier: MIT
"""A second implementation for tests: each spliced frame convolved by itself, packed sequences, as the paper has it."""

import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pack_sequence, pad_packed_sequence

from ser_workbench.models.cldnn import Cldnn

ACTIVATIONS = {"relu": torch.relu, "leaky-relu": functional.leaky_relu, "elu": functional.elu, "tanh": torch.tanh}
POOLINGS = {"max": functional.max_pool2d, "mean": functional.avg_pool2d, "none": lambda maps, _size, _stride: maps}


def splice_plainly(utterance: Tensor, left: int, right: int) -> Tensor:
    """(frames, height) → (frames, 1, height, left + 1 + right), edges repeating."""
    frames = utterance.shape[0]
    patches = []
    for t in range(frames):
        columns = [utterance[min(max(s, 0), frames - 1)] for s in range(t - left, t + right + 1)]
        patches.append(torch.stack(columns, dim=1))
    return torch.stack(patches).unsqueeze(1)


def convolve_plainly(network: Cldnn, utterance: Tensor, layers: int | None = None) -> Tensor:
    """(frames, height) → (frames, columns · maps · bands): the flattened maps in our order of columns, maps, bands.

    layers: of the first so many Conv layers; None: of all
    """
    maps = splice_plainly(utterance, network.features.splice_left, network.features.splice_right)
    activate, pool = ACTIVATIONS[network.model.activation], POOLINGS[network.model.pooling]
    for layer in network.conv.layers[:layers]:
        plan = layer.plan
        maps = activate(functional.conv2d(maps, layer.weight, layer.bias))
        size, stride = (plan.pool_height, plan.pool_width), (plan.stride_height, plan.stride_width)
        maps = pool(maps, size, stride)
    return maps.permute(0, 3, 1, 2).flatten(1)


def classify_plainly(network: Cldnn, utterances: list[Tensor]) -> Tensor:
    """Logits (batch, emotions) of utterances (frames, height), without dropout."""
    if network.model.order == "cnn-blstm":
        rows = listen_plainly(network, [convolve_plainly(network, utterance) for utterance in utterances])
    else:
        left, right = network.features.splice_left, network.features.splice_right
        spliced = [splice_plainly(utterance, left, right) for utterance in utterances]
        heard = listen_plainly(network, [patch.permute(0, 3, 1, 2).flatten(1) for patch in spliced])
        rows = [convolve_plainly(network, utterance) for utterance in heard]
    summary = torch.stack([row.mean(0) for row in rows])
    *hidden, last = network.dense
    for layer in hidden:
        summary = ACTIVATIONS[network.model.activation](layer(summary))
    return last(summary)


def listen_plainly(network: Cldnn, rows: list[Tensor]) -> list[Tensor]:
    """What both directions of the BLSTM say at each frame; (frames, 2 · cells) each."""
    both = []
    for lstm, order in ((network.blstm.forward_lstm, 1), (network.blstm.backward_lstm, -1)):
        packed, _ = lstm(pack_sequence([r if order == 1 else r.flip(0) for r in rows], enforce_sorted=False))
        padded, lengths = pad_packed_sequence(packed)
        said = [padded[:n, i] for i, n in enumerate(lengths)]
        both.append(said if order == 1 else [s.flip(0) for s in said])
    return [torch.cat(pair, dim=1) for pair in zip(*both, strict=True)]
