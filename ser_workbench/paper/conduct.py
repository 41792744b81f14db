# SPDX-License-Identifier: MIT
"""One item of a paper is brought to its end, whichever; what was begun before a kill goes on."""

import time
from dataclasses import dataclass

from ser_workbench.errors import DeviceMemoryError, DiskFullError, FailedError, WorkbenchError
from ser_workbench.paper.agenda import AgendaItem
from ser_workbench.paper.book import Entry, PaperBook
from ser_workbench.paper.look import look_into
from ser_workbench.paper.standing import look_around, stand_of
from ser_workbench.paper.work import LookWork, RivalWork, TrainWork
from ser_workbench.progress import Note, Steps
from ser_workbench.runs.experiment import resume_run, run_experiment
from ser_workbench.runs.run_id import new_run_id
from ser_workbench.runs.run_row import FINISHED
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.baseline import run_baseline


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the work is done."""

    workspace: Workspace
    book: PaperBook

    def item(self, work: TrainWork | RivalWork | LookWork) -> AgendaItem:
        """How it stands now."""
        return stand_of(work, self.book.plan, self.book, look_around(self.workspace))

    def ended(self, work: TrainWork | RivalWork | LookWork, reason: str) -> AgendaItem:
        """An item that cannot be done here, for a reason that may be gone the next time."""
        return AgendaItem(work.key, work.kind, work.title, state="left out", words=reason)


def conduct_item(desk: Desk, work: TrainWork | RivalWork | LookWork) -> Steps[AgendaItem]:
    """Work on an item that is not over; returns how it ended.

    Raises what is wrong for all items: no corpus, a full disk, a run that somebody else works on.
    """
    match work:
        case TrainWork():
            return (yield from _train(desk, work))
        case RivalWork():
            return (yield from _try_rival(desk, work))
        case LookWork():
            return (yield from _look(desk, work))


def _train(desk: Desk, work: TrainWork) -> Steps[AgendaItem]:
    """An ordinary run under a name that is written down before it begins; a want of memory makes it come in parts."""
    store, book = desk.workspace.store, desk.book
    while True:
        entry = book.entry(work.key) or Entry(work.key, new_run_id(work.model), parts=book.plan.training.batch_parts)
        if not store.has(entry.made) and desk.workspace.run_folder(entry.made).exists():
            entry = Entry(work.key, new_run_id(work.model), parts=entry.parts)  # A kill before it was entered.
        book.write(entry)
        try:
            if store.has(entry.made):
                yield from resume_run(desk.workspace, entry.made)
            else:
                yield from run_experiment(work.settings(book.plan, entry.parts), desk.workspace, entry.made)
        except DeviceMemoryError as error:
            if entry.parts >= book.plan.training.batch_size:
                return desk.item(work)
            parts = min(2 * entry.parts, book.plan.training.batch_size)
            book.write(Entry(work.key, new_run_id(work.model), parts=parts))
            yield Note(f"{error} {work.title} is computed in {parts} parts of a mini-batch.", is_warning=True)
            continue
        except WorkbenchError as error:
            if not store.has(entry.made) or isinstance(error, DiskFullError):
                raise  # It is wrong for all trainings: the corpus is gone, the disk is full.
        return desk.item(work)


def _try_rival(desk: Desk, work: RivalWork) -> Steps[AgendaItem]:
    begun = time.monotonic()
    try:
        yield from run_baseline(desk.workspace, work.settings(desk.book.plan))
    except DiskFullError:
        raise
    except FailedError as error:  # openSMILE is not installed.
        return desk.ended(work, str(error))
    except WorkbenchError as error:
        desk.book.write(Entry(work.key, "", time.monotonic() - begun, str(error)))
    return desk.item(work)


def _look(desk: Desk, work: LookWork) -> Steps[AgendaItem]:
    trained = desk.item(work.run)
    if trained.state != FINISHED:
        return desk.ended(work, f"{work.run.title} is not trained, so there is nothing to look into.")
    begun = time.monotonic()
    desk.book.write(Entry(work.key, trained.made))
    try:
        yield from look_into(desk.workspace, trained.made, desk.book.inspection_folder(work.key))
    except DiskFullError:
        raise
    except WorkbenchError as error:
        desk.book.write(Entry(work.key, trained.made, time.monotonic() - begun, str(error)))
        return desk.item(work)
    desk.book.write(Entry(work.key, trained.made, time.monotonic() - begun))
    return desk.item(work)
