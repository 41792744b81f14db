# SPDX-License-Identifier: MIT
"""The rows of the table of utterances, and which of them a filter lets through."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ser_workbench.corpus.utterance import Corpus, Utterance

ALL = ""
"""A filter's value that lets everything through."""
NO_SIDE = "–"
"""What stands in the table where an utterance is in no partition."""


class UtteranceRow(NamedTuple):
    """One line of the table; a tuple, because 75,000 of them are made at a time."""

    utterance: Utterance
    side: str = NO_SIDE
    problem: str = ""


@dataclass(frozen=True, slots=True)
class UtteranceFilter:
    """What the user wants to see; ALL where nothing is asked for."""

    text: str = ALL
    emotion: str = ALL
    speaker: str = ALL
    gender: str = ALL
    side: str = ALL

    @property
    def is_open(self) -> bool:
        """Whether everything is let through."""
        return self == UtteranceFilter()


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What each filter can be set to, besides ALL."""

    emotions: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CorpusCounts:
    """Utterances by emotion, by speaker and by gender, in the order in which they are drawn."""

    emotions: Mapping[str, int]
    speakers: Mapping[str, int]
    genders: Mapping[str, int]
    gender_of: Mapping[str, str]
    """The gender of each speaker, which colours the speaker's bar."""


def rows_of(corpus: Corpus, sides: Mapping[str, str], problems: Mapping[str, str]) -> list[UtteranceRow]:
    """One row an utterance.

    sides: utterance id -> side of the partition; problems: file relative to the corpus -> what is wrong with it
    """
    return [
        UtteranceRow(utterance, sides.get(utterance.id, NO_SIDE), problems.get(utterance.id, ""))
        for utterance in corpus.utterances
    ]


def matching(rows: Sequence[UtteranceRow], wanted: UtteranceFilter) -> list[int]:
    """The positions of the rows that a filter lets through; every word of its text must occur."""
    found: list[int] = list(range(len(rows)))
    for word in wanted.text.lower().split():
        found = [i for i in found if _says(rows[i], word)]
    if wanted.emotion:
        found = [i for i in found if rows[i].utterance.emotion == wanted.emotion]
    if wanted.speaker:
        found = [i for i in found if rows[i].utterance.speaker == wanted.speaker]
    if wanted.gender:
        found = [i for i in found if rows[i].utterance.gender == wanted.gender]
    if wanted.side:
        found = [i for i in found if rows[i].side == wanted.side]
    return found


def _says(row: UtteranceRow, word: str) -> bool:
    utterance = row.utterance
    return (
        word in utterance.id.lower()
        or word in utterance.emotion.lower()
        or word in utterance.speaker.lower()
        or utterance.gender.startswith(word)  # `male` must not find every female voice
        or row.side.startswith(word)
        or word in row.problem.lower()
    )


def choices_of(corpus: Corpus, sides: Collection[str]) -> FilterChoices:
    """What the filters can be set to in this corpus."""
    genders = tuple(sorted({utterance.gender for utterance in corpus.utterances}))
    return FilterChoices(corpus.emotions, corpus.speakers, genders, tuple(sides))


def counts_of(corpus: Corpus) -> CorpusCounts:
    """Utterances by emotion, speaker and gender."""
    speakers = Counter(utterance.speaker for utterance in corpus.utterances)
    genders = Counter(utterance.gender for utterance in corpus.utterances)
    return CorpusCounts(
        emotions=corpus.count_emotions(),
        speakers={speaker: speakers[speaker] for speaker in corpus.speakers},
        genders=dict(sorted(genders.items())),
        gender_of={utterance.speaker: utterance.gender for utterance in corpus.utterances},
    )


def matching_text(shown: int, total: int, seconds: float) -> str:
    """How much of the table is shown: `127 of 535 utterances, 5.9 min`."""
    amount = f"{total:,} utterances" if shown == total else f"{shown:,} of {total:,} utterances"
    return f"{amount}, {length_text(seconds)}"


def length_text(seconds: float) -> str:
    """A length in the unit that reads best: 2.8 s, 5.9 min, 58.3 h."""
    if seconds < 90:
        return f"{seconds:.1f} s"
    if seconds < 5400:
        return f"{seconds / 60:.1f} min"
    return f"{seconds / 3600:,.2f} h"
