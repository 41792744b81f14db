# SPDX-License-Identifier: MIT
"""What is drawn of a block of sound, made on the listening job's thread: envelope and log-Mel columns."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.audio.source import Block
from ser_workbench.progress import Event

if TYPE_CHECKING:
    from ser_workbench.live.frame_stream import FrameStream

COLUMN_S = 0.01
"""One column of the picture, and one shift between two windows."""
COLUMN = round(COLUMN_S * SAMPLE_RATE_HZ)
MEL_BANDS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Looked(Event):
    """A block as it is drawn. Places count columns of 10 ms since the stream began."""

    end_s: float
    heard_at: float
    peak: float
    is_clipped: bool
    overruns: int
    first_place: int
    envelope: NDArray[np.float32]
    """(columns, 2): lowest and highest sample"""
    first_column: int
    log_mel: NDArray[np.float32]
    """(columns, 40)"""


class Sketcher:
    """Sees block after block; what is left of one is drawn with the next, and after a gap it begins anew."""

    def __init__(self) -> None:
        self._next = -1
        self._place = self._column = 0
        self._left: Samples = np.empty(0, np.float32)
        self._frames: FrameStream = new_frames()

    def look(self, block: Block) -> Looked:
        """What is drawn of the block that follows."""
        samples = block.samples
        if block.first != self._next:
            samples = self._begin_anew(block)
        self._next = block.first + len(block.samples)
        log_mel = self._frames.add(samples)
        waiting = np.concatenate([self._left, samples])
        count = len(waiting) // COLUMN
        self._left = waiting[count * COLUMN :]
        columns = waiting[: count * COLUMN].reshape(count, COLUMN)
        envelope = np.stack([columns.min(axis=1), columns.max(axis=1)], axis=1)
        looked = Looked(
            end_s=block.end_s,
            heard_at=block.heard_at,
            peak=block.peak,
            is_clipped=block.is_clipped,
            overruns=block.overruns,
            first_place=self._place,
            envelope=envelope,
            first_column=self._column,
            log_mel=log_mel,
        )
        self._place, self._column = self._place + count, self._column + len(log_mel)
        return looked

    def _begin_anew(self, block: Block) -> Samples:
        """The block from the first whole column on."""
        self._place = self._column = -(-block.first // COLUMN)
        self._left, self._frames = np.empty(0, np.float32), new_frames()
        return block.samples[self._place * COLUMN - block.first :]


def new_frames() -> "FrameStream":
    """Log-Mel with the paper's settings, from now on."""
    from ser_workbench.features.settings import FeatureSettings
    from ser_workbench.live.frame_stream import FrameStream  # Imports torch: not while the window is made.

    return FrameStream(FeatureSettings(bands=MEL_BANDS))
