# SPDX-License-Identifier: MIT
"""`train` and `resume`: one training, from its settings or from where it stopped."""

import argparse
from pathlib import Path

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Words, add_verb, add_workspace
from ser_workbench.errors import SettingsError
from ser_workbench.runs.recent import open_workspace
from ser_workbench.settings import fields_of


def add_to(words: Words) -> None:
    """Add the verbs of this file."""
    train = add_verb(words, "train", "train one network and test it, clean and noisy", _train)
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
    resume = add_verb(words, "resume", "go on with a training where it stopped", _resume)
    resume.add_argument("run", metavar="RUN", help="its id, a unique start of it, or 'last'")
    resume.add_argument("--keep", action="store_true", help="train no further: test the best states so far and finish")
    add_workspace(resume)


def _train(args: argparse.Namespace, terminal: Terminal) -> None:
    changes = dict(_pair(text) for text in args.set)
    from ser_workbench.runs.settings import ExperimentSettings, configure

    if args.settings:
        _list_settings(terminal, ExperimentSettings)
        return
    settings = configure(args.config, changes)
    from ser_workbench.runs.experiment import run_experiment

    workspace = open_workspace(args.workspace)
    result = terminal.run(run_experiment(settings, workspace))
    _tell(result.to_json(), terminal)


def _resume(args: argparse.Namespace, terminal: Terminal) -> None:
    workspace = open_workspace(args.workspace)
    run = workspace.store.find(args.run)
    from ser_workbench.runs.experiment import resume_run

    _tell(terminal.run(resume_run(workspace, run.id, keep_only=args.keep)).to_json(), terminal)


def _tell(document: dict[str, object], terminal: Terminal) -> None:
    if terminal.json_wanted:
        terminal.result(document)
    terminal.say(f"run {document['run']}: {document['epochs']} epochs in {document['seconds']:.0f} s")
    test = document["test"]
    assert isinstance(test, dict)
    rows = [[condition, 100 * score["ua"], 100 * score["wa"]] for condition, score in test.items()]
    terminal.table(["test condition", "UA %", "WA %"], rows)


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise SettingsError(f"--set wants key=value, such as training.patience=5, not '{text}'.")
    return key.strip(), value.strip()


def _list_settings(terminal: Terminal, group: type) -> None:
    fields = fields_of(group)
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
