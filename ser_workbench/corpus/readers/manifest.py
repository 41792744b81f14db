# SPDX-License-Identifier: MIT
"""Any folder of recordings, described by a table: a CSV or TSV with the columns file, speaker, gender, emotion."""

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.corpus.readers.listing import Listing, name_below, spell_out
from ser_workbench.corpus.readers.reader import Labelled
from ser_workbench.corpus.readers.table import Row, read_header, read_rows
from ser_workbench.corpus.readers.words import spell_emotion, spell_gender
from ser_workbench.corpus.utterance import UNKNOWN_GENDER, Problem
from ser_workbench.errors import CorpusError

COLUMNS = ("file", "speaker", "gender", "emotion")
SUFFIXES = (".csv", ".tsv")
DEMO_MARKER = "synthetic.txt"
"""The demo corpus has a manifest too; this file beside it says that its voices are synthetic."""


@dataclass(frozen=True)
class ManifestReader:
    """Reads the table that stands at the top of the folder; its paths are relative to the folder."""

    name: str = "manifest"
    title: str = "CSV or TSV manifest"
    layout: str = "a .csv or .tsv at the top with the columns file, speaker, gender, emotion; paths from the folder."

    def recognises(self, found: Listing) -> bool:
        """Whether a table at the top of the folder has all four columns."""
        return any(not missing_columns(table) for table in find_tables(found.folder)) and not _is_demo(found.folder)

    def label(self, folder: Path) -> Iterator[Labelled | Problem]:
        """Every row whose file is there; other rows are problems that name their line.

        Raises CorpusError when there is no table, more than one, or one without the columns.
        """
        yield from label_table(folder, _choose_table(folder))


def find_tables(folder: Path) -> list[Path]:
    """The visible CSV and TSV files at the top of the folder, sorted."""
    files = sorted(folder.iterdir())
    return [f for f in files if f.suffix.lower() in SUFFIXES and not f.name.startswith(".") and f.is_file()]


def missing_columns(table: Path) -> list[str]:
    """Which of the four columns the table lacks; all four when it is no table."""
    header = read_header(table)
    return [column for column in COLUMNS if column not in header]


def label_table(folder: Path, table: Path) -> Iterator[Labelled | Problem]:
    """Every row of a table in the folder; raises CorpusError when it cannot be read as one."""
    missing = missing_columns(table)
    if missing:
        raise CorpusError(
            f"{table}, line 1: there is no column {_join(missing)}; the header must be {', '.join(COLUMNS)}."
        )
    first_lines: dict[str, int] = {}
    is_empty = True
    for row in read_rows(table, COLUMNS):
        is_empty = False
        yield from _label_row(folder, table, row, first_lines)
    if is_empty:
        raise CorpusError(f"{table} has a header but no rows; add one row a recording.")


def _label_row(folder: Path, table: Path, row: Row, first_lines: dict[str, int]) -> Iterator[Labelled | Problem]:
    where = f"line {row.line} of {table.name}"
    file, fault = _find_file(folder, row, where)
    if file is None:
        yield Problem(row.cells[0] or table.name, fault)
        return
    name = spell_out(name_below(folder, file))
    first = first_lines.setdefault(name, row.line)
    if first != row.line:
        yield Problem(name, f"is named again on {where} (first on line {first}); remove one of the two.")
        return
    gender = spell_gender(row.cells[2])
    if gender is None:
        yield Problem(name, f"has the gender '{row.cells[2]}' on {where}; write female, male or unknown.")
    yield Labelled(file, row.cells[1], spell_emotion(row.cells[3]), gender or UNKNOWN_GENDER)


def _find_file(folder: Path, row: Row, where: str) -> tuple[Path | None, str]:
    """The file that a row names, or None and what is wrong with the row."""
    empty = [column for column, cell in zip(COLUMNS, row.cells, strict=False) if not cell and column != "gender"]
    if empty:
        return None, f"has no {_join(empty)} on {where}; fill it in or remove the line."
    if len(row.cells) > len(COLUMNS):
        return None, f"is on {where}, which has more cells than the header; put text with delimiters in quotes."
    tried = [_join_path(folder, name) for name in _spellings(row.cells[0])]
    inside = [file for file in tried if file.is_relative_to(folder)]
    if not inside:
        return None, f"lies outside the folder ({where}); copy or link it into the folder."
    file = next((file for file in inside if os.path.isfile(file)), None)  # noqa: PTH113  (is_file raises on a name too long)
    if file is None:
        return None, f"is not there, but {where} names it; correct or remove the line."
    return file, ""


def _spellings(name: str) -> Iterator[str]:
    """The name as written; with Windows' slashes turned; with its accents composed or taken apart, as disks do."""
    for plain in dict.fromkeys((name, name.replace("\\", "/"))):
        yield plain
        yield from (unicodedata.normalize(form, plain) for form in ("NFC", "NFD"))


def _join_path(folder: Path, name: str) -> Path:
    """The path without `..`; links stay links, so that a linked file counts as lying where its link lies."""
    return Path(os.path.normpath(folder / name))


def _choose_table(folder: Path) -> Path:
    tables = find_tables(folder)
    whole = [table for table in tables if not missing_columns(table)]
    if len(whole) > 1:
        raise CorpusError(
            f"{folder} holds {len(whole)} manifests ({_join([t.name for t in whole])}); keep one of them."
        )
    if whole or tables:
        return (whole or tables)[0]
    raise CorpusError(f"{folder} holds no .csv or .tsv at its top; write one with the columns {', '.join(COLUMNS)}.")


def _is_demo(folder: Path) -> bool:
    return (folder / DEMO_MARKER).is_file() and (folder / "speech.csv").is_file()


def _join(words: list[str]) -> str:
    return " and ".join(f"'{word}'" for word in words)


MANIFEST = ManifestReader()
