# SPDX-License-Identifier: MIT
"""Tables 3, 4 and 5 as they are shown: text, the published number beside it, and what each cell comes from."""

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["run", "baseline", ""]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A number of a table: own, published, and the run or baseline that it comes from."""

    text: str
    """In percent, with its interval: `86.2 [81.0, 90.4]`; empty where there is none."""
    published: str
    """What the paper printed; empty where it printed none."""
    made: str = ""
    """The id of its run or baseline; empty where there is none."""
    kind: Kind = ""
    percent: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table; cells in the order of the table's columns."""

    title: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as the report and the window show it."""

    key: str
    """`table3`."""
    title: str
    columns: tuple[str, ...]
    """Heads of the cells; the row's title goes before them."""
    rows: tuple[ShownRow, ...]
    remarks: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """For other programs; numbers in percent, and what was printed as it was printed."""
        rows = []
        for row in self.rows:
            cells = {
                column: {
                    "text": cell.text,
                    "percent": cell.percent,
                    "interval": None if cell.low is None else [cell.low, cell.high],
                    "published": cell.published,
                    "made": cell.made,
                }
                for column, cell in zip(self.columns, row.cells, strict=True)
            }
            rows.append({"title": row.title, "cells": cells})
        return {"title": self.title, "rows": rows, "remarks": list(self.remarks)}


def percent_cell(
    ua: float | None,
    interval: tuple[float, float] | None,
    published: float | None,
    made: str,
    kind: Kind,
    spread: str = "",
) -> ShownCell:
    """A UA (0 to 1) as a cell; spread: ` ± 1.2` over seeds."""
    printed = "" if published is None else f"{published:.2f}"
    if ua is None:
        return ShownCell("", printed)
    text = f"{100 * ua:.1f}{spread}"
    if interval is None:
        return ShownCell(text, printed, made, kind, 100 * ua)
    low, high = 100 * interval[0], 100 * interval[1]
    return ShownCell(f"{text} [{low:.1f}, {high:.1f}]", printed, made, kind, 100 * ua, low, high)
