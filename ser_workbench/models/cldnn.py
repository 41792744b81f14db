# SPDX-License-Identifier: MIT
"""LDNN and CLDNN: Conv layers, BLSTM, mean over the frames, four fully connected layers (paper.md, Section 3)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.activation import ACTIVATIONS
from ser_workbench.models.catalog import check_model
from ser_workbench.models.convolution import ConvLayers
from ser_workbench.models.lstm import Blstm, mean_over_frames, reverse_within
from ser_workbench.models.per_patch import convolve_patches
from ser_workbench.models.plan import plan_convolutions
from ser_workbench.models.settings import ModelSettings
from ser_workbench.models.splice import replicate_edges, splice_columns
from ser_workbench.models.weights import draw_weights

MODULES = ("raw", "cnn", "blstm", "mlp")
DROPOUT_STREAM = 1
"""Sets the numbers for dropout apart from others drawn from the same seed and epoch."""


class Cldnn(nn.Module):
    """One of the networks; the splice is inside, so it takes frames as they come from the features.

    Raises SettingsError where such a model cannot be built on such features.
    """

    def __init__(self, model: ModelSettings, features: FeatureSettings, emotions: int, seed: int) -> None:
        super().__init__()
        check_model(model, features)
        self.model, self.features, self.emotions, self.seed = model, features, emotions, seed
        plans = plan_convolutions(model, features)
        rows = plans[-1].pooled[0] * plans[-1].pooled[1] if plans else features.height
        with torch.random.fork_rng(devices=[]):  # torch's own first weights must not use up the global generator.
            self.conv = ConvLayers(plans, features.width)
            flattened = self.conv.columns * rows
            self.is_blstm_first = model.order == "blstm-cnn"
            self.blstm = Blstm(features.height * features.width if self.is_blstm_first else flattened, model.cells)
            sizes = (flattened if self.is_blstm_first else 2 * model.cells, *model.dense, emotions)
            self.dense = nn.ModuleList(nn.Linear(*pair) for pair in pairwise(sizes))
        draw_weights(self, model.first_weights, seed)
        self._dropout_rng = torch.Generator().manual_seed(seed)

    def draw_dropout_from(self, seed: int, epoch: int) -> None:
        """Begin an epoch's dropout: what it leaves out follows from (seed, epoch) alone."""
        state = np.random.SeedSequence((seed, epoch, DROPOUT_STREAM)).generate_state(1, np.uint64)
        self._dropout_rng.manual_seed(int(state[0]) >> 1)

    @contextmanager
    def computing(self, device: torch.device) -> Iterator[None]:
        """Deal out torch's CPU threads as is quickest for this network; without effect on other devices.

        Inside, the directions of the BLSTM are computed at once, and where the rest is small it takes no more
        threads than one of them: on a busy machine the short steps of many threads wait for each other. torch's
        number of threads is the calling thread's, and as before afterwards.
        """
        if device.type != "cpu" or self.blstm.is_divided:
            yield
            return
        threads = torch.get_num_threads()
        with self.blstm.directions_at_once():
            if self.blstm.is_divided and self.model.convolution in ("none", "fst"):
                torch.set_num_threads(threads // 2)
            try:
                yield
            finally:
                torch.set_num_threads(threads)

    def forward(self, features: Tensor, lengths: Tensor) -> Tensor:
        """Logits (batch, emotions) of features (batch, frames, height), padded at the end, and lengths (batch,)."""
        lengths = lengths.to(features.device)
        if self.is_blstm_first:
            heard = self._hear(self._splice_raw(features, lengths), lengths)
            summary = mean_over_frames(self._convolve(heard, lengths), lengths)
        else:
            summary = self._listen(self._convolve(features, lengths), lengths)
        return self.classify(self._drop(summary))

    @torch.no_grad()
    def forward_with_blstm(self, features: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Logits (batch, emotions), and what the module blstm says, (batch, 2 · cells); without dropout."""
        lengths = lengths.to(features.device)
        if self.is_blstm_first:
            heard = self._hear(self._splice_raw(features, lengths), lengths)
            blstm = mean_over_frames(heard.transpose(0, 1), lengths)
            return self.classify(mean_over_frames(self._convolve(heard, lengths), lengths)), blstm
        blstm = self._listen(self._convolve(features, lengths), lengths)
        return self.classify(blstm), blstm

    @torch.no_grad()
    def forward_modules(self, features: Tensor, lengths: Tensor) -> dict[str, Tensor]:
        """What each module says of each utterance (paper.md, Section 7), without dropout.

        raw: (batch, height · width) and cnn: (batch, flattened maps), both averaged over the frames; blstm:
        (batch, 2 · cells); mlp: (batch, emotions), the softmax output
        """
        lengths = lengths.to(features.device)
        raw = self._splice_raw(features, lengths)
        if self.is_blstm_first:
            heard = self._hear(raw, lengths)
            blstm = mean_over_frames(heard.transpose(0, 1), lengths)
            cnn = mean_over_frames(self._convolve(heard, lengths), lengths)
        else:
            rows = self._convolve(features, lengths)
            cnn, blstm = mean_over_frames(rows, lengths), self._listen(rows, lengths)
        mlp = self.classify(cnn if self.is_blstm_first else blstm).softmax(1)
        return {"raw": mean_over_frames(raw, lengths), "cnn": cnn, "blstm": blstm, "mlp": mlp}

    @torch.no_grad()
    def forward_layers(self, features: Tensor, lengths: Tensor, layers: Sequence[str]) -> dict[str, Tensor]:
        """What these layers (`layer_names.list_layers`) say of each utterance, without dropout; (batch, width) each.

        The modules as in `forward_modules`; conv1 …: what the Conv layer makes of each spliced frame, averaged over
        the frames (the last one is the module cnn); dense1 …: the fully connected layers behind their activation.
        """
        lengths = lengths.to(features.device)
        outputs = self.forward_modules(features, lengths)
        if any(layer.startswith("conv") for layer in layers):
            outputs |= self._average_conv_layers(features, lengths)
        summary = outputs["cnn" if self.is_blstm_first else "blstm"]
        for number, layer in enumerate(self.dense[:-1], 1):
            summary = outputs[f"dense{number}"] = ACTIVATIONS[self.model.activation](layer(summary))
        return {name: outputs[name] for name in layers}

    def _average_conv_layers(self, features: Tensor, lengths: Tensor) -> dict[str, Tensor]:
        frames = self._hear(self._splice_raw(features, lengths), lengths) if self.is_blstm_first else features
        replicated = replicate_edges(frames, lengths, self.features.splice_left, self.features.splice_right)
        outputs = {}
        for number, (rows, columns, step) in enumerate(self.conv.each_layer(replicated), 1):
            # Column by column: spliced, the first layer of a T-CLDNN would be several times as large as the second.
            means = [mean_over_frames(rows[c * step : c * step + frames.shape[1]], lengths) for c in range(columns)]
            outputs[f"conv{number}"] = torch.cat(means, dim=1)
        return outputs

    def _convolve(self, frames: Tensor, lengths: Tensor) -> Tensor:
        """(batch, frames, height) → what the Conv layers make of each, (frames, batch, columns · maps · bands)."""
        replicated = replicate_edges(frames, lengths, self.features.splice_left, self.features.splice_right)
        if self.model.computation == "per-patch":
            return convolve_patches(self.conv, replicated, frames.shape[1])
        rows = self.conv(replicated)  # (time, batch, maps · bands)
        return splice_columns(rows, frames.shape[1], self.conv.columns, self.conv.step)

    def _splice_raw(self, features: Tensor, lengths: Tensor) -> Tensor:
        replicated = replicate_edges(features, lengths, self.features.splice_left, self.features.splice_right)
        return splice_columns(replicated.transpose(0, 1), features.shape[1], self.features.width, 1)

    def _hear(self, rows: Tensor, lengths: Tensor) -> Tensor:
        """Both directions at each frame, the backward one turned round again; (batch, frames, 2 · cells)."""
        onward, back = self.blstm(rows, lengths)
        return torch.cat([onward, reverse_within(back, lengths)], dim=2).transpose(0, 1)

    def _listen(self, rows: Tensor, lengths: Tensor) -> Tensor:
        both = self.blstm(rows, lengths)  # (time, batch, cells) each
        return torch.cat([mean_over_frames(one, lengths) for one in both], dim=1)  # (batch, 2 · cells)

    def _drop(self, summary: Tensor) -> Tensor:
        if not self.training or self.model.dropout == 0:
            return summary
        # Drawn on the CPU, so that every device leaves out the same values.
        kept = torch.rand(summary.shape, generator=self._dropout_rng) >= self.model.dropout
        return summary * (kept.to(summary.device) / (1 - self.model.dropout))

    def classify(self, summary: Tensor) -> Tensor:
        """Logits (batch, emotions) of what the last module before says on average over the frames."""
        *hidden, last = self.dense
        for layer in hidden:
            summary = ACTIVATIONS[self.model.activation](layer(summary))
        logits: Tensor = last(summary)
        return logits  # (batch, emotions)
