# SPDX-License-Identifier: MIT
"""A file listened to as if it were a microphone: at real time, or as fast as it goes."""

import threading
import time
from collections.abc import Generator
from pathlib import Path

from ser_workbench.audio.block_maker import BlockMaker
from ser_workbench.audio.decode import look_at, stream_channels
from ser_workbench.audio.source import Block, Ended, Heard

BLOCK_MS = 40


class FileSource:
    """Blocks of a file of any rate, channels and length; only the next block is in memory.

    The samples are those of `read_audio`, bit for bit. What the file holds in its middle shows when it is reached:
    `read` raises then what `read_audio` would have raised.

    is_paced: at real time, from the first `read` on.
    Raises UnreadableAudioError or EmptyAudioError when the file is missing, not audio or cut off.
    """

    def __init__(self, file: Path, is_paced: bool) -> None:
        facts = look_at(file)
        self.name = file.name
        self.sample_rate_hz = float(facts.sample_rate_hz)
        self.seconds = facts.seconds
        """How long the file is by its header; compressed files only estimate it."""
        self._is_paced = is_paced
        self._frames = stream_channels(file, max(1, facts.sample_rate_hz * BLOCK_MS // 1000))
        self._blocks = self._make_blocks()
        self._next: Block | None = None
        self._started_at: float | None = None
        self._is_closed = threading.Event()
        self._reading = threading.Lock()

    def read(self, timeout_s: float) -> Heard | None:
        """The next block; None when its time has not come within `timeout_s`, Ended after the last one.

        Raises UnreadableAudioError or NonFiniteAudioError when the file is damaged here.
        """
        if self._is_closed.is_set():
            return None
        if self._started_at is None:
            self._started_at = time.monotonic()
        if self._next is None:
            with self._reading:
                self._next = next(self._blocks, None)
        if self._next is None:
            return Ended()
        wait_s = self._next.heard_at - time.monotonic()
        if self._is_paced and wait_s > 0 and (self._is_closed.wait(min(wait_s, timeout_s)) or wait_s > timeout_s):
            return None
        block, self._next = self._next, None
        return block

    def close(self) -> None:
        """Close the file; a `read` that waits ends at once."""
        self._is_closed.set()
        with self._reading:
            self._blocks.close()
            self._frames.close()

    def _make_blocks(self) -> Generator[Block, None, None]:
        assert self._started_at is not None
        maker = BlockMaker(self.sample_rate_hz)
        frames_in = 0
        for frames in self._frames:
            frames_in += len(frames)
            heard_at = self._started_at + frames_in / self.sample_rate_hz if self._is_paced else time.monotonic()
            if (block := maker.add(frames, heard_at)) is not None:
                yield block
        if (block := maker.finish()) is not None:
            yield block
