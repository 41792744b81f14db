# SPDX-License-Identifier: MIT
"""Where a report's links lead: relative to where the report lies, so that both can be moved together."""

import os
from dataclasses import dataclass
from html import escape
from pathlib import Path

from ser_workbench.paper.shown import ShownCell
from ser_workbench.runs.folder import RunFolder


@dataclass(frozen=True, slots=True)
class Links:
    """From a report in `start` to what lies in a workspace."""

    start: Path
    workspace: Path
    baselines: frozenset[str] = frozenset()
    """The ids of those that the report tells of."""

    def to_made(self, made: str) -> str:
        """Where the report tells of a baseline, or the report of a run."""
        return f"#{anchor(made)}" if made in self.baselines else self.to_run(made)

    def to_run(self, run_id: str) -> str:
        """The report of a run."""
        return self.to_file(RunFolder(self.workspace / "runs" / run_id).report)

    def to_file(self, file: Path) -> str:
        """A file, relative where that can be."""
        try:
            return escape(Path(os.path.relpath(file, self.start)).as_posix())
        except ValueError:  # Windows: on another drive.
            return escape(file.resolve().as_uri())

    def around(self, cell: ShownCell, content: str) -> str:
        """The content of a cell, leading to what made it."""
        if not cell.made:
            return content
        return f'<a href="{self.to_made(cell.made)}" title="{escape(cell.kind)} {escape(cell.made)}">{content}</a>'


def anchor(baseline_id: str) -> str:
    """Where the report tells of a baseline."""
    return escape(f"baseline-{baseline_id}")
