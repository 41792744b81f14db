# SPDX-License-Identifier: MIT
"""A list that the user brings: which recording, or which speaker, stands on which side or in which fold.

Published lists are tables of many shapes. What is read: CSV or TSV with a header; a column that names the recording
(its path, its name, or its name without the ending) or the speaker, and a column that names the side or the fold.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.corpus.division import SIDES, TEST, TRAIN, VALIDATION
from ser_workbench.corpus.matching import NameMatcher
from ser_workbench.corpus.partition_row import PartitionRow
from ser_workbench.corpus.readers.table import read_header, read_rows
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.errors import CorpusError, PartitionError
from ser_workbench.home import with_home

FILE_COLUMNS = ("utterance_id", "utterance", "file", "path", "filename", "file_name", "wav", "name")
SPEAKER_COLUMNS = ("speaker", "speaker_id", "subject", "actor")
SIDE_COLUMNS = ("side", "split", "partition", "set", "subset")
FOLD_COLUMN = "fold"
WORDS: Mapping[str, str] = {
    **dict.fromkeys(("train", "training", "trn"), TRAIN),
    **dict.fromkeys(("validation", "valid", "val", "dev", "devel", "development"), VALIDATION),
    **dict.fromkeys(("test", "testing", "tst", "eval", "evaluation"), TEST),
}
"""What sides are called in published lists."""


@dataclass(frozen=True, slots=True)
class FoldList:
    """A list laid over a corpus."""

    file: Path
    places: tuple[tuple[str, str], ...]
    """(utterance id, side or fold); an utterance may be listed twice."""
    is_folds: bool
    """The places are folds, each of which is the test in turn."""
    unmatched: tuple[str, ...]
    """Names in the list that no recording of the corpus has."""
    ambiguous: tuple[str, ...]
    """Names in the list that several recordings have."""
    unlisted: int
    """Recordings of the corpus that are not in the list."""

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides in their order, or the folds by name."""
        present = {place for _, place in self.places}
        return tuple(sorted(present, key=_in_order)) if self.is_folds else tuple(s for s in SIDES if s in present)

    def rows_of(self, corpus: Corpus, hashes: Mapping[str, str]) -> tuple[PartitionRow, ...]:
        """The listed utterances as rows of a partition; hashes: utterance id -> content hash."""
        known = {utterance.id: utterance for utterance in corpus.utterances}
        listed = ((known[utterance_id], place) for utterance_id, place in self.places)
        return tuple(
            PartitionRow(u.id, u.speaker, u.gender, u.emotion, place, hashes.get(u.id, u.id), u.seconds)
            for u, place in listed
        )


def read_fold_list(file: Path, corpus: Corpus) -> FoldList:
    """Read a list and find its recordings in the corpus.

    Raises PartitionError when it cannot be read, lacks a column, names a side that nobody knows, or nothing in it
    belongs to the corpus.
    """
    file = with_home(file)
    if not file.is_file():
        raise PartitionError(f"There is no file {file}; name the table that lists the sides.")
    who, where = _find_columns(file)
    try:
        rows = [(row.line, row.cells[0], row.cells[1]) for row in read_rows(file, (who, where))]
    except CorpusError as error:
        raise PartitionError(str(error)) from None
    is_folds = where == FOLD_COLUMN or not any(place.casefold() in WORDS for _, _, place in rows)
    if where == FOLD_COLUMN and all(place.casefold() in WORDS for _, _, place in rows):
        is_folds = False
    named = [(name, _read_place(file, line, place, is_folds)) for line, name, place in rows if name]
    return _lay_over(file, named, is_folds, who in SPEAKER_COLUMNS, corpus)


def _find_columns(file: Path) -> tuple[str, str]:
    """The column that names the recording or the speaker, and the one that names the side or the fold."""
    header = read_header(file)
    who = next((column for column in FILE_COLUMNS + SPEAKER_COLUMNS if column in header), None)
    where = next((column for column in (*SIDE_COLUMNS, FOLD_COLUMN) if column in header), None)
    if who is None or where is None:
        raise PartitionError(
            f"{file}, line 1: a list of sides needs a column 'file' or 'speaker' and a column 'side' or 'fold'; it has "
            f"{', '.join(filter(None, header)) or 'none'}."
        )
    if where != FOLD_COLUMN and FOLD_COLUMN in header:
        raise PartitionError(
            f"{file} has a column '{where}' and a column '{FOLD_COLUMN}', so each fold is a list of its own; save one "
            "of them without that column."
        )
    return who, where


def _read_place(file: Path, line: int, place: str, is_folds: bool) -> str:
    if is_folds and place:
        return place
    side = WORDS.get(place.casefold())
    if side is None:
        raise PartitionError(
            f"{file}, line {line}: the side '{place}' is unknown; write {', '.join(SIDES)}, or the number of a fold on "
            "every line."
        )
    return side


def _lay_over(
    file: Path, named: Sequence[tuple[str, str]], is_folds: bool, by_speaker: bool, corpus: Corpus
) -> FoldList:
    places: dict[tuple[str, str], None] = {}
    unmatched, ambiguous = [], []
    find = _speaker_finder(corpus) if by_speaker else NameMatcher([u.id for u in corpus.utterances]).find
    for name, place in named:
        found = find(name)
        if len(found) > 1 and not by_speaker:
            ambiguous.append(name)
            continue
        if not found:
            unmatched.append(name)
        places |= dict.fromkeys((utterance_id, place) for utterance_id in found)
    if not places:
        example = f", such as {named[0][0]}," if named else ""
        raise PartitionError(
            f"None of the {len(named):,} names in {file}{example} belongs to {corpus.folder}; choose the corpus that "
            "the list is of."
        )
    listed = {utterance_id for utterance_id, _ in places}
    unlisted = len(corpus.utterances) - len(listed)
    return FoldList(file, tuple(places), is_folds, tuple(unmatched), tuple(ambiguous), unlisted)


def _speaker_finder(corpus: Corpus) -> Callable[[str], list[str]]:
    by_speaker: defaultdict[str, list[str]] = defaultdict(list)
    for utterance in corpus.utterances:
        by_speaker[utterance.speaker.casefold()].append(utterance.id)
    return lambda name: by_speaker.get(name.casefold(), [])


def _in_order(fold: str) -> tuple[bool, int, str]:
    """Numbers by size, before other names; compared as digits, since int() refuses numbers of thousands of them."""
    digits = fold.lstrip("0") if fold.isdecimal() else ""
    return not fold.isdecimal(), len(digits), digits or fold
