# SPDX-License-Identifier: MIT
"""How each item of a paper stands, asked of the workspace: what is finished there is never done again."""

from collections.abc import Mapping
from dataclasses import dataclass

from ser_workbench.paper.agenda import AgendaItem, ItemState
from ser_workbench.paper.book import PaperBook
from ser_workbench.paper.found import FOUND
from ser_workbench.paper.settings import PaperPlan
from ser_workbench.paper.work import LookWork, ReportWork, RivalWork, TrainWork, Work
from ser_workbench.runs.run_row import FAILED, FINISHED, RUNNING, RunRow
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.baseline_book import BaselineResult, list_baselines


@dataclass(frozen=True, slots=True)
class Known:
    """What the workspace holds."""

    runs: Mapping[str, RunRow]
    baselines: tuple[BaselineResult, ...]


def look_around(workspace: Workspace) -> Known:
    """Ask the workspace once for everything."""
    return Known({run.id: run for run in workspace.store.list()}, tuple(list_baselines(workspace)))


def stand_of(work: Work, plan: PaperPlan, book: PaperBook | None, known: Known) -> AgendaItem:
    """An item with its state; book: None before the paper has begun."""
    match work:
        case TrainWork():
            return _of_run(work, book, known)
        case RivalWork():
            return _of_rival(work, plan, book, known)
        case LookWork():
            return _of_look(work, book, known)
        case ReportWork():
            return AgendaItem(work.key, work.kind, work.title)


def find_rival(work: RivalWork, plan: PaperPlan, known: Known) -> BaselineResult | None:
    """The newest baseline of these very settings."""
    wanted = work.settings(plan)
    return next((result for result in known.baselines if result.settings == wanted), None)


def _of_run(work: TrainWork, book: PaperBook | None, known: Known) -> AgendaItem:
    entry = book.entry(work.key) if book is not None else None
    item = AgendaItem(work.key, work.kind, work.title)
    if entry is None:
        return item
    run = known.runs.get(entry.made)
    if run is None:
        return AgendaItem(work.key, work.kind, work.title)
    states: dict[str, ItemState] = {FINISHED: "finished", FAILED: "failed", RUNNING: "running"}
    state = states.get(run.state, "waiting")
    words = run.error if state == "failed" else ua_words(run) if state == "finished" else ""
    return AgendaItem(work.key, work.kind, work.title, None, state, run.id, run.seconds, words)


def _of_rival(work: RivalWork, plan: PaperPlan, book: PaperBook | None, known: Known) -> AgendaItem:
    found = find_rival(work, plan, known)
    if found is not None:
        words = f"UA {100 * found.score.ua:.1f} %"
        seconds = found.seconds + found.feature_seconds
        return AgendaItem(work.key, work.kind, work.title, None, "finished", found.id, seconds, words)
    return _not_finished(work, book)


def _of_look(work: LookWork, book: PaperBook | None, known: Known) -> AgendaItem:
    entry = book.entry(work.key) if book is not None else None
    trained = book.entry(work.run.key) if book is not None else None
    if book is None or entry is None or trained is None or entry.made != trained.made:
        return AgendaItem(work.key, work.kind, work.title)
    is_found = (book.inspection_folder(work.key) / FOUND).is_file() and entry.made in known.runs
    if is_found:
        return AgendaItem(work.key, work.kind, work.title, None, "finished", entry.made, entry.seconds)
    return _not_finished(work, book)


def _not_finished(work: Work, book: PaperBook | None) -> AgendaItem:
    entry = book.entry(work.key) if book is not None else None
    if entry is not None and entry.error:
        return AgendaItem(work.key, work.kind, work.title, None, "failed", "", entry.seconds, entry.error)
    return AgendaItem(work.key, work.kind, work.title)


def ua_words(run: RunRow) -> str:
    """`UA 84.2 / 71.0 %`, clean and noisy, or `UA 84.2 %` of a run without noise."""
    told = [f"{100 * ua:.1f}" for ua in (run.ua_clean, run.ua_noisy) if ua is not None]
    return f"UA {' / '.join(told)} %" if told else ""
