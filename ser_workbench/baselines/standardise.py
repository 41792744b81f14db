# SPDX-License-Identifier: MIT
"""Features are brought to mean 0 and deviation 1: of each speaker, or of the training."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

NO_SPREAD = 10 * np.finfo(np.float64).eps
"""Relative to the mean: a feature that spreads less is the same everywhere, but for rounding."""


def standardise_speakers(points: NDArray[np.floating], speakers: Sequence[str]) -> Points:
    """By each speaker's own mean and deviation (paper.md, Section 6); what a speaker does not vary becomes 0.

    points: (utterances, features)
    """
    out = np.empty(points.shape, np.float64)
    of_row = np.array(speakers)
    for speaker in np.unique(of_row):
        rows = np.flatnonzero(of_row == speaker)
        out[rows] = standardise_by(points[rows], points[rows])
    return out


def standardise_by(points: NDArray[np.floating], train: NDArray[np.floating]) -> Points:
    """By the mean and deviation of `train`; what does not vary there is only centred.

    points: (utterances, features); train: (training utterances, features)
    """
    heard = np.asarray(train, np.float64)
    mean, deviation = heard.mean(axis=0), heard.std(axis=0)
    deviation[deviation <= NO_SPREAD * np.abs(mean)] = 1.0
    standardised: Points = (np.asarray(points, np.float64) - mean) / deviation
    return standardised
