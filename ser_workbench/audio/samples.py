# SPDX-License-Identifier: MIT
"""The form that sound has everywhere: mono, 16 kHz, 32-bit floats."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""(samples,) float32, mono; full scale is ±1."""

SAMPLE_RATE_HZ = 16000
"""The rate of all samples in the program (paper.md, Section 1)."""
