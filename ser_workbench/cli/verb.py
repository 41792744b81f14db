# SPDX-License-Identifier: MIT
"""What a verb is: its words on the command line and the function that does it."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

from ser_workbench.cli.console import Terminal
from ser_workbench.errors import SettingsError, WorkspaceError
from ser_workbench.home import with_home
from ser_workbench.progress import Steps
from ser_workbench.runs.recent import open_workspace
from ser_workbench.runs.workspace import Workspace, is_workspace

Words: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse gives it no other name.
Doer = Callable[[argparse.Namespace, Terminal], None]


class Windows(Protocol):
    """What the command line needs of the window, which it may not import itself."""

    def open_window(self, argv: list[str]) -> int:
        """Open the window and return its exit status when it is closed."""

    def tour(self, out: Path) -> Steps[list[Path]]:
        """Drive the real window through every panel and save a PNG of each under `out`."""


def add_verb(words: Words, name: str, what: str, do: Doer, goes_on: str = "") -> argparse.ArgumentParser:
    """Add a verb with its one-line description; every verb takes --json and --quiet.

    goes_on: a sentence on how to go on after Ctrl+C, where that is possible
    """
    parser = words.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
    parser.add_argument("--json", action="store_true", help="print the result as JSON, for other programs")
    parser.add_argument("--quiet", action="store_true", help="no progress bars and no remarks")
    parser.set_defaults(do=do, goes_on=goes_on)
    return parser


def add_workspace(parser: argparse.ArgumentParser) -> None:
    """Let a verb be told where the runs lie."""
    what = "the workspace (default: the one used last)"
    parser.add_argument("--workspace", type=named_path, metavar="DIR", help=what)


def find_workspace(folder: Path | None) -> Workspace:
    """The workspace named, which must be there already, or the one used last.

    Raises WorkspaceError where none is: a mistyped one would be made, found empty, and be the last one from then on.
    """
    if folder is not None and not is_workspace(with_home(folder)):
        raise WorkspaceError(f"{folder} is no workspace; check the path, or make one there with 'train'.")
    return open_workspace(folder)


def read_changes(texts: Sequence[str]) -> dict[str, str]:
    """What `--set key=value` names: values by dotted name.

    Raises SettingsError for a text that is no such pair.
    """
    changes = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise SettingsError(f"--set wants key=value, such as training.patience=5, not '{text}'.")
        changes[key.strip()] = value.strip()
    return changes


def named_path(text: str) -> Path:
    """The type of a word that names a place; argparse refuses an empty one."""
    if not text:  # An unset variable of a script; Path would take the current folder.
        raise argparse.ArgumentTypeError("a folder must be named")
    return Path(text)
