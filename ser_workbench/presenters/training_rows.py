# SPDX-License-Identifier: MIT
"""Runs as the Training panel lists them: those that wait in the queue, and those that can be resumed."""

from dataclasses import dataclass

from ser_workbench.models.catalog import title_of
from ser_workbench.presenters.compare_settings import tell_apart
from ser_workbench.presenters.queue import QueuedRun
from ser_workbench.progress import Steps
from ser_workbench.runs.run_row import RunRow
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One run that waits: what it is called, what sets it off from the settings as they stand."""

    number: int
    title: str
    details: str


@dataclass(frozen=True, slots=True)
class InterruptedRun:
    """A run that stopped before its end and can go on."""

    id: str
    text: str


def queue_row(run: QueuedRun, standing: ExperimentSettings) -> QueueRow:
    """A run that waits, beside the settings as they stand."""
    return QueueRow(run.number, run.title, run.resumes or tell_apart(run.settings, standing) or "as set now")


def interrupted_run(run: RunRow) -> InterruptedRun:
    """A run that can be resumed, in words."""
    epochs = "before an epoch ended" if not run.epochs else f"after {run.epochs} epochs"
    if run.epochs == 1:
        epochs = "after 1 epoch"
    title = run.name or (title_of(run.model) if run.model != "custom" else run.model)
    return InterruptedRun(run.id, f"{title} · {run.created[:16].replace('T', ' ')} · {run.state} {epochs}")


def list_resumable(workspace: Workspace) -> Steps[tuple[RunRow, ...]]:
    """The runs of a workspace that `resume` would go on with, newest first."""
    yield from ()
    return tuple(run for run in workspace.store.list() if run.is_resumable)
