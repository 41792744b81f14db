# SPDX-License-Identifier: MIT
"""A file appears whole or not at all: it is written beside its place and renamed."""

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def written_beside(file: Path) -> Iterator[Path]:
    """A path beside `file` to write to; renamed to `file` at the end, removed when the writing breaks off."""
    beside = file.with_name(f"{file.name}.part")
    try:
        yield beside
        with beside.open("rb+") as written:  # A rename that outlives its data would leave an empty file.
            os.fsync(written.fileno())
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def write_text(file: Path, text: str) -> None:
    """Write UTF-8 text, line ends as they are."""
    with written_beside(file) as beside:
        beside.write_bytes(text.encode("utf-8"))


def write_json(file: Path, value: Any) -> None:
    """Write JSON that a person can read too; NaN is refused."""
    write_text(file, json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n")


def write_table(file: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV table; floats keep every digit, None becomes an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if cell is None else repr(cell) if isinstance(cell, float) else cell for cell in row])
    write_text(file, text.getvalue())


def read_table(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV table by column name."""
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))
