# SPDX-License-Identifier: MIT
"""A shown table as CSV and LaTeX, own and published numbers beside each other."""

import csv
import io

from ser_workbench.paper.shown import ShownCell, ShownTable
from ser_workbench.paper.table_text import escape_latex

FIGURES = ("", " low 95 %", " high 95 %", " published", " made by")


def csv_of(table: ShownTable) -> str:
    """A line a row, five columns a cell: text or number, interval, published, id of its run; what is not is empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["row", *(f"{column}{figure}" for column in table.columns for figure in FIGURES)])
    for row in table.rows:
        writer.writerow([row.title, *(value for cell in row.cells for value in _values(cell))])
    return text.getvalue()


def latex_of(table: ShownTable) -> str:
    """A `table` for a paper that uses the package booktabs; published numbers stand in italics."""
    heads = " & ".join(escape_latex(column) for column in table.columns)
    caption = escape_latex(" ".join((f"{table.title}.", *table.remarks)))
    lines = [
        "% Needs \\usepackage{booktabs}. Published numbers stand in italics below the own ones.",
        "\\begin{table}",
        "\\centering",
        f"\\caption{{{caption}}}",
        f"\\label{{tab:{table.key}}}",
        f"\\begin{{tabular}}{{l{'r' * len(table.columns)}}}",
        "\\toprule",
        f" & {heads} \\\\",
        "\\midrule",
    ]
    for row in table.rows:
        own = " & ".join(escape_latex(cell.text) or "--" for cell in row.cells)
        lines.append(f"{escape_latex(row.title)} & {own} \\\\")
        if any(cell.published for cell in row.cells):
            printed = (f"\\textit{{{escape_latex(cell.published)}}}" if cell.published else "" for cell in row.cells)
            lines.append(f"\\quad\\textit{{published}} & {' & '.join(printed)} \\\\")
    return "\n".join([*lines, "\\bottomrule", "\\end{tabular}", "\\end{table}", ""])


def _values(cell: ShownCell) -> tuple[str, ...]:
    numbers = ("" if value is None else f"{value:.2f}" for value in (cell.low, cell.high))
    own = cell.text if cell.percent is None else f"{cell.percent:.2f}"
    return own, *numbers, cell.published, cell.made
