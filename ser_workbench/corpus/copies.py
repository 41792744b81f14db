# SPDX-License-Identifier: MIT
"""Which recordings are copies of one another, though their files differ: found by fingerprint, confirmed by the wave.

After Haitsma and Kalker (see `fingerprint`): two copies have at least one word of their fingerprints in common; where
one is found, the whole fingerprints are laid over each other at that place and their bits compared. Those that are
alike are decoded again, and are copies when their waves correlate: two voices of one rhythm do not.

Why so: no recording is compared with all others, so that 75,000 are feasible; and the index is made for a sixteenth of
the words at a time, so that it needs a fraction of the memory of the fingerprints themselves.

Measured on EmoDB, 535 recordings: between copies (MP3 and Ogg Vorbis of the lowest quality, GSM, 8 kHz, 40 dB quieter,
a fifth cut off, padded) at most 0.19 of the bits differ and the waves correlate by 0.91 at least; between any two
different recordings, at any shift, 0.32 of the bits at least, and those of one sentence by one speaker correlate by
0.35 at most. Opus at its lowest bit rate is past finding: 0.37 of the bits.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.samples import Samples
from ser_workbench.corpus.fingerprint import BITS, HIGH_HZ, LONGEST_S, LOW_HZ, RATE_HZ, Fingerprint, bit_error_rate
from ser_workbench.corpus.waveform import wave_correlation
from ser_workbench.errors import AudioError
from ser_workbench.progress import Progress, Steps

MOST_BIT_ERRORS = 0.25
LEAST_CORRELATION = 0.85
FEWEST_WINDOWS = 40
"""Less than half a second in common tells nothing: by chance some pair of recordings is alike for so long."""
LEAST_SHARE = 0.6
"""So much of the shorter recording must be found in the longer one."""
FEWEST_WORDS = 12
"""A steady tone has always the same words, and is like every other."""
KEPT_DECODED = 32
PARTS = 16
GLANCES = (-32, -24, -16, -8, 8, 16, 24, 32)
"""How many windows off a word in common the first look falls, before whole fingerprints are compared."""
ALIKE_AT_A_GLANCE = 0.4
NEIGHBOURS = 24
"""How many holders of one word are brought together; a word that more have is too common to tell anything."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A recording that is a copy of an earlier one, by their numbers; `correlation` is that of their waves."""

    number: int
    earlier: int
    correlation: float


def find_copies(fingerprints: Sequence[Fingerprint], files: Sequence[Path]) -> Steps[tuple[Copy, ...]]:
    """Each recording that is a copy of an earlier one, once, with the first that it is a copy of.

    files: the recordings themselves, one a fingerprint
    """
    ends = np.cumsum(np.array([len(words) for words in fingerprints], np.int64))
    words = np.concatenate([*fingerprints, np.zeros(0, np.uint32)])  # (windows of all recordings,)
    correlate = _correlation_of(files)
    found: dict[int, Copy] = {}
    tried: set[tuple[int, int]] = set()
    for part in range(PARTS):
        for earlier, number, shift in _find_meetings(words, ends, part).tolist():
            is_known = number in found and found[number].earlier <= earlier
            if (
                is_known
                or (earlier, number) in tried
                or not _are_alike(fingerprints[earlier], fingerprints[number], shift)
            ):
                continue
            tried.add((earlier, number))
            correlation = correlate(earlier, number)
            if correlation >= LEAST_CORRELATION:
                found[number] = Copy(number, earlier, correlation)
        yield Progress("Looking for copies", part + 1, PARTS)
    return tuple(found[number] for number in sorted(found))


def _correlation_of(files: Sequence[Path]) -> Callable[[int, int], float]:
    """How two recordings are compared by their waves: the last ones are kept decoded."""

    @lru_cache(maxsize=KEPT_DECODED)
    def decode(number: int) -> Samples:
        return read_audio(files[number], RATE_HZ)[: int(LONGEST_S * RATE_HZ)]

    def correlate(one: int, other: int) -> float:
        try:
            return wave_correlation(decode(one), decode(other), RATE_HZ, LOW_HZ, HIGH_HZ)
        except AudioError:  # It was there a moment ago; the rest of the check says so.
            return 0.0

    return correlate


def _find_meetings(words: NDArray[np.uint32], ends: NDArray[np.int64], part: int) -> NDArray[np.int64]:
    """Where two recordings have a word in common: (meetings, 3) the earlier one, the later one, and the shift."""
    places = np.flatnonzero(words % PARTS == part)  # The low bits are those of the lowest bands, where voices lie.
    places = places[np.argsort(words[places], kind="stable")]
    sorted_words = words[places]
    owners = np.searchsorted(ends, places, side="right")
    starts = np.concatenate([[0], ends])[owners]
    meetings = [np.zeros((0, 3), np.int64)]
    for step in range(1, NEIGHBOURS + 1):
        first = np.flatnonzero((sorted_words[step:] == sorted_words[:-step]) & (owners[step:] != owners[:-step]))
        second = first + step
        is_alike = _are_alike_around(words, ends, places[first], places[second])
        first, second = first[is_alike], second[is_alike]
        shifts = (places - starts)[first] - (places - starts)[second]
        meetings.append(np.stack([owners[first], owners[second], shifts], axis=1))
    return np.unique(np.concatenate(meetings), axis=0)


def _are_alike_around(
    words: NDArray[np.uint32], ends: NDArray[np.int64], one: NDArray[np.int64], other: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether what lies around two places is not all too different: a glance that spares most comparisons.

    one, other: (meetings,) places among `words`
    """
    differing, compared = np.zeros(len(one), np.int64), np.zeros(len(one), np.int64)
    for step in GLANCES:
        near, far = np.clip(one + step, 0, len(words) - 1), np.clip(other + step, 0, len(words) - 1)
        is_inside = np.searchsorted(ends, near, side="right") == np.searchsorted(ends, one, side="right")
        is_inside &= np.searchsorted(ends, far, side="right") == np.searchsorted(ends, other, side="right")
        differing += is_inside * np.bitwise_count(words[near] ^ words[far])
        compared += is_inside
    return differing <= ALIKE_AT_A_GLANCE * BITS * compared


def _are_alike(one: Fingerprint, other: Fingerprint, shift: int) -> bool:
    """Whether most bits agree, over enough windows that are not all the same."""
    errors, windows = bit_error_rate(one, other, shift)
    if errors > MOST_BIT_ERRORS or windows < max(FEWEST_WINDOWS, LEAST_SHARE * min(len(one), len(other))):
        return False
    start = max(0, shift)
    return len(np.unique(one[start : start + windows])) >= FEWEST_WORDS
