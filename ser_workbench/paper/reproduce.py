# SPDX-License-Identifier: MIT
"""The paper at work: item after item of its agenda, each an ordinary run, baseline or inspection of the workspace."""

import time
from dataclasses import replace
from pathlib import Path

from ser_workbench.errors import RunError
from ser_workbench.paper.agenda import FAILED, FINISHED, RUNNING, Agenda, AgendaItem
from ser_workbench.paper.book import CONFIG, PaperBook, id_of, open_book, papers_folder
from ser_workbench.paper.conduct import Desk, conduct_item
from ser_workbench.paper.events import ItemEnded, ItemStarted, PaperStarted
from ser_workbench.paper.heard import check_plan, measure_speech
from ser_workbench.paper.outlook import expected_s, measure
from ser_workbench.paper.publish import gather, publish
from ser_workbench.paper.result import PaperResult
from ser_workbench.paper.settings import PaperPlan
from ser_workbench.paper.standing import look_around, stand_of
from ser_workbench.paper.work import ReportWork, list_work
from ser_workbench.progress import Steps
from ser_workbench.runs.workspace import Workspace


def look_ahead(plan: PaperPlan, workspace: Workspace | None) -> Steps[Agenda]:
    """What the plan comes to, with measured time, before anything is written; what is done already counts as done.

    Raises what opening the corpus raises, and SettingsError for a plan that cannot be.
    """
    heard = yield from measure_speech(plan)
    measured = yield from measure(plan, heard)
    known = look_around(workspace) if workspace is not None else None
    book = None if workspace is None else _find_book(plan, workspace)
    items = []
    for work in list_work(plan):
        bare = AgendaItem(work.key, work.kind, work.title)
        item = bare if known is None else stand_of(work, plan, book, known)
        items.append(replace(item, expected_s=expected_s(work, plan, heard, measured)))
    return Agenda(tuple(items), heard.notes)


def begin_paper(plan: PaperPlan, workspace: Workspace) -> str:
    """Enter a paper and return its id; the same plan in the same workspace is the same paper, which goes on.

    Raises SettingsError, MissingFolderError, and BadInputError where the workspace lies among the recordings; then
    nothing is written.
    """
    check_plan(plan, workspace.folder)
    return open_book(plan, workspace).paper_id


def reproduce(
    workspace: Workspace, paper_id: str, out: Path | None = None, retry_failed: bool = False
) -> Steps[PaperResult]:
    """Work on all items that are not over, then write the report; close it to pause, and call it again to go on.

    out: where report.html, tables/ and figures/ are written; None: the paper's own folder in the workspace
    retry_failed: also work on items that failed
    Raises RunError for a paper that is not there or is worked on by somebody else, and what is wrong for all items (no
    corpus, no noise, a full disk).
    """
    book = PaperBook(workspace, paper_id)
    with book.at_work():
        agenda = agenda_of(workspace, paper_id)
        is_resumed = any(item.state == FINISHED for item in agenda.items)
        yield PaperStarted(paper_id, str(book.folder), is_resumed, agenda)
        desk, total = Desk(workspace, book), len(agenda.items)
        for number, work in enumerate(list_work(book.plan), 1):
            if isinstance(work, ReportWork):
                continue
            item = desk.item(work)
            if item.state == RUNNING:
                raise RunError(
                    f"{item.title} is being worked on already; wait for it or cancel it there, or say 'ser-workbench "
                    f"resume {item.made} --take-over' if that was on a computer that is gone."
                )
            if item.state == FINISHED or (item.state == FAILED and not retry_failed):
                agenda = agenda.with_item(item)
                continue
            yield ItemStarted(replace(item, state="running"), number, total)
            ended = yield from conduct_item(desk, work)
            agenda = agenda.with_item(ended)
            yield ItemEnded(ended, number, total)
        return (yield from _report(workspace, book, agenda, out or book.folder))


def agenda_of(workspace: Workspace, paper_id: str) -> Agenda:
    """How a paper stands, without expected times. Raises RunError for a paper that is not there."""
    book, known = PaperBook(workspace, paper_id), look_around(workspace)
    return Agenda(tuple(stand_of(work, book.plan, book, known) for work in list_work(book.plan)))


def read_paper(workspace: Workspace, paper_id: str) -> Steps[PaperResult]:
    """What stands of a paper now, from what is in the workspace; trains nothing and writes nothing."""
    book = PaperBook(workspace, paper_id)
    return (yield from gather(workspace, book, agenda_of(workspace, paper_id), book.folder))


def _report(workspace: Workspace, book: PaperBook, agenda: Agenda, folder: Path) -> Steps[PaperResult]:
    work, number = ReportWork(), len(agenda.items)
    item = agenda.item(work.key)
    yield ItemStarted(replace(item, state="running"), number, number)
    begun = time.monotonic()
    ended = replace(item, state="finished", words=str(folder))
    result = yield from publish(workspace, book, agenda.with_item(ended), folder)
    yield ItemEnded(replace(ended, seconds=time.monotonic() - begun), number, number)
    return result


def _find_book(plan: PaperPlan, workspace: Workspace) -> PaperBook | None:
    """The book of this plan; None where it has not begun."""
    paper_id = id_of(plan)
    return PaperBook(workspace, paper_id) if (papers_folder(workspace) / paper_id / CONFIG).is_file() else None
