# SPDX-License-Identifier: MIT
"""`corpus readers` and `corpus check`: what can be read, what a folder holds and what is wrong with it."""

import argparse
from pathlib import Path

from ser_workbench.cli import fetch_verbs
from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Words, add_verb
from ser_workbench.corpus.catalog import open_corpus, readers
from ser_workbench.corpus.check import check_corpus


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
    fetch_verbs.add_to(verbs)


def _list_readers(args: argparse.Namespace, terminal: Terminal) -> None:
    found = readers()
    if args.json:
        terminal.result([{"reader": r.name, "title": r.title, "layout": r.layout} for r in found])
    terminal.table(["reader", "corpus", "layout"], [[r.name, r.title, r.layout] for r in found])


def _check(args: argparse.Namespace, terminal: Terminal) -> None:
    corpus = terminal.run(open_corpus(args.folder, args.reader))
    document = terminal.run(check_corpus(corpus)).to_json()
    if args.json:
        terminal.result(document)
    terminal.say(
        f"{args.folder}: {document['utterances']} utterances of {document['speakers']} speakers, "
        f"{document['seconds'] / 3600:.2f} h, read as {document['reader']}"
    )
    terminal.table(["gender", "speakers"], list(document["genders"].items()))
    terminal.table(["emotion", "utterances"], list(document["emotions"].items()))
    problems = document["problems"]
    terminal.say(f"{len(problems)} problems" if problems else "No problems.")
    if problems:
        terminal.table(["file", "problem"], [[p["file"], p["problem"]] for p in problems])
