# SPDX-License-Identifier: MIT
"""Prints the events that the window plots: progress bars and notes on stderr, results on stdout."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from rich.box import SIMPLE_HEAD
from rich.console import Console as RichConsole
from rich.console import JustifyMethod
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.table import Table
from rich.text import Text

from ser_workbench.paper.telling import words_of
from ser_workbench.progress import Event, Note, Steps, run_steps
from ser_workbench.runs.telling import progress_of

T = TypeVar("T")
PIPED_WIDTH = 200
FIRST_COLUMN_WIDTH = 42


class Terminal:
    """One verb's voice: `json_wanted` keeps stdout for one JSON document alone."""

    def __init__(self, json_wanted: bool, is_quiet: bool = False) -> None:
        self.json_wanted = json_wanted
        self._is_quiet = is_quiet
        # What is piped into a file or a program is not folded to the width of a screen.
        width = None if sys.stdout.isatty() else PIPED_WIDTH
        self._out = RichConsole(file=sys.stdout, highlight=False, soft_wrap=True, width=width)
        self._err = RichConsole(file=sys.stderr, highlight=False, soft_wrap=True)

    def run(self, steps: Steps[T]) -> T:
        """Run long work to its end, showing how far it is.

        Whatever stops it on the way (Ctrl+C included) closes the work, so that it can tidy up.
        """
        if self._is_quiet:
            return _run_and_close(steps, lambda _event: None)
        bars = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[unit]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self._err,
            transient=True,
        )
        tasks: dict[str, TaskID] = {}
        with bars:
            return _run_and_close(steps, lambda event: self._show(event, bars, tasks))

    def result(self, document: Any) -> None:
        """Print the verb's JSON document on stdout."""
        text = json.dumps(document, ensure_ascii=False, allow_nan=False)
        try:
            text.encode(sys.stdout.encoding or "utf-8")
        except UnicodeEncodeError:  # Windows pipes cp1252, and a name from the disk may be no Unicode at all.
            text = json.dumps(document, allow_nan=False)
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()  # A program that reads lines as they come must not wait for a full buffer.

    def say(self, text: str) -> None:
        """Print a line of the result for a person; silent where JSON is wanted."""
        if not self.json_wanted:
            self._out.print(text, markup=False)

    @contextmanager
    def changing_line(self) -> Iterator[Callable[[str], None]]:
        """A line below the results that is written anew at each call; none where nobody watches the screen."""
        if self.json_wanted or self._is_quiet or not self._out.is_terminal:
            yield lambda _text: None
            return
        with Live(console=self._out, transient=True, auto_refresh=False) as live:
            yield lambda text: live.update(Text(text, overflow="ellipsis", no_wrap=True), refresh=True)

    def note(self, text: str, is_warning: bool = False) -> None:
        """Print a remark on stderr."""
        if not self._is_quiet:
            self._err.print(text, style="yellow" if is_warning else "dim", markup=False)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> None:
        """Print a table for a person; numbers stand right."""
        if self.json_wanted:
            return
        table = Table(title=title or None, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
        for column, head in enumerate(heads):
            numeric = bool(rows) and all(isinstance(row[column], int | float) for row in rows)
            # A run's id is copied from here into the next command: the first column is folded last.
            widest = max((len(str(row[0])) for row in rows), default=0) if column == 0 else 0
            justify: JustifyMethod = "right" if numeric else "left"
            table.add_column(head, justify=justify, overflow="fold", min_width=min(widest, FIRST_COLUMN_WIDTH))
        for row in rows:
            table.add_row(*(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row))
        self._out.print(table, markup=False)

    def _show(self, event: Event, bars: RichProgress, tasks: dict[str, TaskID]) -> None:
        if isinstance(event, Note):
            self.note(event.text, event.is_warning)
            return
        progress = progress_of(event)
        if progress is not None:
            if progress.stage not in tasks:
                tasks[progress.stage] = bars.add_task(progress.stage, total=progress.total or None, unit="")
            bars.update(
                tasks[progress.stage], completed=progress.done, total=progress.total or None, unit=progress.unit
            )
        words = words_of(event)
        if words:
            self.note(words)


def _run_and_close(steps: Steps[T], on_event: Any) -> T:
    try:
        return run_steps(steps, on_event)
    finally:
        steps.close()
