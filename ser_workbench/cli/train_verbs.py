# SPDX-License-Identifier: MIT
"""`train` and `resume`: one training, from its settings or from where it stopped."""

import argparse
from pathlib import Path

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Words, add_verb, add_workspace, find_workspace, read_changes
from ser_workbench.errors import SettingsError
from ser_workbench.runs.apart import refuse_lost_folders, refuse_within_recordings
from ser_workbench.runs.experiment import rerun_folder, resume_run, run_experiment
from ser_workbench.runs.recent import open_workspace
from ser_workbench.runs.result import RunResult
from ser_workbench.runs.settings import ExperimentSettings, configure
from ser_workbench.settings import fields_of

GOES_ON = "A training that had begun goes on with 'ser-workbench resume last'."


def add_to(words: Words) -> None:
    """Add the verbs of this file."""
    train = add_verb(words, "train", "train one network and test it, clean and noisy", _train, GOES_ON)
    train.add_argument(
        "config", type=Path, nargs="?", metavar="CONFIG.toml", help="settings; those left out are default"
    )
    train.add_argument(
        "--set", action="append", default=[], metavar="key=value", help="change one setting, as often as you like"
    )
    train.add_argument(
        "--settings", action="store_true", help="list every setting with its range and default, and stop"
    )
    add_workspace(train)
    resume = add_verb(words, "resume", "go on with a training where it stopped", _resume, GOES_ON)
    resume.add_argument("run", metavar="RUN", help="its id, a unique start of it, or 'last'")
    resume.add_argument("--keep", action="store_true", help="train no further: test the best states so far and finish")
    resume.add_argument(
        "--take-over", action="store_true", help="go on even where another computer, gone since, was working on it"
    )
    add_workspace(resume)


def _train(args: argparse.Namespace, terminal: Terminal) -> None:
    changes = read_changes(args.set)
    if args.settings:
        _list_settings(terminal)
        return
    if args.config is not None and args.config.is_dir():
        moved = [Path(changes.pop(key)) if changes.get(key) else None for key in ("corpus.folder", "noise.folder")]
        if changes:
            raise SettingsError(
                "A run's folder is done again as it was, but for corpus.folder and noise.folder; to change other "
                "settings, name its config.toml."
            )
        _tell(terminal.run(rerun_folder(args.config, open_workspace(args.workspace), *moved)), terminal)
        return
    settings = configure(args.config, changes)
    if args.workspace is not None:  # Before it is made there.
        refuse_lost_folders(settings)
        refuse_within_recordings(args.workspace, settings)
    _tell(terminal.run(run_experiment(settings, open_workspace(args.workspace))), terminal)


def _resume(args: argparse.Namespace, terminal: Terminal) -> None:
    workspace = find_workspace(args.workspace)
    _tell(terminal.run(resume_run(workspace, args.run, keep_only=args.keep, take_over=args.take_over)), terminal)


def _tell(result: RunResult, terminal: Terminal) -> None:
    if terminal.json_wanted:
        terminal.result(result.to_json())
    terminal.say(f"run {result.run}: {result.epochs} epochs in {result.seconds:.0f} s")
    rows = [[condition, 100 * score.ua, 100 * score.wa, score.items] for condition, score in result.scores.items()]
    terminal.table(["test condition", "UA %", "WA %", "items"], rows)


def _list_settings(terminal: Terminal) -> None:
    fields = fields_of(ExperimentSettings)
    if terminal.json_wanted:
        terminal.result(
            [
                {"key": f.key, "title": f.title, "default": f.default, "range": f.range_text, "unit": f.unit}
                for f in fields
            ]
        )
    terminal.table(
        ["setting", "meaning", "range", "default"], [[f.key, f.title, f.range_text, str(f.default)] for f in fields]
    )
