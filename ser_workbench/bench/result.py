# SPDX-License-Identifier: MIT
"""What one benchmark found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BenchResult:
    """One row of `bench`: `ratio` is above 1 where ours is faster."""

    name: str
    ours: float
    plain: float
    unit: str
    ratio: float
    max_difference: float
