# SPDX-License-Identifier: MIT
"""What the Corpus panel decides: which corpus is open, which utterances are shown, what is wrong with its files."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from ser_workbench.corpus.catalog import readers
from ser_workbench.corpus.check import CorpusReport, check_corpus
from ser_workbench.corpus.partition import SIDES
from ser_workbench.corpus.utterance import Corpus, Problem
from ser_workbench.jobs import Job
from ser_workbench.presenters.corpus_problem_rows import (
    ANY_KIND,
    KindCount,
    amount_text,
    kinds_of,
    matching_problems,
)
from ser_workbench.presenters.corpus_rows import (
    CorpusCounts,
    FilterChoices,
    UtteranceFilter,
    UtteranceRow,
    choices_of,
    counts_of,
    length_text,
    matching,
    matching_text,
    rows_of,
)
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.opening import Opening
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.progress import Event, Progress

NOT_CHECKED = "Only names and headers have been read; “Check all files” listens to every file."


class CorpusView(Protocol):
    """What the presenter needs of the panel."""

    def show_no_corpus(self) -> None:
        """Nothing is open: offer to open something."""

    def show_readers(self, titles: Sequence[tuple[str, str]], chosen: str) -> None:
        """(name, title) of each reader; `chosen` read the corpus."""

    def show_corpus(self, summary: str, folder: Path, counts: CorpusCounts) -> None:
        """A corpus is open."""

    def show_filter(self, wanted: UtteranceFilter, choices: FilterChoices) -> None:
        """What the filters are set to, and can be set to."""

    def show_utterances(self, rows: Sequence[UtteranceRow]) -> None:
        """All rows of the table."""

    def show_matching(self, positions: Sequence[int], amount: str, is_filtered: bool) -> None:
        """Which rows the filter lets through."""

    def show_chosen(self, row: UtteranceRow) -> None:
        """The row of the utterance that the session holds."""

    def show_problems(self, problems: Sequence[Problem], note: str) -> None:
        """What is wrong with which file, and how thoroughly it was looked for."""

    def show_problem_kinds(self, kinds: Sequence[KindCount], chosen: str) -> None:
        """What the filter of problems can be set to."""

    def show_matching_problems(self, positions: Sequence[int], amount: str) -> None:
        """Which problems the filter lets through."""

    def show_checking(self, progress: Progress | None) -> None:
        """How far the check is; None when none runs."""


class CorpusPresenter:
    """Opens corpora, filters their utterances and checks their files."""

    def __init__(self, session: Session, view: CorpusView, jobs: Jobs, opening: Opening) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._opening = opening
        self._rows: list[UtteranceRow] = []
        self._filter = UtteranceFilter()
        self._problems: tuple[Problem, ...] = ()
        self._problem_kind, self._problem_text = ANY_KIND, ""
        self._check: Job[CorpusReport] | None = None
        self._corpus: Corpus | None = None

    def start(self) -> None:
        """Show what the session holds, and follow it."""
        self._session.listen(Topic.CORPUS, self._follow_corpus)
        self._session.listen(Topic.PARTITION, self._follow_partition)
        self._session.listen(Topic.UTTERANCE, self._show_chosen)
        self._follow_corpus()

    def open_folder(self, folder: Path) -> None:
        """Open a corpus; its reader is found by what the folder holds."""
        self._opening.open_corpus(folder)

    def try_demo(self) -> None:
        """Open the corpus that comes with the program."""
        self._opening.try_demo()

    def choose_reader(self, name: str) -> None:
        """Read the open folder with another reader; the one that read it stays shown until the other has."""
        corpus = self._session.corpus
        if corpus is not None and name != corpus.reader:
            self._show_readers(corpus)
            self._opening.open_corpus(corpus.folder, name)

    def filter_by(self, **changes: str) -> None:
        """Change parts of the filter: text, emotion, speaker, gender, side."""
        self._filter = replace(self._filter, **changes)
        self._show_matching()

    def drop_filter(self) -> None:
        """Show all utterances again."""
        self._filter = UtteranceFilter()
        self._show_filter()
        self._show_matching()

    def show_only(self, **changes: str) -> None:
        """Show what a bar of a chart stands for, and nothing less."""
        self._filter = replace(UtteranceFilter(), **changes)
        self._show_filter()
        self._show_matching()

    def select(self, row: UtteranceRow) -> None:
        """Look at one utterance."""
        self._session.select_utterance(row.utterance.id)

    def look_at_problem(self, problem: Problem) -> None:
        """Look at the utterance that a problem is about, if there is one."""
        if any(row.utterance.id == problem.file for row in self._rows):
            self._session.select_utterance(problem.file)

    def filter_problems(self, kind: str, text: str) -> None:
        """Show only problems of a kind (ANY_KIND: of all) with these words."""
        self._problem_kind, self._problem_text = kind, text
        positions = matching_problems(self._problems, kind, text)
        self._view.show_matching_problems(positions, amount_text(len(positions), len(self._problems)))

    def check_files(self) -> None:
        """Decode every file and list what is wrong; a second call while it runs does nothing."""
        corpus = self._session.corpus
        if corpus is None or self._check is not None:
            return
        self._view.show_checking(Progress("Checking all files", 0, len(corpus.utterances), "files"))
        done = watch(self._follow_check, self._end_check, self._fail_check, self._stop_check)
        self._check = self._jobs.start(f"Check {corpus.name}", check_corpus(corpus), done)

    def cancel_check(self) -> None:
        """Stop the check; what was known before stays."""
        if self._check is not None:
            self._check.cancel()

    def _follow_corpus(self) -> None:
        corpus = self._session.corpus
        is_new = not is_same_reading(corpus, self._corpus)
        self._corpus = corpus
        if is_new:
            self.cancel_check()
        self._show_readers(corpus)
        if corpus is None:
            self._rows = []
            self._view.show_no_corpus()
            return
        if is_new:
            self._filter = UtteranceFilter()
            self._problems = corpus.problems
            self._problem_text = ""
            self._show_problems(NOT_CHECKED)
        self._view.show_corpus(summary_of(corpus), corpus.folder, counts_of(corpus))
        self._show_filter()
        self._show_rows()

    def _show_readers(self, corpus: Corpus | None) -> None:
        titles = [(reader.name, reader.title) for reader in readers()]
        self._view.show_readers(titles, "" if corpus is None else corpus.reader)

    def _follow_partition(self) -> None:
        if self._session.corpus is not None:
            self._show_filter()
            self._show_rows()

    def _show_filter(self) -> None:
        corpus = self._session.corpus
        if corpus is not None:
            sides = SIDES if self._session.partition is not None else ()
            self._view.show_filter(self._filter, choices_of(corpus, sides))

    def _show_rows(self) -> None:
        corpus, partition = self._session.corpus, self._session.partition
        assert corpus is not None
        sides = {row.utterance_id: row.side for row in partition.rows} if partition else {}
        problems = {problem.file: problem.problem for problem in self._problems}
        self._rows = rows_of(corpus, sides, problems)
        self._view.show_utterances(self._rows)
        self._show_matching()

    def _show_matching(self) -> None:
        positions = matching(self._rows, self._filter)
        seconds = sum(self._rows[position].utterance.seconds for position in positions)
        amount = matching_text(len(positions), len(self._rows), seconds)
        self._view.show_matching(positions, amount, not self._filter.is_open)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self._session.utterance_id
        if chosen is None:
            return
        row = next((row for row in self._rows if row.utterance.id == chosen), None)
        if row is not None:
            self._view.show_chosen(row)

    def _follow_check(self, event: Event) -> None:
        if isinstance(event, Progress):
            self._view.show_checking(event)

    def _end_check(self, report: CorpusReport) -> None:
        self._stop_check()
        corpus = self._session.corpus
        if corpus is None or not is_same_reading(corpus, report.corpus):
            return
        self._problems = tuple(report.problems)
        self._show_problems(checked_note(len(corpus.utterances), len(self._problems)))
        self._show_rows()

    def _show_problems(self, note: str) -> None:
        """All problems, of all kinds."""
        self._view.show_problems(self._problems, note)
        self._view.show_problem_kinds(kinds_of(self._problems), ANY_KIND)
        self.filter_problems(ANY_KIND, self._problem_text)

    def _fail_check(self, sentence: str) -> None:
        self._stop_check()
        self._session.complain(sentence)

    def _stop_check(self) -> None:
        self._check = None
        self._view.show_checking(None)


def is_same_reading(one: Corpus | None, other: Corpus | None) -> bool:
    """Whether two corpora come from one reading of a folder and differ in genders at most: they share their paths."""
    if one is None or other is None:
        return one is other
    return len(one.utterances) == len(other.utterances) and all(
        first.file is second.file for first, second in zip(one.utterances, other.utterances, strict=True)
    )


def summary_of(corpus: Corpus) -> str:
    """The corpus in one line, under the panel's title."""
    speakers, emotions = len(corpus.speakers), len(corpus.emotions)
    return (
        f"{corpus.name} · {len(corpus.utterances):,} utterances · {speakers} speaker{'s' * (speakers != 1)} · "
        f"{emotions} emotion{'s' * (emotions != 1)} · {length_text(corpus.seconds)}"
    )


def checked_note(files: int, problems: int) -> str:
    """What the check found, in one sentence."""
    if problems == 0:
        return f"All {files:,} files were listened to: nothing is wrong with them."
    return f"All {files:,} files were listened to: {problems} problem{'s' * (problems != 1)}."
