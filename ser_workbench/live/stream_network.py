# SPDX-License-Identifier: MIT
"""A network hears any span of a stream's frames as if it were an utterance by itself, computing only what is new.

Where the normalisation depends on the span (`utterance`, `speaker`), or where the BLSTM comes first, no span has
anything in common with another one, and each is heard anew.
"""

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ser_workbench.features.kaldi import Features
from ser_workbench.live.ear import PER_FRAME, Scale
from ser_workbench.live.kept_rows import KeptRows
from ser_workbench.live.shared_spans import SharedSpans
from ser_workbench.models.cldnn import Cldnn


class Said(NamedTuple):
    """What a network says of a span."""

    logits: NDArray[np.float32]
    """(emotions,)"""
    blstm: NDArray[np.float32]
    """(2 · cells,) the mean of the BLSTM's output over the frames."""


class StreamingNetwork:
    """One network on one stream; frames are counted from 0."""

    def __init__(self, network: Cldnn, scale: Scale) -> None:
        self._network, self._scale = network, scale
        self._is_per_frame = scale.kind in PER_FRAME
        self._frames = KeptRows(network.features.height)
        is_shared = self._is_per_frame and not network.is_blstm_first
        self._shared = SharedSpans(network, self._frames) if is_shared else None

    @property
    def is_shared(self) -> bool:
        """Hearing a span that has grown costs only what has grown."""
        return self._shared is not None

    @property
    def count(self) -> int:
        """Frames added so far."""
        return self._frames.end

    def add(self, frames: Features) -> None:
        """The frames that follow, (n, height), as they come from the features."""
        self._frames.add(self._scale.apply(frames) if self._is_per_frame else frames)

    def forget(self, before: int) -> None:
        """No span heard from now on begins before this frame."""
        self._frames.forget(before)
        if self._shared:
            self._shared.forget(before)

    @torch.inference_mode()
    def hear(self, first: int, last: int) -> Said:
        """What the network says of frames first to last − 1 alone; first < last, all of them kept."""
        assert first < last
        if self._shared:
            summary = self._shared.summarise(first, last).unsqueeze(0)
            return _said(self._network.classify(summary), summary)
        features = self._frames.between(first, last)
        if not self._is_per_frame:
            features = self._scale.apply(features)
        return _said(*self._network.forward_with_blstm(torch.from_numpy(features)[None], torch.tensor([last - first])))


def _said(logits: Tensor, blstm: Tensor) -> Said:
    return Said(logits[0].numpy(), blstm[0].numpy())
