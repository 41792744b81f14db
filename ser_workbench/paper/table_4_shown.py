# SPDX-License-Identifier: MIT
"""Table 4 with its rivals, as the report and the window show it."""

import numpy as np

from ser_workbench.models.catalog import MODEL_NAMES, title_of
from ser_workbench.paper.cell import Cell, cell_of
from ser_workbench.paper.evidence import Evidence
from ser_workbench.paper.published import RIVALS_UA_PERCENT, TABLE_4_DATA, TABLE_4_UA_PERCENT
from ser_workbench.paper.shown import ShownCell, ShownRow, ShownTable, percent_cell
from ser_workbench.paper.table_4 import SEED, Table4
from ser_workbench.paper.table_text import HOW, remarks_of
from ser_workbench.runs.result import CLEAN, NOISY

COLUMNS = (NOISY, CLEAN)
"""In the paper's order."""
RIVAL_TITLES = {"svm": "SVM (ComParE)", "skrrr": "SKRRR"}


def show_table_4(table: Table4 | None, evidence: Evidence) -> ShownTable:
    """The eight models and their rivals; a cell leads to the run of its first seed."""
    rows = [
        ShownRow(RIVAL_TITLES[method], (ShownCell("", ""), _rival_cell(method, evidence))) for method in RIVAL_TITLES
    ]
    rows += [ShownRow(title_of(model), tuple(_cell(model, at, evidence) for at in COLUMNS)) for model in MODEL_NAMES]
    told = remarks_of(table) if table is not None else []
    remarks = [HOW, *told, f"Published: UA on {TABLE_4_DATA}, of one training on eight test speakers."]
    return ShownTable("table4", "Networks and their rivals, UA %", COLUMNS, tuple(rows), tuple(remarks))


def _cell(model: str, condition: str, evidence: Evidence) -> ShownCell:
    row, published = evidence.rows.get(model), TABLE_4_UA_PERCENT[model][condition]
    cell = row.cells.get(condition) if row is not None else None
    if row is None or cell is None:
        return percent_cell(None, None, published, "", "")
    return _shown(cell, published, row.runs[0], "run")


def _rival_cell(method: str, evidence: Evidence) -> ShownCell:
    rival, published = evidence.rivals.get(method), RIVALS_UA_PERCENT[method]
    if rival is None:
        return percent_cell(None, None, published, "", "")
    return _shown(cell_of(rival.tally, np.random.default_rng(SEED)), published, rival.made, "baseline")


def _shown(cell: Cell, published: float, made: str, kind: str) -> ShownCell:
    spread = "" if cell.ua.sd is None else f" ± {100 * cell.ua.sd:.1f}"
    return percent_cell(cell.ua.mean, cell.ua.interval, published, made, "run" if kind == "run" else "baseline", spread)
