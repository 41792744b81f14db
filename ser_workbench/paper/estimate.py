# SPDX-License-Identifier: MIT
"""How sure a number is that many speakers make together: left out one after the other (the jackknife).

Why so: a verdict must not be surer than its speakers allow, and there are often two to eight. Tukey's jackknife widens
its interval by Student's t for so few, where the bootstrap's is too narrow (`runs/intervals.py`); and it serves
accuracies and ρ alike. What another seed of the training would have given is not in it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from ser_workbench.runs.intervals import FEWEST_SPEAKERS, LEVEL
from ser_workbench.runs.tally import Tally


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its standard error over speakers; None where there are fewer than two of them."""

    value: float
    error: float | None
    speakers: int

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 %."""
        return self.interval_at(LEVEL)

    def interval_at(self, level: float) -> tuple[float, float] | None:
        """By Student's t for one degree of freedom less than there are speakers."""
        if self.error is None:
            return None
        from scipy.special import stdtrit  # Slow to import: not while the window is made.

        reach = float(stdtrit(self.speakers - 1, (1 + level) / 2)) * self.error
        return self.value - reach, self.value + reach

    @property
    def is_above_0(self) -> bool:
        """Whether even the low end of the interval is."""
        return self.interval is not None and self.interval[0] > 0

    def is_below_0(self, of_parts: int = 1) -> bool:
        """Whether even the high end of the interval is; wider (Bonferroni) where it is one part of several."""
        interval = self.interval_at(1 - (1 - LEVEL) / of_parts)
        return interval is not None and interval[1] < 0


def estimate(value: float, without: Mapping[str, float]) -> Estimate:
    """A number and what it becomes without each speaker.

    Error: sqrt((n - 1) / n · Σ (without_i - mean)²) (Tukey 1958).
    """
    left = np.array(list(without.values()))
    count = len(left)
    if count < FEWEST_SPEAKERS:
        return Estimate(value, None, count)
    return Estimate(value, sqrt((count - 1) / count * float(((left - left.mean()) ** 2).sum())), count)


def estimate_ua(terms: Sequence[tuple[float, Tally]]) -> Estimate | None:
    """A weighted sum of UAs, each the mean over its seeds, over the speakers that all were tested on.

    None where no speaker is in all of them.
    """
    shared = sorted(set.intersection(*(set(tally.speakers) for _, tally in terms)))
    if not shared:
        return None
    value = _sum(terms, shared)
    if len(shared) < FEWEST_SPEAKERS:
        return Estimate(value, None, len(shared))
    return estimate(value, without_each(shared, lambda speakers: _sum(terms, speakers)))


def without_each(speakers: Sequence[str], measure: Callable[[Sequence[str]], float]) -> dict[str, float]:
    """What is measured on all other speakers, by the one left out."""
    return {one: measure([other for other in speakers if other != one]) for one in speakers}


def _sum(terms: Sequence[tuple[float, Tally]], speakers: Sequence[str]) -> float:
    return float(sum(weight * tally.only(speakers).ua().mean() for weight, tally in terms))
