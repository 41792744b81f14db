# SPDX-License-Identifier: MIT
"""Opening and checking a corpus in one word, as the tests of this folder need it."""

from pathlib import Path

from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.corpus.check import CorpusReport, check_corpus
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.progress import run_steps


def opened(folder: Path, reader: str | None = None) -> Corpus:
    return run_steps(open_corpus(folder, reader))


def checked(folder: Path) -> CorpusReport:
    return run_steps(check_corpus(opened(folder)))


def problems_of(corpus: Corpus | CorpusReport) -> dict[str, str]:
    return {problem.file: problem.problem for problem in corpus.problems}


def emotions_of(corpus: Corpus) -> dict[str, str]:
    return {utterance.id: utterance.emotion for utterance in corpus.utterances}
