# SPDX-License-Identifier: MIT
"""Samples come in pieces of any length, frames go out, each once, with the numbers of the whole signal's features."""

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.samples import Samples
from ser_workbench.features.kaldi import FeatureExtractor, Features
from ser_workbench.features.settings import FeatureSettings


class FrameStream:
    """The features of a signal that is not over yet; frame 0 begins at the first sample added."""

    def __init__(self, features: FeatureSettings) -> None:
        self._extractor = FeatureExtractor(features)
        self._kept: NDArray[np.float32] = np.empty(0, np.float32)

    def add(self, samples: Samples) -> Features:
        """The frames that have become whole, (k, height); k may be 0.

        samples: (n,) float32, 16 kHz, the ones that follow those added before
        """
        settings = self._extractor.settings
        self._kept = np.concatenate([self._kept, samples])
        count = settings.count_frames(len(self._kept))
        if count == 0:
            return np.empty((0, settings.height), np.float32)
        frames = self._extractor.extract(self._kept)
        self._kept = self._kept[count * settings.hop_samples :]
        return frames
