# SPDX-License-Identifier: MIT
"""`doctor` and `bench`: what this machine has, and how fast the parts are on it."""

import argparse
import dataclasses

from ser_workbench.bench.catalog import BENCHES, find_benches, run_benches
from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Words, add_verb
from ser_workbench.doctor import examine


def add_to(words: Words) -> None:
    """Add the verbs of this file."""
    add_verb(words, "doctor", "say what this machine has and what to do about what is missing", _doctor)
    bench = add_verb(words, "bench", "measure how fast the parts are here, each beside the plain way", _bench)
    bench.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(BENCHES)} (default: all)")


def _doctor(args: argparse.Namespace, terminal: Terminal) -> None:
    findings = terminal.run(examine())
    if args.json:
        terminal.result([dataclasses.asdict(finding) for finding in findings])
    terminal.table(
        ["", "what", "found", "what to do"], [["✓" if f.is_fine else "!", f.what, f.found, f.to_do] for f in findings]
    )


def _bench(args: argparse.Namespace, terminal: Terminal) -> None:
    results = terminal.run(run_benches(find_benches(args.names)))
    if args.json:
        terminal.result([dataclasses.asdict(result) for result in results])
    terminal.table(
        ["name", "ours", "plain", "unit", "ratio", "max difference"],
        [[r.name, r.ours, r.plain, r.unit, r.ratio, f"{r.max_difference:.1e}"] for r in results],
    )
