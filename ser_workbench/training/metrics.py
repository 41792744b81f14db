# SPDX-License-Identifier: MIT
"""How well emotions are recognised: confusion matrix, unweighted and weighted accuracy (paper.md, Section 5)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Labels = Sequence[int] | NDArray[np.integer]


def confusion_matrix(truth: Labels, predicted: Labels, classes: int) -> NDArray[np.int64]:
    """How often each class (row) was taken for each class (column); (classes, classes).

    >>> confusion_matrix([0, 0, 1], [0, 1, 1], classes=2).tolist()
    [[1, 1], [0, 1]]
    """
    cells = np.asarray(truth, dtype=np.int64) * classes + np.asarray(predicted, dtype=np.int64)
    return np.bincount(cells, minlength=classes * classes).reshape(classes, classes)


def recalls(confusion: NDArray[np.int64]) -> NDArray[np.float64]:
    """The share of each class that was recognised; NaN for a class that does not occur; (classes,)."""
    totals = confusion.sum(axis=1)
    shares = np.full(len(confusion), np.nan)
    np.divide(np.diagonal(confusion), totals, out=shares, where=totals > 0)
    return shares


def unweighted_accuracy(truth: Labels, predicted: Labels, classes: int) -> float:
    """UA: the mean recall over the classes that occur in the truth; 0 where nothing is heard at all.

    >>> unweighted_accuracy([0, 0, 0, 1], [0, 0, 1, 1], classes=3)
    0.8333333333333333
    """
    shares = recalls(confusion_matrix(truth, predicted, classes))
    occurring = shares[~np.isnan(shares)]
    return float(occurring.mean()) if len(occurring) else 0.0


def weighted_accuracy(truth: Labels, predicted: Labels) -> float:
    """WA: the share of utterances that were recognised; 0 where nothing is heard at all.

    >>> weighted_accuracy([0, 0, 0, 1], [0, 0, 1, 1])
    0.75
    """
    truth = np.asarray(truth)
    return float((truth == np.asarray(predicted)).mean()) if len(truth) else 0.0
