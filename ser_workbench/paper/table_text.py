# SPDX-License-Identifier: MIT
"""Table 4 as JSON, CSV and LaTeX; UA and WA are named as such, and the published numbers by where they come from."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ser_workbench.errors import BadInputError
from ser_workbench.paper.cell import Accuracy
from ser_workbench.paper.published import TABLE_4_DATA
from ser_workbench.paper.table_4 import Table4, Table4Row
from ser_workbench.runs.result import CONDITIONS
from ser_workbench.runs.whole_file import write_text

SUFFIXES = (".csv", ".tex")
MOST_NAMED = 2
"""Rows that a remark names one by one."""
HOW = (
    "Mean ± sample standard deviation over seeds, and in brackets the 95 % interval of that mean from a bootstrap over "
    "test speakers. UA: unweighted accuracy, the mean recall over emotions. WA: weighted accuracy, the share of "
    "utterances recognised."
)
PUBLISHED = f"UA as published on {TABLE_4_DATA}, not comparable on other corpora or noises"


def write_table_4(table: Table4, file: Path) -> None:
    """Write the table as its ending says, `.csv` or `.tex`.

    Raises BadInputError for another ending.
    """
    if file.suffix.lower() not in SUFFIXES:
        raise BadInputError(f"{file} ends in neither .csv nor .tex; name such a file.")
    write_text(file, csv_of(table) if file.suffix.lower() == ".csv" else latex_of(table))


def document_of_table(table: Table4) -> dict[str, Any]:
    """The table for other programs; accuracies 0 to 1."""
    return {
        "rows": [_document_of_row(row) for row in table.rows],
        "rivals": [_document_of_row(row) for row in table.rivals],
        "notes": list(table.notes),
        "published_on": TABLE_4_DATA,
    }


def csv_of(table: Table4) -> str:
    """A line a row, numbers in percent; what does not exist is an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    scores = [f"{name} {condition}" for condition in CONDITIONS for name in ("UA", "WA")]
    figures = ("%", "SD over seeds", "low 95 %", "high 95 %")
    published = [f"published UA {condition} % ({TABLE_4_DATA}; not comparable on others)" for condition in CONDITIONS]
    head = ["model", "corpus", "differs", "seeds", "speakers", "utterances clean", "utterances noisy"]
    writer.writerow([*head, *(f"{score} {figure}" for score in scores for figure in figures), *published, "remarks"])
    for row in table.lines:
        cells = [row.cells.get(condition) for condition in CONDITIONS]
        counts = [len(row.seeds) or "", len(row.speakers), *("" if cell is None else cell.utterances for cell in cells)]
        numbers: list[str] = []
        for cell in cells:
            numbers += [""] * 8 if cell is None else [*_figures(cell.ua), *_figures(cell.wa)]
        paper = [row.published_percent.get(condition, "") for condition in CONDITIONS]
        writer.writerow([row.title, row.corpus, row.differs, *counts, *numbers, *paper, "; ".join(row.remarks)])
    return text.getvalue()


def latex_of(table: Table4) -> str:
    """A `table` for a paper that uses the package booktabs."""
    columns = [(name, condition) for name in ("ua", "wa") for condition in table.conditions]
    heads = [f"{name.upper()} {condition}" for name, condition in columns]
    heads += [f"published {condition}" for condition in table.conditions]
    lines = [
        "% Needs \\usepackage{booktabs}.",
        "\\begin{table}",
        "\\centering",
        f"\\caption{{{escape_latex(f'Accuracy, %. {HOW} Published: {PUBLISHED}.')}}}",
        f"\\begin{{tabular}}{{lrr{'r' * len(heads)}}}",
        "\\toprule",
        f"model & seeds & speakers & {' & '.join(heads)} \\\\",
        "\\midrule",
    ]
    for row in table.lines:
        name = f"{row.title}, {row.differs}" if row.differs else row.title
        cells = [escape_latex(name), str(len(row.seeds) or "--"), str(len(row.speakers))]
        for name, condition in columns:
            cell = row.cells.get(condition)
            cells.append("--" if cell is None else escape_latex(accuracy_text(getattr(cell, name))))
        cells += [_published(row.published_percent, condition) for condition in table.conditions]
        lines.append(f"{' & '.join(cells)} \\\\")
    remarks = [f"% {row.title}: {'; '.join(row.remarks)}" for row in table.lines if row.remarks]
    return "\n".join([*lines, "\\bottomrule", "\\end{tabular}", "\\end{table}", *remarks, ""])


def accuracy_text(accuracy: Accuracy) -> str:
    """In percent: `86.2 ± 1.1 [81.0, 90.4]`."""
    spread = "" if accuracy.sd is None else f" ± {100 * accuracy.sd:.1f}"
    if accuracy.interval is None:
        return f"{100 * accuracy.mean:.1f}{spread}"
    low, high = accuracy.interval
    return f"{100 * accuracy.mean:.1f}{spread} [{100 * low:.1f}, {100 * high:.1f}]"


def remarks_of(table: Table4) -> list[str]:
    """What to bear in mind, a sentence each: `All rows: only 2 test speakers, so the interval is unreliable.`"""
    by_remark: dict[str, list[str]] = {}
    for row in table.lines:
        for remark in row.remarks:
            by_remark.setdefault(remark, []).append(f"{row.title}, {row.differs}" if row.differs else row.title)
    return [*(f"{_whom(rows, table)}: {remark}." for remark, rows in by_remark.items()), *table.notes]


def _whom(rows: Sequence[str], table: Table4) -> str:
    if len(rows) == len(table.lines) > 1:
        return "All rows"
    return "; ".join(rows) if len(rows) <= MOST_NAMED else f"{len(rows)} rows"


def _document_of_row(row: Table4Row) -> dict[str, Any]:
    return {
        "model": row.model,
        "title": row.title,
        "corpus": row.corpus,
        "differs": row.differs,
        "runs": list(row.runs),
        "baseline": row.baseline or None,
        "seeds": list(row.seeds),
        "speakers": list(row.speakers),
        "test": {
            condition: {"ua": _document_of(cell.ua), "wa": _document_of(cell.wa), "utterances": cell.utterances}
            for condition, cell in row.cells.items()
        },
        "published": {condition: {"ua": round(ua / 100, 6)} for condition, ua in row.published_percent.items()},
        "remarks": list(row.remarks),
    }


def _document_of(accuracy: Accuracy) -> dict[str, Any]:
    interval = None if accuracy.interval is None else list(accuracy.interval)
    return {"mean": accuracy.mean, "sd": accuracy.sd, "interval": interval}


def _figures(accuracy: Accuracy) -> list[str]:
    numbers = (accuracy.mean, accuracy.sd, *(accuracy.interval or (None, None)))
    return ["" if number is None else f"{100 * number:.2f}" for number in numbers]


def _published(percent: Mapping[str, float], condition: str) -> str:
    return f"{percent[condition]:.2f}" if condition in percent else "--"


def escape_latex(text: str) -> str:
    """Text as LaTeX prints it."""
    signs = {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
    signs |= {sign: f"\\{sign}" for sign in "&%$#_{}"}
    signs |= {"±": "$\\pm$", "×": "$\\times$", "−": "$-$", "–": "--", "ρ": "$\\rho$", "ω": "$\\omega$"}
    return "".join(signs.get(sign, sign) for sign in text)
