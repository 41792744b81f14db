# SPDX-License-Identifier: MIT
"""A partition that the user brings, held against the corpus: does it leak, and has each side every emotion?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ser_workbench.corpus.balance import emotion_counts, missing_emotions
from ser_workbench.corpus.division import TEST, TRAIN
from ser_workbench.corpus.fold_list import FoldList, read_fold_list
from ser_workbench.corpus.leaks import LeakReport, find_leaks, shorten
from ser_workbench.corpus.partition_row import PartitionRow
from ser_workbench.corpus.utterance import Corpus

NO_LEAK = "No speaker and no content stands on several sides."


@dataclass(frozen=True, slots=True)
class BroughtPartition:
    """A list of sides or folds, and what is to be said about it."""

    listed: FoldList
    rows: tuple[PartitionRow, ...]
    leaks: LeakReport

    def sentences(self) -> tuple[str, ...]:
        """Leaks first, then missing emotions, then names that are not in the corpus."""
        return (*(self.leaks.sentences() or (NO_LEAK,)), *self._name_missing(), *self._name_strangers())

    def to_json(self) -> dict[str, Any]:
        """The partition as `corpus check --partition --json` prints it."""
        sides = {}
        for side, emotions in emotion_counts(self.rows, self.listed.sides).items():
            there = [row for row in self.rows if row.side == side]
            sides[side] = {
                "utterances": len(there),
                "speakers": sorted({row.speaker for row in there}),
                "seconds": round(sum(row.seconds for row in there), 3),
                "emotions": emotions,
            }
        return {
            "file": str(self.listed.file),
            "kind": "folds" if self.listed.is_folds else "sides",
            "sides": sides,
            "missing_emotions": {side: list(lacking) for side, lacking in self._missing().items() if lacking},
            "leaks": self.leaks.to_json(),
            "unmatched": list(self.listed.unmatched),
            "ambiguous": list(self.listed.ambiguous),
            "unlisted": self.listed.unlisted,
            "findings": list(self.sentences()),
        }

    def _missing(self) -> Mapping[str, tuple[str, ...]]:
        return missing_emotions(self.rows, self.listed.sides)

    def _name_missing(self) -> Iterable[str]:
        for side, emotions in self._missing().items():
            if emotions:
                where = f"Fold {side}" if self.listed.is_folds else f"The {side} side"
                yield f"{where} has no {' and no '.join(emotions)}."
        if not self.listed.is_folds:
            for side, words in ((TRAIN, "training"), (TEST, "test")):
                if side not in self.listed.sides:
                    yield f"Nothing is on the {words} side."
            return
        places_of: dict[str, set[str]] = {}
        for row in self.rows:
            places_of.setdefault(row.emotion, set()).add(row.side)
        for emotion, folds in places_of.items():
            if len(folds) == 1:
                yield f"Only fold {min(folds)} has {emotion}, so it is tested without having been trained."

    def _name_strangers(self) -> Iterable[str]:
        listed = self.listed
        if listed.unmatched:
            yield f"{_names(len(listed.unmatched))} not in the corpus: {shorten(listed.unmatched)}."
        if listed.ambiguous:
            yield f"{_names(len(listed.ambiguous))} that of several recordings: {shorten(listed.ambiguous)}."
        if listed.unlisted:
            amount = "1 recording" if listed.unlisted == 1 else f"{listed.unlisted:,} recordings"
            yield f"{amount} of the corpus {'is' if listed.unlisted == 1 else 'are'} not in the list."


def check_brought(
    file: Path, corpus: Corpus, hashes: Mapping[str, str], copies: Iterable[tuple[str, str]] | None = None
) -> BroughtPartition:
    """Read a list of sides or folds and look for leaks.

    hashes: utterance id -> content hash; copies: ids of near-duplicates, if they were looked for
    Raises PartitionError when the list cannot be read or nothing in it belongs to the corpus.
    """
    listed = read_fold_list(file, corpus)
    rows = listed.rows_of(corpus, hashes)
    return BroughtPartition(listed, rows, find_leaks(rows, copies, listed.is_folds))


def _names(count: int) -> str:
    return "1 name in the list is" if count == 1 else f"{count:,} names in the list are"
