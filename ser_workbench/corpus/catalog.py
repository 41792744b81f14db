# SPDX-License-Identifier: MIT
"""Which readers there are, and how a folder becomes a corpus: names and headers, no decoding."""

import os
from collections.abc import Sequence
from pathlib import Path

from ser_workbench.audio.decode import AUDIO_SUFFIXES, MEDIA_SUFFIXES, look_at
from ser_workbench.corpus.readers.ased import ASED
from ser_workbench.corpus.readers.audformat_db import AUDFORMAT
from ser_workbench.corpus.readers.crema_d import CREMA_D
from ser_workbench.corpus.readers.demo import DEMO
from ser_workbench.corpus.readers.emodb import EMODB
from ser_workbench.corpus.readers.emovo import EMOVO
from ser_workbench.corpus.readers.enterface import ENTERFACE
from ser_workbench.corpus.readers.esd import ESD
from ser_workbench.corpus.readers.iemocap import IEMOCAP_4, IEMOCAP_6
from ser_workbench.corpus.readers.jl_corpus import JL_CORPUS
from ser_workbench.corpus.readers.left_out import NOT_NAMED
from ser_workbench.corpus.readers.listing import is_unicode, list_files, look_into, name_below, spell_out
from ser_workbench.corpus.readers.manifest import COLUMNS, MANIFEST, find_tables, missing_columns
from ser_workbench.corpus.readers.meld import MELD
from ser_workbench.corpus.readers.nemo import NEMO
from ser_workbench.corpus.readers.ravdess import RAVDESS
from ser_workbench.corpus.readers.reader import Labelled, Reader
from ser_workbench.corpus.readers.savee import SAVEE
from ser_workbench.corpus.readers.shemo import SHEMO
from ser_workbench.corpus.readers.tess import TESS
from ser_workbench.corpus.readers.urdu import URDU
from ser_workbench.corpus.soundness import kind_of_fault, name_fault
from ser_workbench.corpus.utterance import Corpus, Problem, Utterance
from ser_workbench.errors import AudioError, CorpusError, MissingFolderError, NoAudioError, UnknownCorpusError
from ser_workbench.home import with_home
from ser_workbench.progress import Progress, Steps

FILES_AN_EVENT = 20
LFS_POINTER = b"version https://git-lfs.github.com/spec/"


def readers() -> tuple[Reader, ...]:
    """All readers, in the order in which they are asked; a table in the folder goes before names of files."""
    tables = (DEMO, MANIFEST, AUDFORMAT)
    names = (EMODB, RAVDESS, CREMA_D, SAVEE, TESS, EMOVO, JL_CORPUS, SHEMO, URDU, ASED, NEMO)
    both = (ENTERFACE, IEMOCAP_4, IEMOCAP_6, ESD, MELD)
    return (*tables, *names, *both)


def find_reader(folder: Path, name: str | None = None) -> Reader:
    """The reader of that name, or the first that recognises the folder.

    Raises MissingFolderError, NoAudioError, or UnknownCorpusError when no reader has that name or recognises it.
    """
    if name:
        named = {reader.name: reader for reader in readers()}
        if name not in named:
            raise UnknownCorpusError(f"There is no reader '{name}'; there are: {', '.join(named)}.")
        return named[name]
    folder = _existing(folder)
    found = look_into(folder)
    for reader in readers():
        if reader.recognises(found):
            return reader
    raise _not_recognised(folder)


def open_corpus(folder: Path, reader: str | None = None) -> Steps[Corpus]:
    """Read names and headers of a corpus; files that cannot be used are left out and become problems.

    Raises MissingFolderError, NoAudioError, UnknownCorpusError, or CorpusError for a table that cannot be read.
    """
    folder = _existing(folder)
    yield Progress("Looking for recordings", 0, 0, "files")
    found = find_reader(folder, reader)
    labelled: list[Labelled] = []
    problems: list[Problem] = []
    for number, item in enumerate(found.label(folder), start=1):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            labelled.append(item)
        if number % FILES_AN_EVENT == 0:
            yield Progress("Reading names", number, 0, "files")
    if not labelled:
        raise _nothing_found(folder, found, problems)
    utterances = yield from _look_at_all(folder, labelled, problems)
    if not utterances:
        raise NoAudioError(f"No recording in {folder} can be used: {_first_of(problems)}")
    return Corpus(folder, found.name, tuple(sorted(utterances, key=lambda u: u.id)), tuple(problems))


