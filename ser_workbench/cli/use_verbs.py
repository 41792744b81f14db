# SPDX-License-Identifier: MIT
"""`evaluate` and `predict`: a trained network on other data."""

import argparse
from pathlib import Path

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Words, add_verb, add_workspace
from ser_workbench.runs.recent import open_workspace


def add_to(words: Words) -> None:
    """Add the verbs of this file."""
    evaluate = add_verb(words, "evaluate", "test a trained network on another corpus", _evaluate)
    evaluate.add_argument("run", metavar="RUN", help="its id, a unique start of it, or 'last'")
    evaluate.add_argument("--corpus", type=Path, required=True, metavar="DIR", help="the corpus to test on")
    evaluate.add_argument("--noise", type=Path, metavar="DIR", help="a folder of noise, for the noisy condition")
    add_workspace(evaluate)
    predict = add_verb(words, "predict", "tell the emotions of recordings", _predict)
    predict.add_argument("run", metavar="RUN", help="its id, a unique start of it, or 'last'")
    predict.add_argument("files", nargs="+", type=Path, metavar="FILE", help="recordings of any rate and channel count")
    add_workspace(predict)


def _evaluate(args: argparse.Namespace, terminal: Terminal) -> None:
    workspace = open_workspace(args.workspace)
    run = workspace.store.find(args.run)
    from ser_workbench.runs.evaluate import evaluate_run

    document = terminal.run(evaluate_run(workspace, run.id, args.corpus, args.noise)).to_json()
    if args.json:
        terminal.result(document)
    rows = [[condition, 100 * s["ua"], 100 * s["wa"], s["items"]] for condition, s in document["test"].items()]
    terminal.table(["condition", "UA %", "WA %", "items"], rows, title=f"{run.id} on {args.corpus}")


def _predict(args: argparse.Namespace, terminal: Terminal) -> None:
    workspace = open_workspace(args.workspace)
    run = workspace.store.find(args.run)
    from ser_workbench.runs.evaluate import predict_files

    predictions = terminal.run(predict_files(workspace, run.id, args.files))
    if args.json:
        terminal.result([prediction.to_json() for prediction in predictions])
    rows = [
        [p.file, p.emotion, ", ".join(f"{emotion} {100 * share:.0f}" for emotion, share in p.likeliest(3))]
        for p in predictions
    ]
    terminal.table(["file", "emotion", "the three likeliest, %"], rows)
