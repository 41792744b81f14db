# SPDX-License-Identifier: MIT
"""`demo` and `tour`: a whole experiment without a window, and the window shown panel by panel."""

import argparse
from pathlib import Path

import platformdirs

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.inspect_verbs import tell_inspection
from ser_workbench.cli.verb import Windows, Words, add_verb
from ser_workbench.errors import BadInputError
from ser_workbench.runs.folder import RunFolder


def add_to(words: Words, windows: Windows) -> None:
    """Add the verbs of this file."""
    demo = add_verb(words, "demo", "a whole experiment on the synthetic demo corpus, without a window", _demo)
    demo.add_argument(
        "--out", type=Path, metavar="DIR", help="the workspace to make (default: in the user's data folder)"
    )
    tour = add_verb(
        words,
        "tour",
        "drive the real window through every panel on the demo corpus and save a picture of each",
        lambda args, terminal: _tour(args, terminal, windows),
    )
    tour.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to save the PNG files")


def _demo(args: argparse.Namespace, terminal: Terminal) -> None:
    from ser_workbench.inspection.settings import InspectionSettings
    from ser_workbench.runs.demo import demo_settings
    from ser_workbench.runs.experiment import run_experiment
    from ser_workbench.runs.workspace import Workspace
    from ser_workbench.studies.inspect_run import inspect_run
    from ser_workbench.studies.report_section import add_to_report

    folder = args.out or platformdirs.user_data_path("ser-workbench", appauthor=False) / "demo"
    workspace = Workspace(folder)
    terminal.note("Training on the demo corpus, whose voices are synthetic; real speech is another matter.")
    result = terminal.run(run_experiment(demo_settings(), workspace))
    inspection = terminal.run(inspect_run(workspace, result.run, InspectionSettings()))
    add_to_report(workspace, inspection)
    report = RunFolder(workspace.run_folder(result.run)).report
    if args.json:
        terminal.result({**result.to_json(), "modules": inspection.to_json()["modules"], "report": str(report)})
    for condition, score in result.scores.items():
        terminal.say(f"{condition:5}  UA {100 * score.ua:.2f} %  WA {100 * score.wa:.2f} %  ({score.items} items)")
    tell_inspection(inspection, terminal)
    terminal.say(f"report: {report}")


def _tour(args: argparse.Namespace, terminal: Terminal, windows: Windows) -> None:
    if args.out.exists() and not args.out.is_dir():
        raise BadInputError(f"{args.out} is a file; name a folder for the pictures.")
    pictures = terminal.run(windows.tour(args.out))
    if args.json:
        terminal.result([str(picture) for picture in pictures])
    for picture in pictures:
        terminal.say(str(picture))
