# SPDX-License-Identifier: MIT
"""The tables of a paper as CSV and LaTeX."""

import csv
import io

from ser_workbench.paper.shown import ShownRow, ShownTable, percent_cell
from ser_workbench.paper.table_files import csv_of, latex_of

TABLE = ShownTable(
    "table9",
    "ρ & more, UA %",
    ("clean",),
    (
        ShownRow("T-CLDNN (log-Mel)", (percent_cell(0.861, (0.81, 0.904), 94.58, "r1", "run", " ± 1.2"),)),
        ShownRow("SKRRR", (percent_cell(None, None, 87.46, "", ""),)),
    ),
    ("One remark.",),
)


def test_that_csv_has_number_interval_published_and_run_in_columns_of_their_own():
    head, first, second = csv.reader(io.StringIO(csv_of(TABLE)))
    assert head == ["row", "clean", "clean low 95 %", "clean high 95 %", "clean published", "clean made by"]
    assert first == ["T-CLDNN (log-Mel)", "86.10", "81.00", "90.40", "94.58", "r1"]
    assert second == ["SKRRR", "", "", "", "87.46", ""]


def test_that_latex_has_both_numbers_and_escapes_what_it_must():
    text = latex_of(TABLE)
    assert "T-CLDNN (log-Mel) & 86.1 $\\pm$ 1.2 [81.0, 90.4] \\\\" in text
    assert "\\quad\\textit{published} & \\textit{94.58} \\\\" in text
    assert "\\caption{$\\rho$ \\& more, UA \\%. One remark.}" in text
    assert text.count("{") == text.count("}")
