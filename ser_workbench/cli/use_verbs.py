# SPDX-License-Identifier: MIT
"""`evaluate` and `predict`: a trained network on other data."""

import argparse
from pathlib import Path

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Words, add_verb, add_workspace, find_workspace
from ser_workbench.runs.evaluate import evaluate_run, predict_files


def add_to(words: Words) -> None:
    """Add the verbs of this file."""
    evaluate = add_verb(words, "evaluate", "test a trained network on another corpus", _evaluate)
    evaluate.add_argument("run", metavar="RUN", help="its id, a unique start of it, or 'last'")
    evaluate.add_argument("--corpus", type=Path, required=True, metavar="DIR", help="the corpus to test on")
    evaluate.add_argument("--noise", type=Path, metavar="DIR", help="a folder of noise, for the noisy condition")
    evaluate.add_argument("--reader", metavar="NAME", help="the reader to use (default: recognised by the folder)")
    add_workspace(evaluate)
    predict = add_verb(words, "predict", "tell the emotions of recordings", _predict)
    predict.add_argument("run", metavar="RUN", help="its id, a unique start of it, or 'last'")
    predict.add_argument("files", nargs="+", type=Path, metavar="FILE", help="recordings of any rate and channel count")
    predict.add_argument(
        "--state",
        choices=["clean", "noisy"],
        default="clean",
        help="the state selected on clean validation speech (default) or on noisy, for recordings made in noise",
    )
    add_workspace(predict)


def _evaluate(args: argparse.Namespace, terminal: Terminal) -> None:
    workspace = find_workspace(args.workspace)
    evaluation = terminal.run(evaluate_run(workspace, args.run, args.corpus, args.noise, args.reader))
    if args.json:
        terminal.result(evaluation.to_json())
    rows = [[condition, 100 * s.ua, 100 * s.wa, s.items] for condition, s in evaluation.scores.items()]
    terminal.table(["condition", "UA %", "WA %", "items"], rows, title=f"{evaluation.run} on {args.corpus}")
    for emotion, count in evaluation.left_out.items():
        terminal.say(f"{count} utterances of {emotion} are left out: the network does not know that emotion.")


def _predict(args: argparse.Namespace, terminal: Terminal) -> None:
    workspace = find_workspace(args.workspace)
    predictions = terminal.run(predict_files(workspace, args.run, args.files, args.state))
    if args.json:
        terminal.result([prediction.to_json() for prediction in predictions])
    rows = [
        [p.file, p.emotion, ", ".join(f"{e} {100 * share:.0f}" for e, share in p.likeliest(3))] for p in predictions
    ]
    terminal.table(["file", "emotion", "the three likeliest, %"], rows)
