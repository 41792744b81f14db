# SPDX-License-Identifier: MIT
"""A user's table as rows with line numbers: CSV or TSV, any common delimiter, any byte order mark."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.errors import CorpusError

DELIMITERS = (",", ";", "\t", "|")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEADER_BYTES = 65536


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: its cells in the order of the header, stripped; line 1 is the header's."""

    line: int
    cells: tuple[str, ...]


def read_header(file: Path) -> tuple[str, ...]:
    """The names of the columns in lower case; empty when the file is no readable table."""
    try:
        with file.open("rb") as stream:
            start = stream.read(_HEADER_BYTES)
        text = start.decode(_encoding_of(start), "replace")
    except (OSError, UnicodeError):
        return ()
    first_line = text.partition("\n")[0].strip("\r")
    return _split_header(first_line)[0]


def read_rows(file: Path, columns: Sequence[str], other_encoding: str | None = None) -> Iterator[Row]:
    """The rows below the header that are not blank, each with the given columns in the given order.

    A row with too few cells has empty ones at its end; one with too many keeps the surplus at its end.
    `other_encoding` is what a published table is in where it is not UTF-8.
    Raises CorpusError, naming the line, when the file cannot be read, is not Unicode or is no table.
    """
    text = _read_text(file, other_encoding)
    header, delimiter = _split_header(text.partition("\n")[0].strip("\r"))
    places = [header.index(column) for column in columns]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    end_of_last_row = 0
    try:
        for number, cells in enumerate(reader):
            line, end_of_last_row = end_of_last_row + 1, reader.line_num
            if number and any(cell.strip() for cell in cells):
                whole = [cell.strip() for cell in cells] + [""] * (len(header) - len(cells))
                yield Row(line, (*(whole[place] for place in places), *filter(None, whole[len(header) :])))
    except csv.Error as error:
        raise CorpusError(
            f"{file} is damaged on line {reader.line_num} ({error}); put text that holds quotes or "
            f"'{delimiter}' in double quotes."
        ) from None


def _split_header(line: str) -> tuple[tuple[str, ...], str]:
    """The column names and the delimiter that gives the most of them."""
    splits = []
    for delimiter in DELIMITERS:
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            continue
        splits.append((tuple(cell.strip().lower() for cell in cells), delimiter))
    return max(splits, key=lambda split: len(split[0]), default=((), ","))


def _encoding_of(start: bytes) -> str:
    return next((encoding for mark, encoding in _MARKS if start.startswith(mark)), "utf-8")


def _read_text(file: Path, other_encoding: str | None) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CorpusError(f"{file} cannot be read ({error.strerror}); check its permissions.") from None
    try:
        return content.decode(_encoding_of(content))
    except UnicodeDecodeError as error:
        if other_encoding:
            return content.decode(other_encoding, "replace")
        line = content[: error.start].count(b"\n") + 1
        raise CorpusError(f"{file} is not UTF-8 on line {line}; save it as UTF-8 and open it again.") from None
