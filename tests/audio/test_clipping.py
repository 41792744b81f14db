# SPDX-License-Identifier: MIT
"""Clipping, against numbers worked out by hand."""

import numpy as np
import pytest

from ser_workbench.audio.clipping import clipped_share


def test_that_only_runs_of_three_at_full_scale_count_as_clipping() -> None:
    samples = np.zeros(100, dtype=np.float32)
    samples[[3, 10, 11]] = 1
    assert clipped_share(samples) == 0
    samples[20:23] = -1
    samples[97:] = 1
    assert clipped_share(samples) == pytest.approx(0.06)
