# SPDX-License-Identifier: MIT
"""A corpus of one's own: utterances are kept one by one, under a label, in a folder that the manifest reader opens.

Why so: nothing is ever written into a folder that was not begun here, since users' corpora are read-only; the name of
the table tells it apart. The recordings bear the hash of their samples, so that an utterance that is kept again under
another label is labelled anew and not doubled. One utterance is kept at a time: each keeping reads the table that the
one before has written.
"""

import csv
import hashlib
import io
import os
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ser_workbench.audio.decode import write_audio
from ser_workbench.audio.samples import Samples
from ser_workbench.corpus.readers.manifest import COLUMNS, find_tables, missing_columns
from ser_workbench.corpus.readers.table import read_header, read_rows
from ser_workbench.corpus.readers.words import spell_emotion, spell_gender
from ser_workbench.errors import CorpusError
from ser_workbench.home import with_home

TABLE = "kept.csv"
"""The manifest of a corpus of one's own; a folder that has it was begun here."""
SOUNDS = "wav"
HASH_LENGTH = 16
UNWRITABLE = ("Cc", "Cs")
"""Unicode's categories of control characters and of halves of characters."""
_keeping = threading.Lock()


@dataclass(frozen=True, slots=True)
class Kept:
    """An utterance that was kept."""

    file: Path
    speaker: str
    gender: str
    emotion: str
    utterances: int
    """How many the corpus holds now."""


def keep_utterance(folder: Path, samples: Samples, emotion: str, speaker: str, gender: str) -> Kept:
    """Put an utterance into a corpus of one's own, which is begun where there is none.

    samples: (n,) float32, 16 kHz; emotion: any word; gender: female, male or unknown
    Raises CorpusError for a folder that holds something else or cannot be written, an empty label or speaker, or a
    speaker who is there with another gender; DiskFullError and other OSErrors of the disk pass through.
    """
    folder = with_home(folder).absolute()
    who, label, sex = " ".join(speaker.split()), spell_emotion(emotion), spell_gender(gender)
    for what, word in (("speaker", who), ("label", label)):
        if not word:
            raise CorpusError(f"An utterance without a {what} cannot be kept; name one.")
        if any(unicodedata.category(sign) in UNWRITABLE for sign in word):
            raise CorpusError(f"The {what} {word!r} holds signs that no table can show; name another.")
    if sex is None:
        raise CorpusError(f"'{gender}' is no gender; choose female, male or unknown.")
    with _keeping:
        return _keep(folder, samples, label, who, sex)


def _keep(folder: Path, samples: Samples, label: str, who: str, sex: str) -> Kept:
    table = folder / TABLE
    check_own(folder)
    header, rows = _read_table(table)
    written = next((row["gender"] for row in rows if row["speaker"] == who), sex)
    if spell_gender(written) != sex:
        raise CorpusError(
            f"{table} says that the speaker '{who}' is {written or 'unknown'}, not {sex}; choose that, or another name."
        )
    name = f"{SOUNDS}/{_hash(samples)}.wav"
    rows = [row for row in rows if row["file"] != name]
    rows.append({"file": name, "speaker": who, "gender": sex, "emotion": label})
    _make_folder(folder / SOUNDS)
    write_audio(folder / name, samples)
    _write_table(table, header, rows)
    return Kept(folder / name, who, sex, label, len(rows))


def check_own(folder: Path) -> None:
    """Raise CorpusError unless the folder is new, empty, or a corpus that was begun here."""
    folder = with_home(folder).absolute()
    table = folder / TABLE
    try:
        folder.lstat()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:  # A name that is too long, or holds a NUL.
        reason = getattr(error, "strerror", None) or error
        raise CorpusError(f"{folder} cannot be a folder ({reason}); name another.") from None
    if folder.is_file():
        raise CorpusError(f"{folder} is a file; name a folder for the utterances that you keep.")
    if table.exists():
        missing = missing_columns(table)
        if missing:
            raise CorpusError(f"{table}, line 1: there is no column {' and '.join(missing)}; put it back.")
        others = [other.name for other in find_tables(folder) if other != table and not missing_columns(other)]
        if others:
            raise CorpusError(f"{folder} holds a second manifest, {others[0]}; move it away, or keep elsewhere.")
    elif folder.is_dir() and any(not entry.name.startswith(".") for entry in folder.iterdir()):
        raise CorpusError(
            f"{folder} holds files that were not kept here; choose an empty folder, or one in which you kept before."
        )


def _hash(samples: Samples) -> str:
    plain = np.ascontiguousarray(samples, dtype="<f4")
    return hashlib.sha256(plain.tobytes()).hexdigest()[:HASH_LENGTH]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CorpusError(f"{folder} cannot be made ({error.strerror}); choose a folder where you may write.") from None


def _read_table(table: Path) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """All columns and rows that are there; columns that the user has added stay."""
    if not table.exists():
        return COLUMNS, []
    header = read_header(table)
    if len(set(header)) < len(header):
        raise CorpusError(f"{table}, line 1: two columns have one name; rename one, so that nothing in them is lost.")
    rows = []
    for row in read_rows(table, header):
        if len(row.cells) > len(header):
            raise CorpusError(
                f"{table}, line {row.line}, has more cells than the header; put text that holds commas in quotes."
            )
        rows.append(dict(zip(header, row.cells, strict=True)))
    return header, rows


def _write_table(table: Path, header: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    """Write it beside its place and rename it: whoever reads it, or is killed, sees it whole."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    beside = table.with_name(f"{table.name}.part")
    try:
        with beside.open("wb") as stream:
            stream.write(text.getvalue().encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(table)
    finally:
        beside.unlink(missing_ok=True)
