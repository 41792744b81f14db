# SPDX-License-Identifier: MIT
"""How much disk features take, before they exist: arithmetic on lengths and settings, never less than the truth."""

import math
from collections.abc import Iterable

import numpy as np

from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.store import SHARD_BYTES

INDEX_BYTES = 64
"""Of one key in a shard's index: its 40 letters, its first row, its number of rows, and what stands between them."""

FILE_BYTES = 4096
"""What the last block of a file may hold for nothing."""

MARGIN = 0.01
"""Where work is slow, shards are closed before they are full, and there are more files than foreseen."""


def feature_bytes(samples: Iterable[int], settings: FeatureSettings, copies: int = 1) -> int:
    """The disk that the features of signals of so many samples take, each signal in so many copies."""
    lengths = [settings.count_frames(count) for count in samples]
    rows = sum(lengths) * copies * settings.height * np.dtype(settings.storage).itemsize
    files = 2 * (1 + rows // SHARD_BYTES) + 1
    return math.ceil((1 + MARGIN) * (rows + len(lengths) * copies * INDEX_BYTES) + files * FILE_BYTES)


def samples_of(seconds: float) -> int:
    """The samples of a recording of so many seconds at our rate; one more than resampling may round to."""
    return math.ceil(seconds * SAMPLE_RATE_HZ) + 1
