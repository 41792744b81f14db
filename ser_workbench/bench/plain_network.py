# SPDX-License-Identifier: MIT
"""A network of the paper as one would write it down: each spliced frame by itself, a packed bidirectional LSTM."""

from copy import deepcopy

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from ser_workbench.models.activation import ACTIVATIONS
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.lstm import mean_over_frames
from ser_workbench.models.per_patch import convolve_patches
from ser_workbench.models.splice import replicate_edges


class PlainCldnn(nn.Module):
    """The same numbers as a Cldnn with the usual order of modules, from copies of its weights; without dropout."""

    def __init__(self, network: Cldnn) -> None:
        super().__init__()
        self.features, self.activate = network.features, ACTIVATIONS[network.model.activation]
        self.conv, self.dense = deepcopy(network.conv), deepcopy(network.dense)
        ours = network.blstm
        self.blstm = nn.LSTM(ours.forward_lstm.input_size, network.model.cells, bidirectional=True)
        state = {name: tensor.clone() for name, tensor in ours.forward_lstm.state_dict().items()}
        state |= {f"{name}_reverse": tensor.clone() for name, tensor in ours.backward_lstm.state_dict().items()}
        self.blstm.load_state_dict(state)

    def forward(self, features: Tensor, lengths: Tensor) -> Tensor:
        """Logits (batch, emotions) of features (batch, frames, height), padded at the end, and lengths (batch,)."""
        replicated = replicate_edges(features, lengths, self.features.splice_left, self.features.splice_right)
        rows = convolve_patches(self.conv, replicated, features.shape[1])  # (time, batch, width)
        heard, _ = self.blstm(pack_padded_sequence(rows, lengths.cpu(), enforce_sorted=False))
        both, _ = pad_packed_sequence(heard)
        summary = mean_over_frames(both, lengths)
        *hidden, last = self.dense
        for layer in hidden:
            summary = self.activate(layer(summary))
        logits: Tensor = last(summary)
        return logits


def relative_difference(ours: Tensor, plain: Tensor) -> float:
    """The largest difference, as a share of the largest plain value."""
    return float((ours - plain).abs().max() / plain.abs().max().clamp(min=torch.finfo(torch.float32).tiny))
