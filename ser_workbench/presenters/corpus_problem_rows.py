# SPDX-License-Identifier: MIT
"""Which problems of a corpus a filter lets through, and how many there are of each kind."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ser_workbench.corpus.utterance import PROBLEM_TITLES, WHOLE_CORPUS, Problem

ANY_KIND = ""


class KindCount(NamedTuple):
    """One choice of the filter."""

    kind: str
    title: str
    amount: int


def kinds_of(problems: Sequence[Problem]) -> list[KindCount]:
    """All problems first, then each kind that occurs, in the order of the titles."""
    counts = Counter(problem.kind for problem in problems)
    kinds = [KindCount(kind, title, counts[kind]) for kind, title in PROBLEM_TITLES.items() if counts[kind]]
    return [KindCount(ANY_KIND, "All kinds", len(problems)), *kinds]


def matching_problems(problems: Sequence[Problem], kind: str, text: str) -> list[int]:
    """The positions of the problems of a kind in which every word of the text occurs, upper or lower case."""
    words = text.casefold().split()
    found = []
    for position, problem in enumerate(problems):
        told = f"{file_text(problem.file)} {PROBLEM_TITLES[problem.kind]} {problem.problem}".casefold()
        if kind in (ANY_KIND, problem.kind) and all(word in told for word in words):
            found.append(position)
    return found


def amount_text(shown: int, total: int) -> str:
    """`3 of 25 problems`."""
    noun = "problem" if total == 1 else "problems"
    return f"{total:,} {noun}" if shown == total else f"{shown:,} of {total:,} {noun}"


def file_text(file: str) -> str:
    """How a table names the file of a problem."""
    return "the whole corpus" if file == WHOLE_CORPUS else file
