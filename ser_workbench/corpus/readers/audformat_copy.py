# SPDX-License-Identifier: MIT
"""A clean copy of an audformat database, so that nothing that a folder brings is executed.

audformat itself would execute it: it prefers `db.<table>.pkl`, an unpickled cache, to the same table as CSV or Parquet,
and reads the header `db.yaml` with a loader that makes any Python object. So it is given a copy: of the header what is
needed, as a safe loader understands it, and the tables that are CSV or Parquet. Pickles are never copied.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from ser_workbench.corpus.utterance import Problem
from ser_workbench.errors import CorpusError

HEADER = "db.yaml"
SUFFIXES = (".parquet", ".csv")
"""Of tables, in the order in which audformat prefers them."""


def is_header(file: Path) -> bool:
    """Whether the file has the fields that every header of audformat has; it is not parsed."""
    try:
        with file.open(encoding="utf-8") as lines:
            fields = {line.partition(":")[0] for line in lines if line[:1].isalpha()}
    except (OSError, UnicodeDecodeError):
        return False
    return {"name", "tables", "usage"} <= fields


def copy_clean(folder: Path, copy: Path) -> list[Problem]:
    """Write header and tables into `copy`, an empty folder; the tables that cannot be copied are problems.

    Raises CorpusError when the header cannot be read or is none.
    """
    header = _read_header(folder / HEADER)
    problems: list[Problem] = []
    parts: dict[str, dict[str, Any]] = {"tables": {}, "misc_tables": {}}
    for part, tables in parts.items():
        for name, table in _entries(header, part):
            fault = _copy_table(folder, copy, name)
            if fault is None:
                kept = {key: table[key] for key in ("type", "levels") if key in table}
                tables[name] = kept | {"columns": dict(_clean_columns(table))}
            else:
                problems.append(fault)
    schemes = {name: _clean_scheme(scheme, parts["misc_tables"]) for name, scheme in _entries(header, "schemes")}
    clean = {"name": "database", "source": "", "usage": "research", "schemes": schemes, **parts}
    (copy / HEADER).write_text(yaml.safe_dump(clean, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return problems


def _read_header(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
        # The safe loader in C where there is one: headers of large databases hold thousands of speakers.
        header = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except FileNotFoundError:
        raise CorpusError(f"There is no {file}, the header of an audformat database; choose another reader.") from None
    except OSError as error:
        raise CorpusError(f"{file} cannot be read ({error.strerror}); check its permissions.") from None
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        reason = str(error).partition("\n")[0]
        raise CorpusError(f"{file} is no plain YAML ({reason}); copy the database again.") from None
    if not isinstance(header, dict):
        raise CorpusError(f"{file} is no header of audformat; copy the database again.")
    return header


def _entries(header: dict[str, Any], field: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The named entries of a field that are made as they should be."""
    entries = header.get(field)
    for name, entry in entries.items() if isinstance(entries, dict) else ():
        if isinstance(name, str) and isinstance(entry, dict):
            yield name, entry


def _clean_columns(table: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, column in _entries(table, "columns"):
        scheme = column.get("scheme_id")
        yield name, {"scheme_id": scheme} if isinstance(scheme, str) else {}


def _clean_scheme(scheme: dict[str, Any], misc_tables: dict[str, Any]) -> dict[str, Any]:
    """Type and labels; labels that stand in a table which could not be copied are dropped."""
    labels = scheme.get("labels")
    kept = {"dtype": scheme.get("dtype", "str")}
    if isinstance(labels, dict | list) or (isinstance(labels, str) and labels in misc_tables):
        kept["labels"] = labels
    return kept


def _copy_table(folder: Path, copy: Path, name: str) -> Problem | None:
    """Copy the table's file, never its pickle; what is wrong where that cannot be done."""
    stem = f"{Path(HEADER).stem}.{name}"
    if Path(stem).name != stem or "\\" in stem:
        return Problem(HEADER, f"gives a table the name '{name}', which is none; its rows are left out.")
    for suffix in SUFFIXES:
        try:
            shutil.copyfile(folder / f"{stem}{suffix}", copy / f"{stem}{suffix}")
        except FileNotFoundError:
            continue
        except OSError as error:
            return Problem(f"{stem}{suffix}", f"cannot be read ({error.strerror}); check its permissions.")
        return None
    if (folder / f"{stem}.pkl").exists():
        return Problem(
            f"{stem}.pkl",
            "is a pickle, which could execute anything and is not read; save the table as CSV or Parquet.",
        )
    return Problem(f"{stem}.csv", f"is missing, though {HEADER} names this table; copy it from the distribution.")
