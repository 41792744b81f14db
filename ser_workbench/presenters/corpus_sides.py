# SPDX-License-Identifier: MIT
"""A corpus divided, as the Corpus panel shows it: a line a side, a line a speaker, and what is to be said about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ser_workbench.corpus.balance import emotion_counts
from ser_workbench.corpus.brought import NO_LEAK, check_brought
from ser_workbench.corpus.division import SIDES, TEST, TRAIN, VALIDATION, split_names
from ser_workbench.corpus.partition import Partition, PartitionRow, PartitionSettings, hash_corpus, partition_corpus
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.errors import PartitionError
from ser_workbench.progress import Steps

PREFIX = "partition."


@dataclass(frozen=True, slots=True)
class SideRow:
    """One line of the table of the partition: a side, its speakers, and what they say."""

    side: str
    speakers: tuple[str, ...]
    utterances: int
    seconds: float
    emotions: Mapping[str, int]


class SpeakerSide(NamedTuple):
    """One line of the editor: a speaker, and the side on which all that they say stands."""

    speaker: str
    gender: str
    utterances: int
    side: str


@dataclass(frozen=True, slots=True)
class Divided:
    """A corpus on sides; or a list that the user brought, which may be refused and is shown all the same."""

    partition: Partition | None
    """None where it cannot be trained on."""
    sides: tuple[SideRow, ...]
    side_of: Mapping[str, str]
    """Speaker -> side; a speaker on several sides has them all, with commas between."""
    note: str
    findings: tuple[str, ...] = ()
    """What is wrong with a list: leaks first."""
    refusal: str = ""
    """Why it cannot be trained on."""


def divide(corpus: Corpus, settings: PartitionSettings) -> Steps[Divided]:
    """Hash every file, divide the speakers, and refuse what leaks; a list is looked at even where it is refused.

    Raises PartitionError when it cannot be divided so, LeakError when a content stands on two sides.
    """
    hashes = yield from hash_corpus(corpus)
    if settings.scheme != "file" or not settings.file:
        partition = partition_corpus(corpus, settings, hashes)
        return Divided(
            partition, side_rows(partition.rows, SIDES), side_of_speakers(partition.rows), note_of(partition)
        )
    brought = check_brought(Path(settings.file), corpus, hashes)
    findings = tuple(sentence for sentence in brought.sentences() if sentence != NO_LEAK)
    lines, places = side_rows(brought.rows, brought.listed.sides), side_of_speakers(brought.rows)
    try:
        partition = partition_corpus(corpus, settings, hashes)
    except PartitionError as error:
        others = tuple(sentence for sentence in findings if sentence.rstrip(".") not in str(error))
        return Divided(None, lines, places, "", others, str(error))
    return Divided(partition, lines, places, note_of(partition), findings)


def side_rows(rows: Sequence[PartitionRow], sides: Sequence[str]) -> tuple[SideRow, ...]:
    """One line a side."""
    counts = emotion_counts(rows, sides)
    lines = []
    for side in sides:
        there = [row for row in rows if row.side == side]
        speakers = tuple(sorted({row.speaker for row in there}))
        lines.append(SideRow(side, speakers, len(there), sum(row.seconds for row in there), counts[side]))
    return tuple(lines)


def side_of_speakers(rows: Iterable[PartitionRow]) -> dict[str, str]:
    """Speaker -> side, or sides with commas between them."""
    sides: dict[str, dict[str, None]] = {}
    for row in rows:
        sides.setdefault(row.speaker, {})[row.side] = None
    return {speaker: ", ".join(found) for speaker, found in sides.items()}


def named_sides(speakers: Iterable[str], settings: PartitionSettings) -> dict[str, str]:
    """Speaker -> side, as the settings name them; who is not named is trained on."""
    sides = dict.fromkeys(speakers, TRAIN)
    for side, names in ((VALIDATION, settings.validation_speakers), (TEST, settings.test_speakers)):
        sides |= dict.fromkeys((name for name in split_names(names) if name in sides), side)
    return sides


def name_sides(side_of: Mapping[str, str]) -> dict[str, str]:
    """The settings, by dotted name, that put each speaker on that side."""
    named = {
        side: ", ".join(speaker for speaker, its in sorted(side_of.items()) if its == side)
        for side in (VALIDATION, TEST)
    }
    return {
        f"{PREFIX}scheme": "named",
        f"{PREFIX}validation_speakers": named[VALIDATION],
        f"{PREFIX}test_speakers": named[TEST],
    }


def speaker_sides(corpus: Corpus, side_of: Mapping[str, str]) -> list[SpeakerSide]:
    """One line a speaker, in the order of the corpus; who is in no list has no side."""
    counts: dict[str, int] = {}
    genders: dict[str, str] = {}
    for utterance in corpus.utterances:
        counts[utterance.speaker] = counts.get(utterance.speaker, 0) + 1
        genders[utterance.speaker] = utterance.gender
    return [SpeakerSide(who, genders[who], counts[who], side_of.get(who, "")) for who in corpus.speakers]


def note_of(partition: Partition) -> str:
    """What was made sure of, in one sentence."""
    speakers = len({row.speaker for row in partition.rows})
    contents = len({row.content_hash for row in partition.rows})
    return f"{speakers} speakers, {contents:,} files: none on two sides."
