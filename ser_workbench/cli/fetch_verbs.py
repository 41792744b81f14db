# SPDX-License-Identifier: MIT
"""`corpus fetch`: what can be downloaded freely, its licence, and the download itself."""

import argparse
import sys
from functools import partial
from pathlib import Path

from ser_workbench.amounts import size_text
from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Words, add_verb, named_path
from ser_workbench.errors import BadInputError
from ser_workbench.fetch.fetch import Fetched, fetch_corpus, is_fetched
from ser_workbench.fetch.offer import Offer, find_offer, offers

YES = frozenset({"y", "yes"})


def add_to(verbs: Words, list_file: Path | None = None) -> None:
    """Add `fetch` to the verbs of `corpus`; `list_file` replaces the list of offers that comes with the program."""
    fetch = add_verb(
        verbs,
        "fetch",
        "download a corpus or a collection of noise that is free to download; without a NAME, list them",
        partial(_fetch, list_file=list_file),
        goes_on="The same words go on where it stopped.",
    )
    fetch.add_argument("name", nargs="?", metavar="NAME", help="which one (without: list them with licence and size)")
    fetch.add_argument("--out", type=named_path, metavar="DIR", help="the folder of your corpora; makes DIR/NAME")
    fetch.add_argument("--list", action="store_true", help="list what can be fetched, and fetch nothing")
    fetch.add_argument(
        "--accept-licence", "--yes", action="store_true", help="you have read the licence and accept it (for scripts)"
    )
    fetch.add_argument("--keep-archive", action="store_true", help="leave the downloaded archive in DIR")


def _fetch(args: argparse.Namespace, terminal: Terminal, list_file: Path | None) -> None:
    if args.list or args.name is None:
        _list(offers(list_file), terminal)
        return
    offer = find_offer(args.name, list_file)
    if args.out is None:
        raise BadInputError(f"Name the folder of your corpora with --out DIR; DIR/{offer.name} is made in it.")
    if not is_fetched(offer, args.out) and not args.accept_licence:
        _ask(offer, terminal)
    steps = fetch_corpus(offer, args.out, licence_accepted=True, keep_archive=args.keep_archive)
    found = terminal.run(steps)
    if args.json:
        terminal.result(found.to_json())
    _tell(found, terminal)


def _list(found: tuple[Offer, ...], terminal: Terminal) -> None:
    if terminal.json_wanted:
        terminal.result([offer.to_json() for offer in found])
    terminal.table(
        ["name", "what", "kind", "download", "on disk", "licence", "checksum"],
        [
            [
                o.name,
                o.title,
                o.kind,
                size_text(o.download_bytes),
                size_text(o.unpacked_bytes),
                o.licence,
                o.checksum_words,
            ]
            for o in found
        ],
    )


def _ask(offer: Offer, terminal: Terminal) -> None:
    """Show the licence and ask; raises BadInputError when the answer is no, or when nobody can answer."""
    if not sys.stdin.isatty():
        raise BadInputError(
            f"{offer.title} is under {offer.licence}: read {offer.licence_address}, and add --accept-licence."
        )
    terminal.note(f"{offer.title} ({offer.page})\nLicence: {offer.licence} ({offer.licence_address})\n{offer.terms}")
    terminal.note(f"Download: {size_text(offer.download_bytes)}; on disk: {size_text(offer.unpacked_bytes)}.")
    sys.stderr.write("Do you accept the licence? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in YES:
        raise BadInputError(f"The licence of {offer.title} was not accepted, so nothing is downloaded.")


def _tell(found: Fetched, terminal: Terminal) -> None:
    record = found.record
    state = "is there already, and whole" if found.was_there else "is there"
    terminal.say(f"{record.title} {state}: {found.folder} ({record.files} files, {size_text(record.bytes)})")
    opens = "corpus check" if found.kind == "corpus" else "noisy-set CORPUS"
    terminal.say(f"Go on with: ser-workbench {opens} '{found.folder}'")
