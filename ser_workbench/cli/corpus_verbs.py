# SPDX-License-Identifier: MIT
"""`corpus readers` and `corpus check`: what can be read, what a folder holds and what is wrong with it."""

import argparse
from pathlib import Path

from ser_workbench.amounts import counted
from ser_workbench.cli import fetch_verbs
from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Words, add_verb
from ser_workbench.corpus.balance import emotion_counts
from ser_workbench.corpus.brought import BroughtPartition, check_brought
from ser_workbench.corpus.catalog import open_corpus, readers
from ser_workbench.corpus.check import check_corpus
from ser_workbench.corpus.fold_list import read_fold_list


def add_to(words: Words) -> None:
    """Add the verbs of this file."""
    parser = words.add_parser("corpus", help="what a corpus holds and what is wrong with it")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    add_verb(verbs, "readers", "list the corpora that can be read", _list_readers)
    check = add_verb(verbs, "check", "open a corpus, listen to every file and say what is wrong", _check)
    check.add_argument(
        "folder", type=Path, metavar="DIR", help="the corpus as it lies on disk; nothing in it is changed"
    )
    check.add_argument(
        "--reader", metavar="NAME", help="the reader to use (default: recognised by what the folder holds)"
    )
    check.add_argument(
        "--partition",
        type=Path,
        metavar="FILE",
        help="a list of sides or folds (CSV or TSV) to look for leaks in; a leak is a finding, the exit status stays 0",
    )
    fetch_verbs.add_to(verbs)


def _list_readers(args: argparse.Namespace, terminal: Terminal) -> None:
    found = readers()
    if args.json:
        terminal.result([{"reader": r.name, "title": r.title, "layout": r.layout} for r in found])
    terminal.table(["reader", "corpus", "layout"], [[r.name, r.title, r.layout] for r in found])


def _check(args: argparse.Namespace, terminal: Terminal) -> None:
    corpus = terminal.run(open_corpus(args.folder, args.reader))
    if args.partition is not None:
        read_fold_list(args.partition, corpus)  # A list that cannot be read is told before minutes of listening.
    report = terminal.run(check_corpus(corpus))
    document = report.to_json()
    brought = None
    if args.partition is not None:
        copies = [(earlier.id, later.id) for earlier, later, _ in report.doubles]
        brought = check_brought(args.partition, corpus, report.hashes, copies)
        document["partition"] = brought.to_json()
    if args.json:
        terminal.result(document)
    terminal.say(
        f"{args.folder}: {counted(document['utterances'], 'utterance')} of {counted(document['speakers'], 'speaker')}, "
        f"{document['seconds'] / 3600:.2f} h, read as {document['reader']}"
    )
    terminal.table(["gender", "speakers"], list(document["genders"].items()))
    terminal.table(["emotion", "utterances"], list(document["emotions"].items()))
    problems = document["problems"]
    terminal.say(counted(len(problems), "problem") if problems else "No problems.")
    if problems:
        terminal.table(["file", "problem"], [[p["file"], p["problem"]] for p in problems])
    if brought is not None:
        _tell_partition(brought, terminal)


def _tell_partition(brought: BroughtPartition, terminal: Terminal) -> None:
    listed = brought.listed
    counts = emotion_counts(brought.rows, listed.sides)
    emotions = list(next(iter(counts.values())))
    rows = []
    for side in listed.sides:
        there = [row for row in brought.rows if row.side == side]
        rows.append([side, len({row.speaker for row in there}), len(there), *counts[side].values()])
    terminal.say(f"{listed.file}, by {'folds' if listed.is_folds else 'sides'}:")
    terminal.table(["fold" if listed.is_folds else "side", "speakers", "utterances", *emotions], rows)
    for sentence in brought.sentences():
        terminal.say(sentence)
