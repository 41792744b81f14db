# SPDX-License-Identifier: MIT
"""`runs list|show|compare|export|delete`: the run store."""

import argparse
from pathlib import Path
from typing import Any

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.table_4_words import add_table_words, show_table
from ser_workbench.cli.verb import Words, add_verb, add_workspace, find_workspace
from ser_workbench.errors import BadInputError
from ser_workbench.runs.compare import compare_runs
from ser_workbench.runs.recent import open_workspace
from ser_workbench.runs.result import CLEAN
from ser_workbench.runs.run_row import RunRow
from ser_workbench.runs.transfer import delete_run, export_run, import_run
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.onnx_export import export_onnx


def add_to(words: Words) -> None:
    """Add the verbs of this file."""
    parser = words.add_parser("runs", help="list, show, compare, export and delete runs")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    add_workspace(add_verb(verbs, "list", "list the runs of the workspace, newest first", _list))
    show = add_verb(verbs, "show", "show one run: settings, epochs and scores", _show)
    compare = add_verb(verbs, "compare", "show where runs differ in settings and scores, or make Table 4", _compare)
    compare.add_argument("runs", nargs="*", metavar="RUN", help="ids, unique starts of them, or 'last'")
    add_table_words(compare)
    export = add_verb(verbs, "export", "copy a run's folder, which is enough to do it again elsewhere", _export)
    delete = add_verb(verbs, "delete", "delete a run and its folder", _delete)
    for verb in (show, export, delete):
        verb.add_argument("run", metavar="RUN", help="its id, a unique start of it, or 'last'")
    export.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder, or a new .zip file")
    export.add_argument(
        "--onnx", action="store_true", help="its network alone, as ONNX for other programs, in a folder"
    )
    export.add_argument("--state", choices=["clean", "noisy"], help="with --onnx: the selected state (default: clean)")
    delete.add_argument("--yes", action="store_true", help="do not ask")
    fetch = add_verb(verbs, "import", "take an exported run into the workspace", _import)
    fetch.add_argument("folder", type=Path, metavar="DIR", help="the exported folder")
    for verb in (show, compare, export, delete, fetch):
        add_workspace(verb)


def document_of(run: RunRow) -> dict[str, Any]:
    """One run as JSON."""
    scores = {"clean": (run.ua_clean, run.wa_clean), "noisy": (run.ua_noisy, run.wa_noisy)}
    return {
        "run": run.id,
        "name": run.name,
        "state": run.state,
        "model": run.model,
        "features": run.features,
        "corpus": run.corpus,
        "created": run.created,
        "test": {condition: {"ua": ua, "wa": wa} for condition, (ua, wa) in scores.items() if ua is not None},
        "epochs": run.epochs,
        "seconds": run.seconds,
    }


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.2f}"


def _list(args: argparse.Namespace, terminal: Terminal) -> None:
    runs = find_workspace(args.workspace).store.list()
    if args.json:
        terminal.result([document_of(run) for run in runs])
    if not runs:
        terminal.say("This workspace holds no run yet; 'ser-workbench train' makes one.")
        return
    terminal.table(
        ["run", "state", "corpus", "UA clean %", "UA noisy %", "epochs", "seconds"],
        [
            [r.id, r.state, r.corpus, _percent(r.ua_clean), _percent(r.ua_noisy), r.epochs, round(r.seconds)]
            for r in runs
        ],
    )


def _show(args: argparse.Namespace, terminal: Terminal) -> None:
    workspace = find_workspace(args.workspace)
    run = workspace.store.find(args.run)
    epochs = workspace.store.epochs(run.id)
    if args.json:
        rows = [
            {"epoch": e.epoch, "train_loss": e.train_loss, "ua_clean": e.ua_clean, "ua_noisy": e.ua_noisy}
            for e in epochs
        ]
        terminal.result({**document_of(run), "settings": run.settings.model_dump(), "curve": rows})
    terminal.say(f"{run.id}: {run.state}, folder {workspace.run_folder(run.id)}")
    if run.error:
        terminal.say(run.error)
    terminal.say(run.settings.to_toml())
    terminal.table(
        ["epoch", "loss", "UA clean %", "UA noisy %"],
        [[e.epoch, e.train_loss, 100 * e.ua_clean, 100 * e.ua_noisy] for e in epochs],
    )
    terminal.say(f"test UA: clean {_percent(run.ua_clean) or '–'} %, noisy {_percent(run.ua_noisy) or '–'} %")


def _compare(args: argparse.Namespace, terminal: Terminal) -> None:
    workspace = find_workspace(args.workspace)
    if args.table:
        show_table(args, terminal, workspace)
        return
    if not args.runs or args.out is not None:
        raise BadInputError("Name the runs to compare; --table alone takes all finished ones, and --out needs --table.")
    runs = [workspace.store.find(name) for name in args.runs]
    differences = compare_runs(workspace, [run.id for run in runs]).differences
    if args.json:
        terminal.result({"runs": [document_of(run) for run in runs], "differences": differences})
    scores = [
        ["UA clean %", *(_percent(r.ua_clean) for r in runs)],
        ["UA noisy %", *(_percent(r.ua_noisy) for r in runs)],
    ]
    settings = [[key, *map(str, values)] for key, values in differences.items()]
    terminal.table(["", *(run.id for run in runs)], scores + settings)


def _export(args: argparse.Namespace, terminal: Terminal) -> None:
    workspace = find_workspace(args.workspace)
    if args.onnx:
        _export_network(args, terminal, workspace)
        return
    if args.state:
        raise BadInputError("A run is exported with both its states; --state chooses one for --onnx.")
    place = terminal.run(export_run(workspace, workspace.store.find(args.run).id, args.out))
    if args.json:
        terminal.result({"folder": str(place)})
    terminal.say(str(place))


def _export_network(args: argparse.Namespace, terminal: Terminal, workspace: Workspace) -> None:
    export = terminal.run(export_onnx(workspace, args.run, args.out, args.state or CLEAN))
    if args.json:
        terminal.result(export.to_json())
    terminal.say(export.check.sentence)
    terminal.say(str(export.folder))


def _import(args: argparse.Namespace, terminal: Terminal) -> None:
    run_id = terminal.run(import_run(args.folder, open_workspace(args.workspace)))
    if args.json:
        terminal.result({"run": run_id})
    terminal.say(run_id)


def _delete(args: argparse.Namespace, terminal: Terminal) -> None:
    workspace = find_workspace(args.workspace)
    run = workspace.store.find(args.run)
    if not args.yes:
        raise BadInputError(f"Deleting {run.id} cannot be undone; say so with --yes.")
    delete_run(workspace, run.id)
    if args.json:
        terminal.result({"deleted": run.id})
    terminal.say(f"{run.id} is deleted")
