# SPDX-License-Identifier: MIT
"""The trials of a search that somebody does not want; told while the search is at work, in a file of its own.

Why so: the book of trials is written by whoever works on the search, this file by whoever looks at it, so that
neither writes into the other's.
"""

import json
from pathlib import Path

from ser_workbench.errors import RunError
from ser_workbench.runs.whole_file import write_json


class SkippedTrials:
    """Reads its file again whenever that has changed."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "skipped.json"
        self._stamp = (0, 0)
        self._numbers: frozenset[int] = frozenset()

    @property
    def numbers(self) -> frozenset[int]:
        """The trials to be passed over, now.

        Raises RunError when the file is damaged.
        """
        stamp = self._look()
        if stamp != self._stamp:
            self._numbers, self._stamp = self._read(), stamp
        return self._numbers

    def write(self, number: int, is_skipped: bool = True) -> None:
        """Pass a trial over, or take that back."""
        others = self.numbers - {number}
        write_json(self._file, {"skipped": sorted(others | {number} if is_skipped else others)})

    def _look(self) -> tuple[int, int]:
        try:
            found = self._file.stat()
        except OSError:
            return 0, 0
        return found.st_ino, found.st_mtime_ns  # Each writing makes a new file, even within one tick of the clock.

    def _read(self) -> frozenset[int]:
        try:
            return frozenset(map(int, json.loads(self._file.read_text(encoding="utf-8"))["skipped"]))
        except FileNotFoundError:
            return frozenset()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RunError(f"{self._file} is damaged ({error}); remove it, and skip the trials anew.") from None
