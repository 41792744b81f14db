# SPDX-License-Identifier: MIT
"""`inspect`: what each module of a trained network knows of emotion, speaker and gender."""

import argparse
from pathlib import Path

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Words, add_verb, add_workspace, find_workspace, named_path, read_changes
from ser_workbench.home import with_home
from ser_workbench.inspection.outputs import LABELINGS
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.studies.inspect_run import inspect_run
from ser_workbench.studies.inspection import Inspection
from ser_workbench.studies.inspection_files import refuse_folder, save_inspection
from ser_workbench.studies.report_section import add_to_report

GOES_ON = "What the modules said is kept; the same words go on from there."


def add_to(words: Words) -> None:
    """Add the verb of this file."""
    inspect = add_verb(words, "inspect", "ask each module of a trained network what it knows", _inspect, GOES_ON)
    inspect.add_argument("run", metavar="RUN", help="its id, a unique start of it, or 'last'")
    inspect.add_argument(
        "--out", type=named_path, required=True, metavar="DIR", help="where to save tables, points and figures"
    )
    inspect.add_argument(
        "--set", action="append", default=[], metavar="key=value", help="change one setting, as often as you like"
    )
    add_workspace(inspect)


def _inspect(args: argparse.Namespace, terminal: Terminal) -> None:
    settings = InspectionSettings().changed(read_changes(args.set))
    workspace = find_workspace(args.workspace)
    out: Path = with_home(args.out)
    refuse_folder(out, workspace.store.find(args.run).settings)
    inspection = terminal.run(inspect_run(workspace, args.run, settings))
    save_inspection(inspection, out)
    add_to_report(workspace, inspection)
    if args.json:
        terminal.result(inspection.to_json())
    tell_inspection(inspection, terminal)
    terminal.say(f"tables, points and figures: {out}")


def tell_inspection(inspection: Inspection, terminal: Terminal) -> None:
    """Print Table 5's row and ρ for a person."""
    rows = []
    for module, findings in inspection.modules.items():
        probes = [findings.probes[labeling] for labeling in LABELINGS]
        rhos = [findings.inertia[labeling] for labeling in LABELINGS]
        cells = [_percent(probe.ua, probe.control_ua) for probe in probes]
        rows.append([module, *cells, *(f"{rho.rho:.3f}" if rho else "-" for rho in rhos)])
    heads = [f"{labeling} UA %" for labeling in LABELINGS] + [f"ρ {labeling}" for labeling in LABELINGS]
    title = f"{inspection.title}, run {inspection.run}; UA of an SVM a module, in brackets with shuffled labels"
    terminal.table(["module", *heads], rows, title=title)
    for note in inspection.notes:
        terminal.note(note)


def _percent(ua: float | None, control_ua: float | None) -> str:
    if ua is None:
        return "-"
    return f"{100 * ua:.2f}" if control_ua is None else f"{100 * ua:.2f} ({100 * control_ua:.2f})"
