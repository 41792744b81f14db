# SPDX-License-Identifier: MIT
"""What each module adds: its UA less that of the module before it, over several models (paper.md, Table 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, stdev

from ser_workbench.inspection.outputs import MODULES


@dataclass(frozen=True, slots=True)
class Contribution:
    """Mean and sample standard deviation over the models, in the unit of the table."""

    mean: float
    deviation: float | None
    """None for a single model."""
    models: int


def contributions(table: Mapping[str, Mapping[str, float]]) -> dict[str, Contribution]:
    """The contribution of each module but the first, over the models that have a UA for it and the one before.

    table: UA by model, then by module; what no model has is left out
    """
    found = {}
    for before, module in pairwise(MODULES):
        gains = [row[module] - row[before] for row in table.values() if module in row and before in row]
        if gains:
            found[module] = Contribution(fmean(gains), stdev(gains) if len(gains) > 1 else None, len(gains))
    return found
