# SPDX-License-Identifier: MIT
"""What a test could know from the training: speakers, files and copies of recordings that stand on several sides.

Why so: a near-duplicate on two sides stands there under two speakers, or its speaker is a leak already; since it is
found by likeness and not by identity, it is told before a training and in its report, but does not refuse it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ser_workbench.corpus.division import TEST
from ser_workbench.corpus.partition_row import PartitionRow
from ser_workbench.errors import LeakError

MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class LeakReport:
    """What stands on several sides, and how much of the test that concerns."""

    speakers: Mapping[str, tuple[str, ...]]
    """Each speaker on several sides, and the sides."""
    all_speakers: int
    contents: tuple[tuple[PartitionRow, PartitionRow], ...]
    """Recordings of one content on two sides; or one recording that is listed on both."""
    copies: tuple[tuple[PartitionRow, PartitionRow], ...] | None
    """Near-duplicates on two sides; None where nobody has looked for them."""
    tested: int
    """Test utterances; where each fold is the test in turn, all."""
    of_shared_speakers: int
    """Test utterances whose speaker stands on another side too."""
    of_shared_contents: int
    """Test utterances whose content, or a copy of it, stands on another side too."""
    folds: int = 0
    """How many folds are the test in turn; 0 where the sides are training, validation and test."""

    def sentences(self) -> tuple[str, ...]:
        """One for each sort of leak; none where there is none."""
        told = []
        apart = "in two folds" if self.folds else "on two sides"
        if self.speakers:
            who = f"{_number(len(self.speakers), self.all_speakers)} ({shorten(list(self.speakers))})"
            where = "in several folds" if self.folds else "on several sides"
            told.append(f"{who} stand{'s' * (len(self.speakers) == 1)} {where}: {self._of_test(True)}.")
        if self.contents:
            pairs = [_name_pair(one, other) for one, other in self.contents]
            told.append(f"{_files(len(pairs))} {apart} ({shorten(pairs, 3)}): {self._of_test(False)}.")
        if self.copies:
            pairs = [_name_pair(one, other) for one, other in self.copies]
            told.append(f"{_copies(len(pairs))} {apart} ({shorten(pairs, 3)}), found by their sound.")
        return tuple(told)

    def to_json(self) -> dict[str, Any]:
        """The report for other programs."""
        copies = None if self.copies is None else [[a.utterance_id, b.utterance_id] for a, b in self.copies]
        return {
            "speakers": {speaker: list(sides) for speaker, sides in self.speakers.items()},
            "same_content": [[one.utterance_id, other.utterance_id] for one, other in self.contents],
            "copies": copies,
            "test_utterances": self.tested,
            "of_shared_speakers": self.of_shared_speakers,
            "of_shared_contents": self.of_shared_contents,
        }

    def _of_test(self, by_speaker: bool) -> str:
        concerned = self.of_shared_speakers if by_speaker else self.of_shared_contents
        share = concerned / self.tested if self.tested else 0.0
        whose = "are of speakers who are also trained on" if by_speaker else "are heard before the test"
        where = f" over the {self.folds} folds" if self.folds else ""
        return f"{concerned:,} of {self.tested:,} test utterances{where} ({share:.0%}) {whose}"


def find_leaks(
    rows: Sequence[PartitionRow], copies: Iterable[tuple[str, str]] | None = None, is_folds: bool = False
) -> LeakReport:
    """What stands on several sides.

    copies: ids of near-duplicates, if they were looked for; is_folds: the sides are folds, each the test in turn
    """
    sides_of: defaultdict[str, dict[str, None]] = defaultdict(dict)
    sides_with: defaultdict[str, dict[str, PartitionRow]] = defaultdict(dict)
    for row in rows:
        sides_of[row.speaker][row.side] = None
        sides_with[row.content_hash].setdefault(row.side, row)
    speakers = {speaker: tuple(sides) for speaker, sides in sorted(sides_of.items()) if len(sides) > 1}
    contents = {content: tuple(there.values()) for content, there in sides_with.items() if len(there) > 1}
    apart = None if copies is None else _pairs_apart(rows, copies)
    leaking_ids = {row.utterance_id for pair in apart or () for row in pair}
    tested = [row for row in rows if is_folds or row.side == TEST]
    return LeakReport(
        speakers=speakers,
        all_speakers=len(sides_of),
        contents=tuple((there[0], there[1]) for there in contents.values()),
        copies=apart,
        tested=len(tested),
        of_shared_speakers=sum(row.speaker in speakers for row in tested),
        of_shared_contents=sum(row.content_hash in contents or row.utterance_id in leaking_ids for row in tested),
        folds=len({row.side for row in rows}) if is_folds else 0,
    )


def check_leaks(rows: Sequence[PartitionRow]) -> None:
    """Raises LeakError, with names and the share of the test, when a speaker or a content stands on two sides."""
    report = find_leaks(rows)
    if report.speakers:
        raise LeakError(f"{report.sentences()[0].rstrip('.')}; put all recordings of a speaker on one side.")
    if report.contents:
        raise LeakError(f"{report.sentences()[0].rstrip('.')}; keep one of each.")


def shorten(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """The first names of a list, and how many more there are."""
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most:,} more" if len(names) > most else shown


def _pairs_apart(
    rows: Sequence[PartitionRow], pairs: Iterable[tuple[str, str]]
) -> tuple[tuple[PartitionRow, PartitionRow], ...]:
    """Those pairs of utterances that stand on different sides."""
    row_of = {row.utterance_id: row for row in rows}
    known = [(row_of[one], row_of[other]) for one, other in pairs if one in row_of and other in row_of]
    return tuple((one, other) for one, other in known if one.side != other.side)


def _number(some: int, total: int) -> str:
    if some == total:
        return f"All {total:,} speakers"
    return f"{some:,} of {total:,} speakers"


def _name_pair(one: PartitionRow, other: PartitionRow) -> str:
    if one.utterance_id == other.utterance_id:
        return f"{one.utterance_id} is listed as {one.side} and as {other.side}"
    return f"{one.utterance_id} in {one.side}, {other.utterance_id} in {other.side}"


def _files(count: int) -> str:
    return "The same content stands" if count == 1 else f"{count:,} recordings of the same content stand"


def _copies(count: int) -> str:
    return "A recording and its copy stand" if count == 1 else f"{count:,} recordings and their copies stand"
