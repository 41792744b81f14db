# SPDX-License-Identifier: MIT
"""Samples come in pieces of any length, frames go out, each once, with the numbers of the whole signal's features.

Every frame is computed beside the one before it, which is known already: of a single frame the product with the mel
bank is rounded otherwise than of several (by up to 3e-5), of two or more always alike. So the frames are the file's
byte for byte, which a test shows.
"""

import numpy as np

from ser_workbench.audio.samples import Samples
from ser_workbench.features.kaldi import FeatureExtractor, Features
from ser_workbench.features.settings import FeatureSettings


class FrameStream:
    """The features of a signal that is not over yet; frame 0 begins at the first sample added."""

    def __init__(self, features: FeatureSettings) -> None:
        self._extractor = FeatureExtractor(features)
        self.reset()

    def reset(self) -> None:
        """Another signal begins with the next sample."""
        self._kept: Samples = np.empty(0, np.float32)
        self._known = 0  # How many of the frames that begin in what is kept have gone out already: 0 or 1.

    def add(self, samples: Samples) -> Features:
        """The frames that have become whole, (k, height); k may be 0, and at the beginning the first two come together.

        samples: (n,) float32, 16 kHz, the ones that follow those added before
        """
        settings = self._extractor.settings
        self._kept = np.concatenate([self._kept, samples])
        whole = settings.count_frames(len(self._kept))
        if whole < 2:
            return np.empty((0, settings.height), np.float32)
        frames = self._extractor.extract(self._kept)[self._known :]
        self._kept = self._kept[(whole - 1) * settings.hop_samples :]
        self._known = 1
        return frames
