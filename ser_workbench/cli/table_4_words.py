# SPDX-License-Identifier: MIT
"""`runs compare --table`: Table 4 of this workspace's runs, shown and written."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from ser_workbench.cli.console import Terminal
from ser_workbench.errors import BadInputError
from ser_workbench.paper.cell import Cell
from ser_workbench.paper.pairing import pair_rows, words_of
from ser_workbench.paper.table_4 import Table4, Table4Row, build_table_4
from ser_workbench.paper.table_text import (
    HOW,
    PUBLISHED,
    SUFFIXES,
    accuracy_text,
    document_of_table,
    remarks_of,
    write_table_4,
)
from ser_workbench.runs.workspace import Workspace

PAIR = 2


def add_table_words(parser: argparse.ArgumentParser) -> None:
    """Let `runs compare` make the table."""
    parser.add_argument(
        "--table",
        action="store_true",
        help="Table 4 of the runs (none named: all finished ones): a row a model, mean over its seeds, 95 %% interval "
        "over speakers; of two rows also a paired test",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="with --table: write it as FILE.csv or FILE.tex")


def show_table(args: argparse.Namespace, terminal: Terminal, workspace: Workspace) -> None:
    """Make the table, write it where asked, and show it."""
    if args.out is not None and args.out.suffix.lower() not in SUFFIXES:  # Before the work, not after it.
        raise BadInputError(f"{args.out} ends in neither .csv nor .tex; name such a file.")
    table = terminal.run(build_table_4(workspace, args.runs or None))
    tests = terminal.run(pair_rows(*table.rows)) if len(table.rows) == PAIR else ()
    if args.out is not None:
        write_table_4(table, args.out)
    if args.json:
        terminal.result(document_of_table(table) | {"tests": [test.to_json() for test in tests]})
    terminal.table([*_heads(table)], [_line(row, table.conditions) for row in table.lines])
    for text in (HOW, f"Paper: {PUBLISHED}.", *remarks_of(table), *words_of(tests)):
        terminal.say(text)


def _heads(table: Table4) -> list[str]:
    scores = [f"{name} {condition} %" for name in ("UA", "WA") for condition in table.conditions]
    return ["model", "differs", "seeds", "speakers", *scores, *(f"paper {c} %" for c in table.conditions)]


def _line(row: Table4Row, conditions: Sequence[str]) -> list[object]:
    scores = [_score(row.cells, c, name) for name in ("ua", "wa") for c in conditions]
    paper = [f"{row.published_percent[c]:.2f}" if c in row.published_percent else "–" for c in conditions]
    return [row.title, row.differs, len(row.seeds) or "–", len(row.speakers), *scores, *paper]


def _score(cells: Mapping[str, Cell], condition: str, name: Literal["ua", "wa"]) -> str:
    if condition not in cells:
        return "–"
    return accuracy_text(cells[condition].ua if name == "ua" else cells[condition].wa)
