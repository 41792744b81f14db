# SPDX-License-Identifier: MIT
"""What is drawn of a block of sound, made on the listening job's thread: level, envelope and log-Mel columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ser_workbench.progress import Event

COLUMN_S = 0.01
"""One column of the picture, and one shift between two windows."""
MEL_BANDS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Looked(Event):
    """A block as it is drawn. Places count columns of 10 ms since the stream began."""

    end_s: float
    heard_at: float
    level_dbfs: float
    peak: float
    is_clipped: bool
    overruns: int
    first_place: int
    envelope: NDArray[np.float32]
    """(columns, 2): lowest and highest sample"""
    first_column: int
    log_mel: NDArray[np.float32]
    """(columns, 40)"""
