# SPDX-License-Identifier: MIT
"""The genders of speakers that the user names, kept as CSV in the workspace.

eNTERFACE'05 names its speakers' genders nowhere, and a user's corpus is never written to;
so what the user says about a speaker is kept in `<workspace>/speakers.csv`, and holds for every run begun there.
"""

import csv
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ser_workbench.corpus.utterance import FEMALE, MALE, UNKNOWN_GENDER, Corpus
from ser_workbench.errors import WorkspaceError

FILE_NAME = "speakers.csv"
GENDERS = (FEMALE, MALE, UNKNOWN_GENDER)
HEADER = ("corpus", "speaker", "gender")

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
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("w", newline="", encoding="utf-8") as lines:
            writer = csv.writer(lines)
            writer.writerow(HEADER)
            writer.writerows((corpus, speaker, gender) for (corpus, speaker), gender in sorted(genders.items()))
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        reason = os.strerror(error.errno or 0)
        raise WorkspaceError(f"{file} cannot be written ({reason}); choose another workspace.") from None


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
