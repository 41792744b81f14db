# SPDX-License-Identifier: MIT
"""What can be listened to, block by block: a microphone, or a file played as if it were one."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples


@dataclass(frozen=True, eq=False)
class Block:
    """The next piece of a stream, some tens of milliseconds long; the first of a stream begins at sample 0.

    Blocks follow each other without a hole, except after Lost and Back: there the place jumps by the time missed.
    """

    samples: Samples
    """(n,) float32, 16 kHz, mono; n >= 1 and not always the same."""
    first: int
    """The place of the first sample in the stream, counted at 16 kHz."""
    heard_at: float
    """`time.monotonic()` when the last sample was in the air, as far as the device tells."""
    peak: float
    """The largest magnitude at the device's own rate, in the chosen channel; full scale is 1."""
    is_clipped: bool
    """Whether samples stood at full scale one after the other."""
    overruns: int
    """How many times, since the stream began, sound was lost because nobody fetched it in time."""

    @property
    def start_s(self) -> float:
        """Where the block begins, in seconds since the stream began."""
        return self.first / SAMPLE_RATE_HZ

    @property
    def end_s(self) -> float:
        """Where the block ends, in seconds since the stream began."""
        return (self.first + len(self.samples)) / SAMPLE_RATE_HZ


class Lost(NamedTuple):
    """The device went away, or delivers nothing any more; the source goes on trying."""

    sentence: str
    """One sentence for the user: what is gone, and what happens now."""


class Back(NamedTuple):
    """The device delivers again; the next block's place is later by the time missed."""

    device: str
    missing_s: float


class Ended(NamedTuple):
    """A file is over; nothing comes after it. A microphone never ends."""


Heard = Block | Lost | Back | Ended


class Source(Protocol):
    """Something that is listened to; made open, read by one thread, closed by any."""

    @property
    def name(self) -> str:
        """What the user calls it: the device's or the file's name."""

    @property
    def sample_rate_hz(self) -> float:
        """Its own rate, before it is brought to 16 kHz."""

    def read(self, timeout_s: float) -> Heard | None:
        """What came next; None when nothing came within the time, and for ever after `close`.

        A file that is read as fast as it goes answers at once.
        """

    def close(self) -> None:
        """Free the device or the file; does nothing the second time."""
