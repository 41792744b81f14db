# SPDX-License-Identifier: MIT
"""What the findings are judged from: rows of Table 4, rivals, and what inspections found; by model."""

from collections.abc import Mapping
from dataclasses import dataclass

from ser_workbench.paper.found import Found
from ser_workbench.paper.table_4 import Table4Row
from ser_workbench.runs.tally import Tally


@dataclass(frozen=True, slots=True)
class Rival:
    """A rival of Table 4 under TVT, on the test side of the trainings."""

    made: str
    """The id of the baseline."""
    title: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is finished; what is missing is not in it."""

    rows: Mapping[str, Table4Row]
    rivals: Mapping[str, Rival]
    """By method, `svm` and `skrrr`."""
    found: Mapping[str, Found]

    def tally(self, model: str, condition: str) -> Tally | None:
        """What a model did under a condition."""
        row = self.rows.get(model)
        return None if row is None else row.tallies.get(condition)
