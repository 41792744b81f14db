# SPDX-License-Identifier: MIT
"""The search at work on this process: trial after trial, each an ordinary run; killed, it goes on where it stopped."""

from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from ser_workbench.errors import (
    DeviceMemoryError,
    DiskFullError,
    RunError,
    SettingsError,
    WorkbenchError,
)
from ser_workbench.progress import Event, Note, Steps
from ser_workbench.runs.apart import refuse_lost_folders, refuse_within_recordings
from ser_workbench.runs.experiment import resume_run, run_experiment
from ser_workbench.runs.run_id import new_run_id
from ser_workbench.runs.run_row import FAILED, FINISHED, RUNNING
from ser_workbench.runs.workspace import Workspace
from ser_workbench.search.book import Entry, TrialBook, begin_book
from ser_workbench.search.propose import propose
from ser_workbench.search.result import SKIPPED, SweepResult, TrialRow, look_up, validation_ua
from ser_workbench.search.settings import SweepPlan
from ser_workbench.search.trial import Trial


@dataclass(frozen=True, slots=True)
class SweepStarted(Event):
    """The search has a folder; `is_resumed` when it was there before."""

    sweep_id: str
    folder: str
    is_resumed: bool


@dataclass(frozen=True, slots=True)
class TrialStarted(Event):
    """A trial begins or goes on; the events of its run follow."""

    number: int
    known: int
    """Trials known so far; the search may add others."""
    title: str
    run_id: str


@dataclass(frozen=True, slots=True)
class TrialEnded(Event):
    """A trial is over; `ua` on the validation side, 0 to 1, None when it failed."""

    number: int
    title: str
    run_id: str
    ua: float | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class TrialSkipped(Event):
    """A trial was given up in the middle, because somebody does not want it any more; its run can be resumed."""

    number: int
    title: str
    run_id: str


def check_plan(plan: SweepPlan) -> None:
    """Raise SettingsError where no corpus is named or nothing can be tried, MissingFolderError for a lost folder."""
    if not plan.corpus.folder:
        raise SettingsError("No corpus is named; set corpus.folder to the folder that holds the recordings.")
    refuse_lost_folders(plan)
    propose(plan, [], {}, at_once=1)


def begin_sweep(plan: SweepPlan, workspace: Workspace) -> str:
    """Enter a new search, whose first trials are known at once; returns its id.

    Raises what `check_plan` raises, and BadInputError where the workspace lies among the recordings; then nothing is
    written.
    """
    check_plan(plan)
    refuse_within_recordings(workspace.folder, plan)
    first = propose(plan, [], {}, at_once=1)
    book = begin_book(plan, workspace, new_run_id(f"sweep-{plan.model.name}"))
    for trial in first:
        book.write(enter(trial, plan))
    return book.sweep_id


def conduct_sweep(workspace: Workspace, sweep_id: str, retry_failed: bool = False) -> Steps[SweepResult]:
    """Work on all trials that are not over, one after the other; close it to stop, and call it again to go on.

    retry_failed: also work on trials that failed
    Raises RunError for a search that is not there or is worked on by somebody else, and what a run raises before it
    exists (no corpus, no noise).
    """
    book = TrialBook(workspace, sweep_id)
    yield SweepStarted(sweep_id, str(book.folder), bool(workspace.store.has(book.entries[0].run_id)))
    tried_again: set[int] = set()
    while True:
        write_proposals(book, look_up(book, workspace.store))
        result = look_up(book, workspace.store)
        row = _next_row(result, tried_again, retry_failed)
        if row is None:
            return result
        if row.state == RUNNING:
            raise RunError(
                f"Trial {row.entry.trial.number + 1} is being worked on already; wait for it or cancel it there."
            )
        tried_again.add(row.entry.trial.number)
        yield from _work_on(workspace, book, row)


def write_proposals(book: TrialBook, result: SweepResult, at_once: int = 1) -> None:
    """Enter the trials that may begin now."""
    trials = [entry.trial for entry in book.entries]
    for trial in propose(book.plan, trials, result.scores, at_once):
        book.write(enter(trial, book.plan))


def _next_row(result: SweepResult, tried_again: set[int], retry_failed: bool) -> TrialRow | None:
    for row in result.rows:
        is_again = row.state == FAILED and retry_failed and row.entry.trial.number not in tried_again
        if row.state not in (FINISHED, FAILED, SKIPPED) or is_again:
            return row
    return None


def _work_on(workspace: Workspace, book: TrialBook, row: TrialRow) -> Steps[None]:
    """Bring one trial to its end, whichever; a want of memory makes the mini-batch come in more parts."""
    entry = row.entry
    trial, has_noise = entry.trial, book.plan.has_noise
    yield TrialStarted(trial.number, len(book.entries), trial.title, entry.run_id)
    try:
        if workspace.store.has(entry.run_id):
            steps = resume_run(workspace, entry.run_id)
        else:
            steps = run_experiment(trial.settings(book.plan, entry.parts), workspace, entry.run_id)
        if not (yield from _while_wanted(steps, book, trial.number)):
            yield TrialSkipped(trial.number, trial.title, entry.run_id)
            return
    except DeviceMemoryError as error:
        smaller = in_more_parts(entry, book.plan)
        if smaller is None:
            yield TrialEnded(trial.number, trial.title, entry.run_id, None, str(error))
            return
        book.write(smaller)
        yield Note(f"Trial {trial.number}: memory was too small; {parts_text(smaller, book.plan)}", is_warning=True)
        return
    except WorkbenchError as error:
        if not workspace.store.has(entry.run_id) or isinstance(error, DiskFullError):
            raise  # It is wrong for all trials: the corpus is gone, the disk is full.
        yield TrialEnded(trial.number, trial.title, entry.run_id, None, str(error))
        return
    ua = validation_ua(workspace.store.epochs(entry.run_id), has_noise)
    yield TrialEnded(trial.number, trial.title, entry.run_id, ua)


def _while_wanted(steps: Steps[Any], book: TrialBook, number: int) -> Steps[bool]:
    """Take the steps until their end, which is true, or until somebody skips the trial."""
    with closing(steps):
        for event in steps:
            yield event
            if number in book.skipped.numbers:
                return False
    return True


def enter(trial: Trial, plan: SweepPlan) -> Entry:
    """A trial with a name for its run."""
    return Entry(trial, new_run_id(trial.settings(plan).model.name), plan.training.batch_parts)


def in_more_parts(entry: Entry, plan: SweepPlan) -> Entry | None:
    """The same trial, as a new run whose mini-batches come in twice as many parts; None when none is left to halve."""
    if entry.parts >= plan.training.batch_size:
        return None
    return replace(enter(entry.trial, plan), parts=min(2 * entry.parts, plan.training.batch_size))


def parts_text(entry: Entry, plan: SweepPlan) -> str:
    """What is done about it, in words."""
    return f"its mini-batches of {plan.training.batch_size} are computed in {entry.parts} parts, with the same steps."
