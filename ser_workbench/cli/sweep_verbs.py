# SPDX-License-Identifier: MIT
"""`sweep` and `worker`: the search over the shapes of Table 2, here or on a cluster."""

import argparse
import os
from pathlib import Path

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Words, add_verb, add_workspace, find_workspace, read_changes
from ser_workbench.errors import BadInputError
from ser_workbench.progress import Steps
from ser_workbench.runs.apart import refuse_within_recordings
from ser_workbench.runs.recent import open_workspace
from ser_workbench.runs.settings import with_absolute_folders
from ser_workbench.runs.workspace import Workspace
from ser_workbench.search.book import TrialBook, find_sweep, list_sweeps
from ser_workbench.search.conduct import begin_sweep, check_plan, conduct_sweep
from ser_workbench.search.result import SweepResult, look_up, title_of
from ser_workbench.search.settings import SweepPlan, load_plan

SHOWN = 20
GOES_ON = "A search that had begun goes on with 'ser-workbench sweep last'."


def add_to(words: Words) -> None:
    """Add the verbs of this file."""
    sweep = add_verb(
        words, "sweep", "search the sizes of a network's filters, each trial an ordinary run", _sweep, GOES_ON
    )
    sweep.add_argument(
        "config",
        nargs="?",
        metavar="CONFIG.toml",
        help="settings with a [sweep] table; or the id of a search (or 'last') to go on with; nothing: list searches",
    )
    sweep.add_argument(
        "--set", action="append", default=[], metavar="key=value", help="change one setting, as often as you like"
    )
    sweep.add_argument(
        "--compute",
        default="local",
        metavar="WHERE",
        help="local (default), dask://host:port of a scheduler, or slurm as the configuration of dask-jobqueue says",
    )
    sweep.add_argument(
        "--at-once", type=int, default=1, metavar="N", help="trainings at a time, each in a process of its own"
    )
    sweep.add_argument("--retry-failed", action="store_true", help="also work on trials that failed before")
    add_workspace(sweep)
    worker = add_verb(words, "worker", "take part in searches: work for a Dask scheduler until it ends", _worker)
    worker.add_argument("scheduler", metavar="dask://host:port", help="the scheduler, as 'sweep --compute' names it")


def _sweep(args: argparse.Namespace, terminal: Terminal) -> None:
    if not 1 <= args.at_once <= 1024:
        raise BadInputError(f"--at-once cannot be {args.at_once}; choose 1 or more.")
    if args.config is None and not args.set:
        _list(find_workspace(args.workspace), terminal)
        return
    if args.compute == "local" and args.at_once == 1:
        workspace, sweep_id = _find_or_begin(args)
        _tell(terminal.run(conduct_sweep(workspace, sweep_id, args.retry_failed)), terminal)
        return
    from ser_workbench.search.cluster import conduct_on_cluster, open_cluster

    with open_cluster(args.compute, args.at_once) as client:  # First, so that no search begins where nobody computes.
        workspace, sweep_id = _find_or_begin(args)
        steps: Steps[SweepResult] = conduct_on_cluster(workspace, sweep_id, client, args.retry_failed)
        _tell(terminal.run(steps), terminal)


def _find_or_begin(args: argparse.Namespace) -> tuple[Workspace, str]:
    if args.config is not None and not Path(args.config).is_file() and not args.config.endswith(".toml"):
        if args.set:
            raise BadInputError("A search that has begun keeps its settings; begin a new one to change them.")
        workspace = find_workspace(args.workspace)
        return workspace, find_sweep(workspace, args.config)
    plan = SweepPlan() if args.config is None else load_plan(Path(args.config))
    changed = with_absolute_folders(plan.changed(read_changes(args.set)))
    assert isinstance(changed, SweepPlan)
    check_plan(changed)
    if args.workspace is not None:
        refuse_within_recordings(args.workspace, changed)  # Before it is made there.
    workspace = open_workspace(args.workspace)
    return workspace, begin_sweep(changed, workspace)


def _tell(result: SweepResult, terminal: Terminal) -> None:
    if terminal.json_wanted:
        terminal.result(result.to_json())
    terminal.say(f"search {result.sweep_id}: {len(result.rows)} trials")
    failed = [row for row in result.rows if row.error]
    rows = [[title_of(combination), 100 * mean] for combination, mean in result.ranking[:SHOWN]]
    terminal.table(["combination", "validation UA %"], rows)
    if failed:
        terminal.table(["failed", "why"], [[row.entry.trial.title, row.error] for row in failed])


def _list(workspace: Workspace, terminal: Terminal) -> None:
    found = []
    for sweep_id in list_sweeps(workspace):
        book = TrialBook(workspace, sweep_id)
        rows = look_up(book, workspace.store).rows
        found.append((sweep_id, len(rows), sum(row.ua is not None for row in rows)))
    if terminal.json_wanted:
        terminal.result([{"sweep": name, "trials": known, "finished": done} for name, known, done in found])
    terminal.table(["search", "trials", "finished"], [list(row) for row in found])


def _worker(args: argparse.Namespace, terminal: Terminal) -> None:
    from ser_workbench.search.cluster import serve

    if not args.scheduler.startswith("dask://"):
        raise BadInputError(f"'{args.scheduler}' is no scheduler; name one as dask://host:port.")
    terminal.note(f"process {os.getpid()} works for {args.scheduler}; Ctrl+C ends it")
    serve(args.scheduler)