def _look_at_all(folder: Path, labelled: Sequence[Labelled], problems: list[Problem]) -> Steps[list[Utterance]]:
    utterances = []
    for number, item in enumerate(labelled, start=1):
        answer = _look_at_one(folder, item)
        if isinstance(answer, Problem):
            problems.append(answer)
        else:
            utterances.append(answer)
        if number % FILES_AN_EVENT == 0 or number == len(labelled):
            yield Progress("Reading headers", number, len(labelled), "files")
    return utterances


def _look_at_one(folder: Path, item: Labelled) -> Utterance | Problem:
    name = name_below(folder, item.file)
    if not is_unicode(name):
        return Problem(spell_out(name), "has a name that is not Unicode; rename it.")
    try:
        facts = look_at(item.file)
    except AudioError as error:
        fault = "is a Git LFS pointer, not the recording; run 'git lfs pull' there." if _is_pointer(item.file) else ""
        return Problem(name, fault or name_fault(error), kind_of_fault(error))
    return Utterance(name, item.file, item.speaker, item.emotion, item.gender, facts.seconds)


def _is_pointer(file: Path) -> bool:
    """Whether the file stands for a recording that was never fetched: CREMA-D is published with Git LFS."""
    try:
        with file.open("rb") as stream:
            return stream.read(len(LFS_POINTER)) == LFS_POINTER
    except OSError:
        return False


def _existing(folder: Path) -> Path:
    """The absolute path, links kept; raises MissingFolderError or CorpusError when it cannot be listed."""
    folder = Path(os.path.abspath(with_home(folder)))  # noqa: PTH100  (resolve() would replace the user's links)
    if folder.is_file():
        raise MissingFolderError(f"{folder} is a file; name the folder that holds the recordings.")
    if not folder.is_dir():
        raise MissingFolderError(f"There is no folder {folder}; check the path.")
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        raise CorpusError(f"The folder {folder} cannot be read ({error.strerror}); check its permissions.") from None
    return folder


def _not_recognised(folder: Path) -> CorpusError:
    example = next(list_files(folder, MEDIA_SUFFIXES), None)
    if example is None:
        kinds = ", ".join(sorted(AUDIO_SUFFIXES))
        return NoAudioError(
            f"The folder {folder} holds no audio files ({kinds}) and no videos; choose the folder of the recordings."
        )
    for table in find_tables(folder):
        if not os.access(table, os.R_OK):
            return CorpusError(f"{table} cannot be read; check its permissions.")
        missing = missing_columns(table)
        if "file" not in missing:
            return UnknownCorpusError(
                f"{table}, line 1: there is no column {' and '.join(missing)}; a manifest needs {', '.join(COLUMNS)}."
            )
    return UnknownCorpusError(
        f"No reader recognises {folder} (it holds, for example, {spell_out(name_below(folder, example))}); put a table "
        f"manifest.csv with the columns {', '.join(COLUMNS)} into it."
    )


def _nothing_found(folder: Path, reader: Reader, problems: Sequence[Problem]) -> CorpusError:
    if any(not problem.problem.startswith(NOT_NAMED) for problem in problems):
        return NoAudioError(f"No recording in {folder} can be used: {_first_of(problems)}")
    if next(list_files(folder, MEDIA_SUFFIXES), None) is None:
        return _not_recognised(folder)
    return UnknownCorpusError(f"The reader '{reader.name}' finds no recordings in {folder}; it reads {reader.layout}")


def _first_of(problems: Sequence[Problem]) -> str:
    return f"{problems[0].file} {problems[0].problem}" if problems else "the list is empty."
