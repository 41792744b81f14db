# SPDX-License-Identifier: MIT
"""What a paper came to: tables, verdicts and figures, gathered from the workspace and written as files."""

from pathlib import Path

from ser_workbench.errors import RunError
from ser_workbench.paper.agenda import FAILED, LEFT_OUT, Agenda
from ser_workbench.paper.book import CONFIG, PaperBook
from ser_workbench.paper.collect import Collected, collect
from ser_workbench.paper.findings_modules import judge_modules
from ser_workbench.paper.findings_scores import SCORE_FINDINGS, judge_scores
from ser_workbench.paper.look import FIGURE
from ser_workbench.paper.published import FINDINGS
from ser_workbench.paper.report import write_report
from ser_workbench.paper.report_facts import gather_facts
from ser_workbench.paper.result import FIGURES, PaperResult
from ser_workbench.paper.table_3 import show_table_3
from ser_workbench.paper.table_4_shown import show_table_4
from ser_workbench.paper.table_5 import show_others, show_rho, show_table_5
from ser_workbench.paper.table_files import csv_of, latex_of
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.whole_file import write_json, write_text
from ser_workbench.runs.workspace import Workspace


def gather(workspace: Workspace, book: PaperBook, agenda: Agenda, folder: Path) -> Steps[PaperResult]:
    """What stands of a paper now; writes nothing.

    Raises RunError for what is damaged.
    """
    collected = yield from collect(workspace, book, agenda)
    return result_of(book.paper_id, agenda, collected, folder)


def publish(workspace: Workspace, book: PaperBook, agenda: Agenda, folder: Path) -> Steps[PaperResult]:
    """Write report.html, tables/, figures/, findings.json and config.toml below `folder`.

    Raises RunError for what is damaged, DiskFullError.
    """
    collected = yield from collect(workspace, book, agenda)
    result = result_of(book.paper_id, agenda, collected, folder)
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    (folder / "figures").mkdir(exist_ok=True)
    for table in result.tables:
        write_text(folder / "tables" / f"{table.key}.csv", csv_of(table))
        write_text(folder / "tables" / f"{table.key}.tex", latex_of(table))
    drawn = {model: _figure(book, model) for model in collected.evidence.found}
    for name, file in result.figures.items():
        write_text(file, drawn[FIGURES[name]])
    facts = gather_facts(workspace, book, collected)
    yield Progress("Writing the report", 0, 1)
    write_report(result, facts, drawn)
    write_json(folder / "findings.json", result.to_json())
    write_text(folder / CONFIG, book.plan.to_toml())
    yield Progress("Writing the report", 1, 1)
    return result


def _figure(book: PaperBook, model: str) -> str:
    file = book.inspection_folder(model) / FIGURE
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        raise RunError(f"{file} is gone; remove its folder, and the inspection is done again.") from None


def result_of(paper_id: str, agenda: Agenda, collected: Collected, folder: Path) -> PaperResult:
    """Tables and verdicts of what was collected; folder: where they will be written."""
    evidence = collected.evidence
    findings = tuple(
        judge_scores(one, evidence) if one.key in SCORE_FINDINGS else judge_modules(one, evidence) for one in FINDINGS
    )
    tables = (
        show_table_3(collected.baselines),
        show_table_4(collected.table_4, evidence),
        show_table_5(evidence),
        show_rho(evidence),
        show_others(evidence),
    )
    figures = {name: folder / "figures" / f"{name}.svg" for name, model in FIGURES.items() if model in evidence.found}
    missing = tuple(f"{item.title}: {item.words}" for item in agenda.items if item.state in (FAILED, LEFT_OUT))
    return PaperResult(paper_id, folder, agenda, tables, findings, figures, missing)
