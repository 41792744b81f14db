# SPDX-License-Identifier: MIT
"""The paper at work: item after item of its agenda, each an ordinary run, baseline or inspection of the workspace."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ser_workbench.paper.agenda import Agenda, AgendaItem
from ser_workbench.paper.settings import PaperPlan
from ser_workbench.paper.verdict import Finding
from ser_workbench.progress import Event, Steps
from ser_workbench.runs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PaperStarted(Event):
    """The paper has a folder in the workspace; `agenda` tells what is done already."""

    paper_id: str
    folder: str
    is_resumed: bool
    agenda: Agenda


@dataclass(frozen=True, slots=True)
class ItemStarted(Event):
    """An item begins or goes on; the events of its run, baseline or inspection follow."""

    item: AgendaItem
    number: int
    """From 1 on, in the order of the agenda."""
    total: int


@dataclass(frozen=True, slots=True)
class ItemEnded(Event):
    """An item is over: finished, failed or left out; its words say with what."""

    item: AgendaItem
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A number of a table: own, published, and the run or baseline that it comes from."""

    text: str
    published: str
    made: str
    """The id of its run or baseline; empty where there is none."""
    kind: str
    """`run` or `baseline`."""


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
    rows: tuple[ShownRow, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperResult:
    """What the paper came to."""

    paper_id: str
    folder: Path
    """Where the report, the tables and the figures are."""
    report: Path
    agenda: Agenda
    tables: tuple[ShownTable, ...]
    findings: tuple[Finding, ...]
    figures: Mapping[str, Path]
    """By name: `figure2`."""
    missing: tuple[str, ...]
    """What could not be made, and why; a sentence each."""

    def to_json(self) -> dict[str, Any]:
        """What the command line prints for machines."""
        raise NotImplementedError


def look_ahead(plan: PaperPlan, workspace: Workspace | None) -> Steps[Agenda]:
    """What the plan comes to, with measured time, before anything is written; what is done already counts as done.

    Raises what opening the corpus and the noises raises, and SettingsError for a plan that cannot be.
    """
    raise NotImplementedError


def begin_paper(plan: PaperPlan, workspace: Workspace) -> str:
    """Enter a paper and return its id; the same plan in the same workspace is the same paper, which goes on.

    Raises SettingsError, MissingFolderError, and BadInputError where the workspace lies among the recordings; then
    nothing is written.
    """
    raise NotImplementedError


def reproduce(
    workspace: Workspace, paper_id: str, out: Path | None = None, retry_failed: bool = False
) -> Steps[PaperResult]:
    """Work on all items that are not over, then write the report; close it to pause, and call it again to go on.

    out: where report.html, tables/ and figures/ are written; None: the paper's own folder in the workspace
    Raises RunError for a paper that is not there or is worked on by somebody else, and what a run raises before it
    exists (no corpus, no noise).
    """
    raise NotImplementedError


def read_paper(workspace: Workspace, paper_id: str) -> Steps[PaperResult]:
    """What stands of a paper now, from what is in the workspace; trains nothing and writes nothing."""
    raise NotImplementedError


def list_papers(workspace: Workspace) -> list[str]:
    """The ids of all papers, the one worked on last first."""
    raise NotImplementedError
