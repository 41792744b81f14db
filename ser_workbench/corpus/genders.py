# SPDX-License-Identifier: MIT
"""The genders of speakers that the user names, kept as CSV in the workspace.

eNTERFACE'05 names its speakers' genders nowhere, and a user's corpus is never written to;
so what the user says about a speaker is kept in `<workspace>/speakers.csv`, and holds for every run begun there.
"""

import csv
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ser_workbench.corpus.readers.table import read_header, read_rows
from ser_workbench.corpus.readers.words import spell_gender
from ser_workbench.corpus.utterance import FEMALE, MALE, UNKNOWN_GENDER, Corpus
from ser_workbench.errors import BadInputError, CorpusError, WorkspaceError

FILE_NAME = "speakers.csv"
GENDERS = (FEMALE, MALE, UNKNOWN_GENDER)
HEADER = ("corpus", "speaker", "gender")
TABLE_HEADER = ("speaker", "gender")
"""The columns of a table that the user brings or takes along: the genders of one corpus."""

Genders = dict[tuple[str, str], str]
"""(corpus folder, speaker) -> gender; two corpora may both have a speaker `03`."""


def load_genders(file: Path) -> Genders:
    """What the user said about speakers; nothing when there is no such file yet.

    Raises WorkspaceError when the file is there and is no such table.
    """
    if not file.exists():
        return {}
    try:
        with file.open(newline="", encoding="utf-8") as lines:
            table = list(csv.reader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WorkspaceError(f"{file} cannot be read ({error}); mend it or remove it.") from None
    if not table or tuple(table[0]) != HEADER:
        raise WorkspaceError(f"{file} does not begin with the columns {', '.join(HEADER)}; mend it or remove it.")
    genders: Genders = {}
    for number, line in enumerate(table[1:], start=2):
        if len(line) != len(HEADER) or line[2] not in GENDERS:
            raise WorkspaceError(
                f"{file}, line {number}: the gender must be {' or '.join(GENDERS)}; correct that line."
            )
        genders[line[0], line[1]] = line[2]
    return genders


def save_genders(file: Path, genders: Genders) -> None:
    """Write the table beside the file and rename it over.

    Raises WorkspaceError when the workspace cannot be written.
    """
    try:
        _write(file, HEADER, ((corpus, speaker, gender) for (corpus, speaker), gender in sorted(genders.items())))
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise WorkspaceError(f"{file} cannot be written ({reason}); choose another workspace.") from None


@dataclass(frozen=True, slots=True)
class ImportedGenders:
    """What a user's table says about the speakers of a corpus."""

    genders: Mapping[str, str]
    """Speaker of the corpus → gender."""
    others: tuple[str, ...]
    """Speakers of the table that the corpus does not have."""


def import_genders(file: Path, corpus: Corpus) -> ImportedGenders:
    """Read a table with the columns speaker and gender, whatever its delimiter; `3` is speaker `03`, `F` is female.

    Raises CorpusError, naming the line, when it is no such table, when a row is wrong, or when it names none of the
    corpus's speakers.
    """
    if not os.access(file, os.R_OK):
        raise CorpusError(f"{file} cannot be read; check that it is there.")
    missing = [column for column in TABLE_HEADER if column not in read_header(file)]
    if missing:
        raise CorpusError(f"{file}, line 1: there is no column {' and '.join(missing)}; write speaker,gender.")
    speakers = corpus.speakers
    named = {_plain(speaker): speaker for speaker in speakers} | {speaker: speaker for speaker in speakers}
    genders: dict[str, str] = {}
    others: list[str] = []
    for row in read_rows(file, TABLE_HEADER):
        where = f"{file}, line {row.line}:"
        if len(row.cells) > len(TABLE_HEADER) or not row.cells[0]:
            raise CorpusError(f"{where} there must be a speaker and a gender; correct that line.")
        gender = spell_gender(row.cells[1])
        if gender is None:
            raise CorpusError(f"{where} '{row.cells[1]}' is no gender; write {', '.join(GENDERS)}.")
        speaker = named.get(row.cells[0]) or named.get(_plain(row.cells[0]))
        if speaker is None:
            others.append(row.cells[0])
        elif genders.setdefault(speaker, gender) != gender:
            raise CorpusError(f"{where} {speaker} is {gender}, but {genders[speaker]} further up; remove one of them.")
    if not genders:
        raise CorpusError(f"{file} names no speaker of {corpus.name} ({speakers[0]}, …); correct the column speaker.")
    return ImportedGenders(genders, tuple(others))


def export_genders(file: Path, corpus: Corpus) -> None:
    """Write the table speaker, gender of a corpus beside the file and rename it over.

    Raises BadInputError when the file cannot be written.
    """
    genders = {utterance.speaker: utterance.gender for utterance in corpus.utterances}
    try:
        _write(file, TABLE_HEADER, sorted(genders.items()))
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise BadInputError(f"{file} cannot be written ({reason}); choose another folder.") from None


def key_of(corpus: Corpus) -> str:
    """The name under which a corpus stands in the table: its folder."""
    return corpus.folder.resolve().as_posix()


def apply_genders(corpus: Corpus, genders: Mapping[tuple[str, str], str]) -> Corpus:
    """The corpus with the genders the user named; the same object when they change nothing."""
    key = key_of(corpus)
    named = {speaker: genders[key, speaker] for speaker in corpus.speakers if (key, speaker) in genders}
    if all(utterance.gender == named.get(utterance.speaker, utterance.gender) for utterance in corpus.utterances):
        return corpus
    utterances = tuple(
        replace(utterance, gender=named.get(utterance.speaker, utterance.gender)) for utterance in corpus.utterances
    )
    return replace(corpus, utterances=utterances)


def _write(file: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("w", newline="", encoding="utf-8") as lines:
            writer = csv.writer(lines)
            writer.writerow(header)
            writer.writerows(rows)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _plain(speaker: str) -> str:
    """`S03` → `s3`: spreadsheets take the zeros off numbers."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", speaker.lower())
