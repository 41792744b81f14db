# SPDX-License-Identifier: MIT
"""What a paper came to: its tables, verdicts and figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ser_workbench.paper.agenda import Agenda
from ser_workbench.paper.shown import ShownTable
from ser_workbench.paper.verdict import Finding

REPORT = "report.html"
FIGURES: Mapping[str, str] = {
    "figure2": "t-cldnn-log-mel",
    "figure3": "s-cldnn-log-mel",
    "figure4": "t-cldnn-log-mel",
    "figure5": "st-cldnn-log-mel",
    "figure6": "fst-cldnn-log-mel",
    "figure7": "t-cldnn-mfcc",
    "figure8": "fst-cldnn-mfcc",
}
"""Which model each figure of the paper shows; Figures 2 and 4 are the same one."""


@dataclass(frozen=True, slots=True)
class PaperResult:
    """What the paper came to."""

    paper_id: str
    folder: Path
    """Where the report, the tables and the figures are, or would be."""
    agenda: Agenda
    tables: tuple[ShownTable, ...]
    findings: tuple[Finding, ...]
    figures: Mapping[str, Path]
    """Written ones by name: `figure3`."""
    missing: tuple[str, ...]
    """What could not be made, and why; a sentence each."""

    @property
    def report(self) -> Path:
        """The report, one HTML file; there once the paper has come to its end."""
        return self.folder / REPORT

    def to_json(self) -> dict[str, Any]:
        """What the command line prints for machines."""
        return {
            "paper": self.paper_id,
            "report": str(self.report),
            "findings": [finding.to_json() for finding in self.findings],
            "tables": {table.key: table.to_json() for table in self.tables},
            "figures": {name: str(file) for name, file in self.figures.items()},
            "missing": list(self.missing),
        }
