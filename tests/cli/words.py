# SPDX-License-Identifier: MIT
"""Says words to the command line, in this process, without a window."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from ser_workbench.cli.main import main
from ser_workbench.progress import Note, Steps


class NoWindows:
    """Stands where `__main__` hands in the window; remembers what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def open_window(self, argv: list[str]) -> int:
        """Open nothing."""
        self.asked.append("open")
        return 0

    def tour(self, out: Path) -> Steps[list[Path]]:
        """Show nothing."""
        self.asked.append("tour")
        yield Note("touring")
        return [out / "start.png"]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    out: str
    err: str


def say(capsys: pytest.CaptureFixture[str], *words: object) -> Answer:
    """One call of the command line."""
    capsys.readouterr()
    status = main([str(word) for word in words], NoWindows())
    out, err = capsys.readouterr()
    return Answer(status, out, err)
