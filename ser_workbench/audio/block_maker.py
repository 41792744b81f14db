# SPDX-License-Identifier: MIT
"""Frames at a device's own rate become blocks of 16 kHz mono, the same samples as if all had been decoded at once."""

import numpy as np
import soxr
from numpy.typing import NDArray

from ser_workbench.audio.clipping import clipped_share
from ser_workbench.audio.decode import average_channels
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.audio.source import Block


class BlockMaker:
    """Chooses the channel, resamples, and counts where in the stream each sample stands.

    channel: counted from 1; None averages all channels.
    first: the place of the first sample in the stream, at 16 kHz.
    """

    def __init__(self, sample_rate_hz: float, channel: int | None = None, first: int = 0) -> None:
        self._rate = sample_rate_hz
        self._channel = channel
        self._resampler: soxr.ResampleStream | None = None
        if sample_rate_hz != SAMPLE_RATE_HZ:
            self._resampler = soxr.ResampleStream(sample_rate_hz, SAMPLE_RATE_HZ, 1, dtype="float32", quality="HQ")
        self._frames_in = self._samples_out = 0
        self._first = first
        self._heard_at = 0.0
        self._peak = 0.0
        self._is_clipped = False

    @property
    def next_place(self) -> int:
        """Where the next sample will stand."""
        return self._first + self._samples_out

    def add(self, frames: NDArray[np.float32], heard_at: float, overruns: int = 0) -> Block | None:
        """The block that these frames complete; None while the resampler keeps them all.

        frames: (n, channels) float32; heard_at: when the last of them was in the air
        """
        chosen = frames if self._channel is None else frames[:, self._channel - 1 : self._channel]
        self._peak = max(self._peak, float(np.abs(chosen).max(initial=0.0)))
        # Each channel by itself: one at its limit is not clipped any more once another was averaged with it.
        self._is_clipped |= any(clipped_share(channel) > 0 for channel in chosen.T if len(channel))
        mono = np.ascontiguousarray(average_channels(chosen))
        self._frames_in += len(mono)
        self._heard_at = heard_at
        return self._block(mono if self._resampler is None else self._resampler.resample_chunk(mono), overruns)

    def finish(self, overruns: int = 0) -> Block | None:
        """The block of what the resampler still kept; nothing may be added after it."""
        if self._resampler is None:
            return None
        return self._block(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True), overruns)

    def _block(self, samples: Samples, overruns: int) -> Block | None:
        if not len(samples):
            return None
        place = self.next_place
        self._samples_out += len(samples)
        kept_s = self._frames_in / self._rate - self._samples_out / SAMPLE_RATE_HZ
        heard_at = self._heard_at - max(kept_s, 0.0)
        block = Block(samples, place, heard_at, self._peak, self._is_clipped, overruns)
        self._peak, self._is_clipped = 0.0, False
        return block
