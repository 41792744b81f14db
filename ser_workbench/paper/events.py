# SPDX-License-Identifier: MIT
"""What the paper tells while it works, above the events of its runs, baselines and inspections."""

from dataclasses import dataclass

from ser_workbench.paper.agenda import Agenda, AgendaItem
from ser_workbench.progress import Event


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
