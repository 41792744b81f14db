# SPDX-License-Identifier: MIT
"""Corpora that write speaker and emotion into the names of their files."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ser_workbench.audio.decode import AUDIO_SUFFIXES
from ser_workbench.corpus.readers.left_out import AGAIN, NOT_NAMED, LeftOut, label_files
from ser_workbench.corpus.readers.listing import Listing, name_short
from ser_workbench.corpus.readers.reader import Labelled
from ser_workbench.corpus.utterance import UNKNOWN_GENDER, Problem

__all__ = ["LeftOut", "NameReader", "Spoken"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who speaks, and how, as a file name tells it; a gender that it does not tell may be found elsewhere."""

    speaker: str
    emotion: str
    gender: str = UNKNOWN_GENDER


def _no_genders(_folder: Path) -> Mapping[str, str]:
    return {}


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
    find_genders: Callable[[Path], Mapping[str, str]] = _no_genders
    """The genders of speakers whose file names do not tell them: folder → (speaker → gender)."""
    other_suffixes: frozenset[str] = field(default=frozenset())
    """Endings of files that belong to the corpus but are not audio; `understand` is not asked about them."""

    def recognises(self, found: Listing) -> bool:
        """Whether more than half of the audio files bear this corpus's names."""
        return found.is_mostly(self.pattern)

    def label(self, folder: Path) -> Iterator[Labelled | Problem]:
        """Every recording once; then what was left out, one problem a reason, and folders that are closed to us."""
        genders = self.find_genders(folder)
        taken: set[tuple[str, ...]] = set()

        def read(file: Path) -> Labelled | LeftOut | None:
            answer = self._read(file, taken)
            if not isinstance(answer, Spoken):
                return answer
            is_told = answer.gender != UNKNOWN_GENDER
            gender = answer.gender if is_told else genders.get(answer.speaker, UNKNOWN_GENDER)
            return Labelled(file, answer.speaker, answer.emotion, gender)

        yield from label_files(folder, AUDIO_SUFFIXES | self.other_suffixes, read)

    def _read(self, file: Path, taken: set[tuple[str, ...]]) -> Spoken | LeftOut | None:
        match = self.pattern.search(name_short(file))
        is_audio = file.suffix.lower() in AUDIO_SUFFIXES
        if match is None:
            return LeftOut(f"{NOT_NAMED} {self.title} names its recordings") if is_audio else None
        if not is_audio:
            return LeftOut("is a video; only the audio files are read")
        answer = self.understand(match)
        if isinstance(answer, LeftOut):
            return answer
        recording = tuple(part.upper() for part in match.groups())
        if recording in taken:
            return LeftOut(AGAIN)
        taken.add(recording)
        return answer
