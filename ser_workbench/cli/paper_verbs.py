# SPDX-License-Identifier: MIT
"""`paper`: every table and figure of the paper on a corpus of one's own, beside the published ones."""

import argparse
from collections import defaultdict
from pathlib import Path
from typing import get_args

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Words, add_verb, named_path, read_changes
from ser_workbench.errors import BadInputError
from ser_workbench.home import with_home
from ser_workbench.paper.agenda import FAILED, Agenda
from ser_workbench.paper.heard import settle_plan
from ser_workbench.paper.result import PaperResult
from ser_workbench.paper.settings import PaperPlan, Scale, plan_paper
from ser_workbench.presenters.time_left import time_text
from ser_workbench.runs.apart import refuse_within_recordings
from ser_workbench.runs.recent import open_workspace
from ser_workbench.runs.workspace import Workspace, is_workspace

GOES_ON = "The same command goes on where it stopped."
KINDS = {"baseline": "rivals", "run": "trainings", "inspection": "inspections", "report": "report"}


def add_to(words: Words) -> None:
    """Add the verb of this file."""
    paper = add_verb(
        words, "paper", "every table and figure of the paper on your corpus, beside the published ones", _paper, GOES_ON
    )
    paper.add_argument("--corpus", type=named_path, required=True, metavar="DIR", help="the folder of the recordings")
    paper.add_argument("--noise", type=named_path, metavar="DIR", help="the folder of noise (default: no noise)")
    paper.add_argument(
        "--out", type=named_path, required=True, metavar="DIR", help="where report.html, tables and figures are written"
    )
    paper.add_argument(
        "--scale", choices=get_args(Scale), default="quick", help="quick (default): a first look; full: as in the paper"
    )
    paper.add_argument(
        "--workspace", type=named_path, metavar="DIR", help="where the runs lie (default: workspace below --out)"
    )
    paper.add_argument(
        "--set", action="append", default=[], metavar="key=value", help="change one setting, as often as you like"
    )
    paper.add_argument("--plan", action="store_true", help="say what it comes to and how long it takes, and stop")
    paper.add_argument("--retry-failed", action="store_true", help="also work on items that failed before")


def _paper(args: argparse.Namespace, terminal: Terminal) -> None:
    from ser_workbench.paper.reproduce import look_ahead  # Loads torch, for which no other verb shall wait.

    if args.out.exists() and not args.out.is_dir():
        raise BadInputError(f"{args.out} is a file; name a folder for the report.")
    plan = terminal.run(settle_plan(plan_paper(args.corpus, args.noise, args.scale, read_changes(args.set))))
    out: Path = with_home(args.out).resolve()
    refuse_within_recordings(out, plan)
    if args.plan:
        place = with_home(args.workspace or out / "workspace")
        agenda = terminal.run(look_ahead(plan, Workspace(place) if is_workspace(place) else None))
        if args.json:
            terminal.result(_document_of(agenda))
        _tell_plan(agenda, terminal)
        return
    _make(plan, out, args, terminal)


def _make(plan: PaperPlan, out: Path, args: argparse.Namespace, terminal: Terminal) -> None:
    from ser_workbench.paper.reproduce import begin_paper, look_ahead, reproduce

    place = args.workspace or out / "workspace"
    refuse_within_recordings(place, plan)  # Before it is made there.
    workspace = open_workspace(place)
    agenda = terminal.run(look_ahead(plan, workspace))
    for line in _outline(agenda):
        terminal.note(line)
    result = terminal.run(reproduce(workspace, begin_paper(plan, workspace), out, args.retry_failed))
    if args.json:
        terminal.result(result.to_json())
    _tell(result, terminal)


def _tell_plan(agenda: Agenda, terminal: Terminal) -> None:
    rows = [[item.title, item.state, time_text(item.expected_s or 0.0)] for item in agenda.items]
    terminal.table(["item", "state", "about"], rows)
    for line in _outline(agenda):
        terminal.say(line)


def _outline(agenda: Agenda) -> list[str]:
    """`11 rivals about 3:05 min, …; about 20:10 min are left.`"""
    seconds: dict[str, list[float]] = defaultdict(list)
    for item in agenda.items:
        seconds[item.kind].append(item.expected_s or 0.0)
    parts = [f"{len(each)} {KINDS[kind]} about {time_text(sum(each))}" for kind, each in seconds.items()]
    return [f"{', '.join(parts)}; about {time_text(agenda.seconds_left)} are left.", *agenda.notes]


def _tell(result: PaperResult, terminal: Terminal) -> None:
    for finding in result.findings:
        terminal.say(f"{finding.verdict:14} {finding.claim}")
    failed = [item for item in result.agenda.items if item.state == FAILED]
    for line in result.missing:
        terminal.note(line, is_warning=True)
    if failed:
        terminal.note("What failed is tried again with --retry-failed.")
    terminal.say(f"report: {result.report}")


def _document_of(agenda: Agenda) -> dict[str, object]:
    items = [
        {"item": item.key, "title": item.title, "state": item.state, "seconds": item.expected_s}
        for item in agenda.items
    ]
    return {"items": items, "seconds": agenda.seconds_left, "notes": list(agenda.notes)}
