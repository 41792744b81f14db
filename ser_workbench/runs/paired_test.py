# SPDX-License-Identifier: MIT
"""Do two models differ, or only their luck with these speakers? A permutation test over the test speakers.

If the models did alike, it would be chance which of two sets of answers to a speaker's utterances came from which
model. So the sets are exchanged, speaker by speaker, in every possible way, and the share of ways in which UA
differs at least as much as it does is p. Utterances of one speaker are not independent, and are never separated.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ser_workbench.errors import RunError
from ser_workbench.runs.intervals import FEWEST_SPEAKERS, interval_of, resample_speakers
from ser_workbench.runs.tally import Tally

MOST_EXACT = 2**12
"""Ways of exchanging that are all gone through; where there are more, they are drawn."""
DRAWN = 9_999
SMALLEST_DIFFERENCE = 1e-12
"""Differences this near to each other are equal: sums in another order differ in their last digits."""
SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Difference:
    """The first model's accuracy less the second's, -1 to 1, with its bootstrap interval over speakers."""

    value: float
    interval: tuple[float, float] | None
    """None where one speaker alone was tested."""
    p: float


@dataclass(frozen=True, slots=True)
class PairedTest:
    """Two models on the same test utterances."""

    speakers: int
    utterances: int
    seeds: tuple[int, int]
    is_exact: bool
    ua: Difference
    wa: Difference

    @property
    def smallest_p(self) -> float:
        """What p would be at the least with so many speakers: all of them agree, in one direction or the other."""
        return 2.0 ** (1 - self.speakers)

    @property
    def can_be_significant(self) -> bool:
        """Whether any difference could reach 5 % with so many speakers; it takes six."""
        return self.smallest_p <= SIGNIFICANT


def compare_tallies(first: Tally, second: Tally, rng: np.random.Generator) -> PairedTest:
    """Test the two on the speakers of whom both heard the same utterances, each as the mean over its seeds.

    Raises RunError when there is no such speaker.
    """
    shared = {speaker for speaker, _digest in set(first.cover) & set(second.cover)}
    if not shared:
        raise RunError(
            "The two models were tested on different utterances, so they cannot be paired; choose two of the same "
            "partition and noise."
        )
    first, second = first.only(shared), second.only(shared)
    spoken = first.spoken
    both = np.stack([first.recognised.mean(axis=0), second.recognised.mean(axis=0)])  # (2, speakers, emotions)
    more = both[0] - both[1]
    # Both heard the same, so each speaker adds its own part to the difference, whoever else is exchanged.
    ua_parts = (more / spoken.sum(axis=0)).mean(axis=1)
    wa_parts = more.sum(axis=1) / spoken.sum()
    ua_interval = wa_interval = None
    if len(shared) >= FEWEST_SPEAKERS:
        drawn = resample_speakers(spoken, both, rng)
        ua_interval, wa_interval = interval_of(drawn.ua[0] - drawn.ua[1]), interval_of(drawn.wa[0] - drawn.wa[1])
    signs, is_exact = _signs(len(shared), rng)
    return PairedTest(
        speakers=len(shared),
        utterances=first.utterances,
        seeds=(first.seeds, second.seeds),
        is_exact=is_exact,
        ua=Difference(float(ua_parts.sum()), ua_interval, _p(ua_parts, signs)),
        wa=Difference(float(wa_parts.sum()), wa_interval, _p(wa_parts, signs)),
    )


def _signs(speakers: int, rng: np.random.Generator) -> tuple[NDArray[np.float64], bool]:
    """Ways of exchanging, -1 where a speaker's answers change sides; (ways, speakers), the first as it was."""
    if 2**speakers <= MOST_EXACT:
        exchanged = np.arange(2**speakers)[:, None] >> np.arange(speakers) & 1
        return np.where(exchanged == 1, -1.0, 1.0), True
    drawn = rng.choice(np.array([1.0, -1.0]), (DRAWN, speakers))
    return np.concatenate([np.ones((1, speakers)), drawn]), False


def _p(parts: NDArray[np.float64], signs: NDArray[np.float64]) -> float:
    """Two-sided; the way that happened counts among the drawn ones, so that p is never 0."""
    differences = np.abs(signs @ parts)
    return float((differences >= differences[0] - SMALLEST_DIFFERENCE).mean())
