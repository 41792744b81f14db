# SPDX-License-Identifier: MIT
"""Each frame with its neighbours; the first and the last frame repeat at the edges (paper.md, Section 1)."""

import numpy as np
from numpy.typing import NDArray


def splice(features: NDArray[np.float32], left: int, right: int) -> NDArray[np.float32]:
    """Each frame between its `left` earlier and its `right` later ones: (frames, bands) → (frames, bands, width).

    width = left + 1 + right; the result is a read-only view of (frames + left + right) rows.
    """
    padded = np.pad(features, ((left, right), (0, 0)), mode="edge")
    return np.lib.stride_tricks.sliding_window_view(padded, left + 1 + right, axis=0)
