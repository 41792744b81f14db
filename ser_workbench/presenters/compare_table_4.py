# SPDX-License-Identifier: MIT
"""What the page Table 4 of the Compare panel decides: of which runs it is made, which rows are tested."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from ser_workbench.paper.pairing import PairedRows, pair_rows, words_of
from ser_workbench.paper.table_4 import Table4, Table4Row, build_table_4
from ser_workbench.paper.table_text import remarks_of, write_table_4
from ser_workbench.presenters.compare_rows import RunLine
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session
from ser_workbench.progress import Steps
from ser_workbench.runs.run_row import FINISHED
from ser_workbench.studies.baseline_book import name_baselines

_Made = tuple[tuple[str, ...], frozenset[str]]
"""The runs and the baselines from which the table is made."""
CHOSEN = "the chosen runs"
PAIR = 2
HINT = "Choose two rows (Ctrl+click) to test them against each other."


class Table4View(Protocol):
    """What the page must show."""

    def show_table_choices(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Of which runs the table may be made: names, and what they say."""
        ...

    def show_table_4(self, table: Table4 | None, text: str) -> None:
        """The table and what to bear in mind, or why there is none."""
        ...

    def show_pair(self, text: str) -> None:
        """What the paired test says, or how to get one."""
        ...

    def ask_table_file(self, start: Path) -> None:
        """Ask where the table shall be written; the answer comes as `export_to`."""
        ...


class Table4Presenter:
    """Makes the table while its page is seen, and again when other runs belong to it."""

    def __init__(
        self,
        session: Session,
        view: Table4View,
        jobs: Jobs,
        lines: Callable[[], Sequence[RunLine]],
        chosen: Callable[[], Sequence[RunLine]],
    ) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._lines = lines
        self._chosen = chosen
        self.table: Table4 | None = None
        self._is_seen = False
        self._which = ""
        self._made_of: _Made | None = None
        self._question = 0

    def see(self, is_seen: bool) -> None:
        """The page is shown, or another one."""
        self._is_seen = is_seen
        self.follow()

    def choose_runs(self, which: str) -> None:
        """Make it of all finished runs on a corpus, or of the chosen runs."""
        self._which = which
        self.follow()

    def follow(self) -> None:
        """Make it anew where the runs are others than those it is made of."""
        if not self._is_seen:
            return
        finished = [line for line in self._lines() if line.state == FINISHED]
        corpora = list(dict.fromkeys(line.corpus for line in finished))
        choices = [(corpus, f"All finished runs on {corpus}") for corpus in corpora] + [(CHOSEN, "The chosen runs")]
        if self._which not in dict(choices):
            self._which = choices[0][0]
        self._view.show_table_choices(choices, self._which)
        chosen = self._chosen() if self._which == CHOSEN else [line for line in finished if line.corpus == self._which]
        run_ids = tuple(line.id for line in chosen if line.state == FINISHED)
        made_of = (run_ids, self._name_rivals())
        if made_of != self._made_of:
            self._made_of = made_of
            self._make(made_of)

    def pair(self, rows: Sequence[Table4Row]) -> None:
        """Test two rows against each other."""
        self._question += 1
        question = self._question
        if len(rows) != PAIR:
            self._view.show_pair(HINT if self.table is not None and len(self.table.rows) > 1 else "")
            return

        def show(tests: Sequence[PairedRows]) -> None:
            if question == self._question:
                self._view.show_pair("\n".join(words_of(tests)))

        receive = watch(on_result=show, on_error=self._view.show_pair)
        self._jobs.start("Testing two rows", pair_rows(*rows), receive)

    def export(self, suffix: str) -> None:
        """Ask where the table shall be written, as `.csv` or `.tex`."""
        if self.table is not None:
            self._view.ask_table_file(Path.home() / f"table_4{suffix}")

    def export_to(self, file: Path) -> None:
        """Write the table as the file's ending says."""
        if self.table is None:
            return
        receive = watch(
            on_result=lambda _: self._session.say(f"Wrote Table 4 to {file}."), on_error=self._session.complain
        )
        self._jobs.start("Writing Table 4", _write(self.table, file), receive)

    def _name_rivals(self) -> frozenset[str]:
        workspace = self._session.workspace
        return frozenset() if workspace is None else name_baselines(workspace)

    def _make(self, made_of: "_Made") -> None:
        workspace, run_ids = self._session.workspace, made_of[0]
        if workspace is None or not run_ids:
            self._take(None, "None of these runs is finished yet; Table 4 is made of finished ones.")
            return

        def take(table: Table4) -> None:
            if made_of == self._made_of:  # Others may belong to it since.
                self._take(table, " ".join(remarks_of(table)))

        def refuse(sentence: str) -> None:
            if made_of == self._made_of:
                self._made_of = None
                self._take(None, sentence)

        self._jobs.start("Making Table 4", build_table_4(workspace, run_ids), watch(on_result=take, on_error=refuse))

    def _take(self, table: Table4 | None, text: str) -> None:
        self.table = table
        self._view.show_table_4(table, text)
        self.pair(())


def _write(table: Table4, file: Path) -> Steps[None]:
    yield from ()
    write_table_4(table, file)
