# SPDX-License-Identifier: MIT
"""Databases in audformat (audeering.github.io/audformat): a header `db.yaml` and tables `db.<name>.csv` or `.parquet`.

A column of the scheme `emotion` tells the emotion of each file, one of `speaker` who speaks; the gender stands in a
column or among the labels of the speakers' scheme. Tables label files as a whole (filewise) or parts of files
(segmented); parts are left out. The package reads a clean copy of the tables (`audformat_copy`).
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ser_workbench.audio.decode import MEDIA_SUFFIXES
from ser_workbench.corpus.readers.audformat_copy import HEADER, copy_clean, is_header
from ser_workbench.corpus.readers.left_out import tell_left_out
from ser_workbench.corpus.readers.listing import Listing, list_files, name_below, spell_out
from ser_workbench.corpus.readers.reader import Labelled
from ser_workbench.corpus.readers.words import spell_emotion, spell_gender
from ser_workbench.corpus.utterance import UNKNOWN_GENDER, Problem
from ser_workbench.errors import CorpusError

EMOTION = ("emotion", "emotions")
SPEAKER = ("speaker", "speaker_id", "speaker.id")
GENDER = ("gender", "sex", "speaker.gender", "speaker_gender")
"""What schemes and columns are called, in lower case; labels of speakers have `gender` or `sex`."""


@dataclass
class _Facts:
    """What the tables say of each file; the first table that says something of a file counts."""

    emotions: dict[str, str] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    in_parts: dict[str, None] = field(default_factory=dict)
    """Files of which only parts are labelled, in their order."""
    disputed: dict[str, str] = field(default_factory=dict)
    """The other emotion of files that have two."""


@dataclass(frozen=True)
class AudformatReader:
    """The tables tell everything; the names of files tell nothing."""

    name: str = "audformat"
    title: str = "audformat database"
    layout: str = "db.yaml with tables db.NAME.csv or .parquet: columns of the schemes emotion, speaker and gender."

    def recognises(self, found: Listing) -> bool:
        """Whether the folder holds a header."""
        return is_header(found.folder / HEADER)

    def label(self, folder: Path) -> Iterator[Labelled | Problem]:
        """Every file that the tables label as a whole; then what was left out, and tables that cannot be read.

        Raises CorpusError when header or tables are damaged, or tell no emotions or no speakers.
        """
        with tempfile.TemporaryDirectory(prefix="ser-workbench-") as copy:
            problems = copy_clean(folder, Path(copy))
            facts = _read_tables(folder, Path(copy))
        for what, told in (("emotions", facts.emotions or facts.in_parts), ("speakers", facts.speakers)):
            if not told:
                reason = f" ({problems[0].file} {problems[0].problem.rstrip('.')})" if problems else ""
                raise CorpusError(
                    f"The tables of {folder / HEADER} tell no {what}{reason}; "
                    "describe the recordings in a table manifest.csv instead."
                )
        yield from _label(folder, facts)
        yield from problems


def _label(folder: Path, facts: _Facts) -> Iterator[Labelled | Problem]:
    left_out: dict[str, list[str]] = {}
    for name, emotion in facts.emotions.items():
        file = folder / name
        if not file.is_relative_to(folder) or ".." in file.parts:
            reason = "lies outside the folder"
        elif not os.path.isfile(file):  # noqa: PTH113  (is_file raises on a name too long)
            reason = "is named in the tables, but is not there"
        elif name not in facts.speakers:
            reason = "has no speaker in the tables"
        else:
            yield Labelled(file, facts.speakers[name], emotion, facts.genders.get(name, UNKNOWN_GENDER))
            continue
        left_out.setdefault(reason, []).append(name)
    for name in facts.in_parts:
        if name not in facts.emotions:
            left_out.setdefault("is labelled in parts only, and parts are not read", []).append(name)
    for file in list_files(folder, MEDIA_SUFFIXES):
        name = spell_out(name_below(folder, file))
        if name not in facts.emotions and name not in facts.in_parts:
            left_out.setdefault("has no emotion in the tables", []).append(name)
    yield from tell_left_out(left_out)
    if facts.disputed:
        name, other = next(iter(facts.disputed.items()))
        more = f" (so have {len(facts.disputed) - 1} others)" if len(facts.disputed) > 1 else ""
        yield Problem(
            name,
            f"has two emotions in the tables, {facts.emotions[name]} and {other}{more}; the first is taken.",
            "label",
        )


def _read_tables(folder: Path, copy: Path) -> _Facts:
    """Everything that the columns of emotion, speaker and gender say."""
    import audformat

    facts = _Facts()
    try:
        database = audformat.Database.load(str(copy))
        for table in database.tables.values():
            for name, column in table.columns.items():
                called = {name.lower(), str(column.scheme_id).lower()}
                if called & set(EMOTION):
                    _take_emotions(facts, column.get())
                elif called & set(SPEAKER):
                    _take_speakers(facts, column.get())
                    _take_genders(facts, _map_genders(column))
                elif called & set(GENDER):
                    _take_genders(facts, column.get())
    # What audformat, pandas and pyarrow raise over a header or a table that is not what it says.
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RuntimeError, OSError) as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise CorpusError(f"A table of {folder / HEADER} is damaged ({reason}); copy the database again.") from None
    return facts


def _map_genders(column: Any) -> Any:
    """The gender of each row by the labels of the speakers' scheme; no rows where there are none."""
    for key in ("gender", "sex"):
        try:
            return column.get(map=key)
        except ValueError:
            continue
    return column.get().iloc[:0]


def _take_emotions(facts: _Facts, values: Any) -> None:
    for file, value in _rows(values):
        if value is None:
            facts.in_parts[file] = None
            continue
        emotion = spell_emotion(value)
        if facts.emotions.setdefault(file, emotion) != emotion:
            facts.disputed.setdefault(file, emotion)


def _take_speakers(facts: _Facts, values: Any) -> None:
    for file, value in _rows(values):
        if value is not None:
            facts.speakers.setdefault(file, value)


def _take_genders(facts: _Facts, values: Any) -> None:
    for file, value in _rows(values):
        if value is not None:
            facts.genders.setdefault(file, spell_gender(value) or UNKNOWN_GENDER)


def _rows(values: Any) -> Iterator[tuple[str, str | None]]:
    """File and value of each row that has one; the value is None where the row is of a part of the file only."""
    for place, value in values.dropna().items():
        if not isinstance(place, tuple):
            yield str(place), str(value)
            continue
        file, start, end = place
        is_whole = start.total_seconds() == 0 and end != end  # NaT, until the end of the file, is not equal to itself.
        yield str(file), str(value) if is_whole else None


AUDFORMAT = AudformatReader()
