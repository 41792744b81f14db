# SPDX-License-Identifier: MIT
"""What is finished of a paper, read from the workspace: rows of Table 4, rivals, and what inspections found."""

from collections.abc import Mapping
from dataclasses import dataclass

from ser_workbench.paper.agenda import FINISHED, Agenda
from ser_workbench.paper.book import PaperBook
from ser_workbench.paper.evidence import Evidence, Rival
from ser_workbench.paper.found import Found
from ser_workbench.paper.standing import find_rival, look_around
from ser_workbench.paper.table_4 import Table4, build_table_4
from ser_workbench.paper.work import RIVAL_SET, LookWork, RivalWork, TrainWork, list_work
from ser_workbench.progress import Steps
from ser_workbench.runs.result import Answer
from ser_workbench.runs.tally import Tally
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.baseline_book import BaselineResult, load_baseline_predictions


@dataclass(frozen=True, slots=True)
class Collected:
    """All that tables, figures and verdicts are made from."""

    table_4: Table4 | None
    """None where no training is finished."""
    baselines: Mapping[str, BaselineResult]
    """By the key of the item."""
    evidence: Evidence


def collect(workspace: Workspace, book: PaperBook, agenda: Agenda) -> Steps[Collected]:
    """Read what the finished items have left.

    Raises RunError for what is damaged.
    """
    over = {item.key: item for item in agenda.items if item.state == FINISHED}
    known, plan = look_around(workspace), book.plan
    baselines: dict[str, BaselineResult] = {}
    runs, found = [], {}
    for work in list_work(plan):
        match work:
            case TrainWork() if work.key in over:
                runs.append(over[work.key].made)
            case RivalWork() if (kept := find_rival(work, plan, known)) is not None:
                baselines[work.key] = kept
            case LookWork() if work.key in over:
                found[work.run.model] = Found.load(book.inspection_folder(work.key))
            case _:
                pass
    table = (yield from build_table_4(workspace, runs)) if runs else None
    rivals = {}
    for method in ("svm", "skrrr"):
        rival = _rival(workspace, method, baselines)
        if rival is not None:
            rivals[method] = rival
    rows = {row.model: row for row in table.rows} if table is not None else {}
    return Collected(table, baselines, Evidence(rows, rivals, found))


def _rival(workspace: Workspace, method: str, baselines: Mapping[str, BaselineResult]) -> Rival | None:
    """The rival of Table 4 under TVT."""
    for result in baselines.values():
        is_meant = method == "skrrr" or result.settings.functionals.feature_set == RIVAL_SET
        if result.method == method and not result.is_loso and is_meant:
            rows = load_baseline_predictions(workspace, result.id)
            answers = (Answer(row.utterance, row.speaker, row.emotion, row.predicted, "", None) for row in rows)
            title = f"{method.upper()} ({result.settings.functionals.feature_set})"
            return Rival(result.id, title, Tally.count(answers))
    return None
