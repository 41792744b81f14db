# SPDX-License-Identifier: MIT
"""Corpora that write speaker and emotion into the names of their files."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ser_workbench.audio.decode import AUDIO_SUFFIXES
from ser_workbench.corpus.readers.listing import list_files, name_below, spell_out
from ser_workbench.corpus.readers.reader import Labelled
from ser_workbench.corpus.utterance import UNKNOWN_GENDER, Problem

SUFFIX_ORDER = (".wav", ".flac")
"""Where one recording lies there in several formats, these are preferred, in this order."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who speaks, and how, as a file name tells it."""

    speaker: str
    emotion: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A recording of the corpus that is not read, and why: `is a song, not speech`."""

    reason: str


@dataclass(frozen=True)
class NameReader:
    """Reads a corpus whose file names follow one pattern.

    `pattern` is searched in `folder/stem` (the file's own folder and its name without ending); its groups
    together name one recording, so that the same recording in a second folder or format is noticed.
    """

    name: str
    title: str
    layout: str
    pattern: re.Pattern[str]
    understand: Callable[[re.Match[str]], Spoken | LeftOut]
    find_genders: Callable[[Path], Mapping[str, str]]
    other_suffixes: frozenset[str] = field(default=frozenset())
    """Endings of files that belong to the corpus but are not audio; `understand` is not asked about them."""

    def recognises(self, folder: Path) -> bool:
        """Whether more than half of the audio files bear this corpus's names."""
        matches = [self._match(file) is not None for file in list_files(folder)]
        return sum(matches) * 2 > len(matches)

    def label(self, folder: Path) -> Iterator[Labelled | Problem]:
        """Every recording once; then what was left out, one problem a reason, and folders that are closed to us."""
        genders = self.find_genders(folder)
        taken: set[tuple[str, ...]] = set()
        left_out: dict[str, list[str]] = {}
        closed: list[OSError] = []
        files = list_files(folder, AUDIO_SUFFIXES | self.other_suffixes, closed.append)
        for file in sorted(files, key=_preference):
            answer = self._read(file, taken)
            if isinstance(answer, Spoken):
                gender = genders.get(answer.speaker, UNKNOWN_GENDER)
                yield Labelled(file, answer.speaker, answer.emotion, gender)
            elif answer is not None:
                left_out.setdefault(answer.reason, []).append(spell_out(name_below(folder, file)))
        for reason, names in left_out.items():
            yield _as_problem(reason, names)
        for error in closed:
            name = spell_out(name_below(folder, Path(error.filename)))
            yield Problem(name, f"is a folder that may not be read ({error.strerror}); check its permissions.")

    def _read(self, file: Path, taken: set[tuple[str, ...]]) -> Spoken | LeftOut | None:
        match = self._match(file)
        is_audio = file.suffix.lower() in AUDIO_SUFFIXES
        if match is None:
            return LeftOut(f"is not named as {self.title} names its recordings") if is_audio else None
        if not is_audio:
            return LeftOut("is a video; only the audio files are read")
        answer = self.understand(match)
        if isinstance(answer, LeftOut):
            return answer
        recording = tuple(part.upper() for part in match.groups())
        if recording in taken:
            return LeftOut("is the same recording once more, in another folder or format")
        taken.add(recording)
        return answer

    def _match(self, file: Path) -> re.Match[str] | None:
        return self.pattern.search(f"{file.parent.name}/{file.stem}")


def _preference(file: Path) -> tuple[int, int, str]:
    suffix = file.suffix.lower()
    order = SUFFIX_ORDER.index(suffix) if suffix in SUFFIX_ORDER else len(SUFFIX_ORDER)
    return order, len(file.parts), file.as_posix()


def _as_problem(reason: str, names: list[str]) -> Problem:
    if len(names) == 1:
        return Problem(names[0], f"{reason}; left out.")
    others = "1 other file" if len(names) == 2 else f"{len(names) - 1} other files"
    return Problem(names[0], f"{reason}; left out, with {others}.")
