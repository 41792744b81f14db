# SPDX-License-Identifier: MIT
"""A frozen partition: which recording, by content, stands on which side; a table that a run keeps."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ser_workbench.corpus.division import SIDES
from ser_workbench.corpus.leaks import check_leaks
from ser_workbench.corpus.partition_row import COLUMNS, PartitionRow
from ser_workbench.errors import PartitionError

__all__ = ["Partition", "PartitionRow"]


@dataclass(frozen=True, slots=True)
class Partition:
    """All rows, in the order of the corpus."""

    rows: tuple[PartitionRow, ...]

    def side(self, name: str) -> tuple[PartitionRow, ...]:
        """The rows of `train`, `validation` or `test`."""
        return tuple(row for row in self.rows if row.side == name)

    def speakers(self, side: str) -> tuple[str, ...]:
        """Who stands on a side, sorted."""
        return tuple(sorted({row.speaker for row in self.rows if row.side == side}))

    def count_emotions(self, side: str) -> Counter[str]:
        """Utterances per emotion on a side."""
        return Counter(row.emotion for row in self.rows if row.side == side)

    def save_csv(self, file: Path) -> None:
        """Write the table beside and rename it, so that no half table is ever seen."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([getattr(row, column) for column in COLUMNS] for row in self.rows)
        part = file.with_name(f"{file.name}.part")
        try:
            part.write_bytes(text.getvalue().encode("utf-8"))
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)

    @classmethod
    def load_csv(cls, file: Path) -> Self:
        """Read a table that `save_csv` wrote.

        Raises PartitionError when it cannot be read, LeakError when someone put a speaker or content on two sides.
        """
        try:
            stream = io.StringIO(file.read_bytes().decode("utf-8"), newline="")
            partition = cls(tuple(_read_rows(stream)))
        except OSError as error:
            raise PartitionError(f"{file} cannot be read ({error.strerror}); check the run's folder.") from None
        except (ValueError, csv.Error) as error:
            raise PartitionError(f"{file} is no partition table ({error}); partition the corpus again.") from None
        check_leaks(partition.rows)
        return partition


def _read_rows(stream: io.StringIO) -> Iterable[PartitionRow]:
    reader = csv.DictReader(stream, strict=True)
    missing = set(COLUMNS) - set(reader.fieldnames or ())
    if missing:
        raise ValueError(f"it lacks the columns {', '.join(sorted(missing))}")
    for row in reader:
        yield _read_row(row, reader.line_num)


def _read_row(row: Mapping[str, str | None], line: int) -> PartitionRow:
    texts = {column: row[column] for column in COLUMNS}
    if None in texts.values() or texts["side"] not in SIDES:
        raise ValueError(f"line {line} is damaged")
    try:
        seconds = float(texts.pop("seconds") or "")
    except ValueError:
        raise ValueError(f"line {line} names no length in seconds") from None
    return PartitionRow(**{column: text or "" for column, text in texts.items()}, seconds=seconds)
