# SPDX-License-Identifier: MIT
"""Which files a folder holds, and how a file is named below it."""

import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ser_workbench.audio.decode import AUDIO_SUFFIXES, MEDIA_SUFFIXES

LEFT_BEHIND = frozenset({"__MACOSX", "$RECYCLE.BIN", "System Volume Information"})
"""Folders that operating systems leave behind; what lies in them are no recordings."""


@dataclass(frozen=True)
class Listing:
    """What a folder holds, walked once and shown to every reader: a walk a reader would take seconds."""

    folder: Path
    files: tuple[Path, ...]
    """The audio files below the folder, sorted within each folder."""
    media: tuple[Path, ...]
    """The audio and video files together, for corpora that come as videos."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """`folder/stem` of each file: its own folder and its name without ending."""
        return tuple(name_short(file) for file in self.files)

    def is_mostly(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern is found in more than half of the names; not in a folder without files."""
        misses = 0
        for name in self.names:
            if pattern.search(name) is None:
                misses += 1
                if misses * 2 >= len(self.names):
                    return False
        return bool(self.names)


def look_into(folder: Path) -> Listing:
    """Walk the folder for its audio and video files."""
    media = tuple(list_files(folder, MEDIA_SUFFIXES))
    return Listing(folder, tuple(file for file in media if file.suffix.lower() in AUDIO_SUFFIXES), media)


def name_short(file: Path) -> str:
    """`wav/03a01Wa` of `…/emodb/wav/03a01Wa.wav`: what the names of most corpora can be read from."""
    place, name = os.path.split(file)
    return f"{os.path.basename(place)}/{os.path.splitext(name)[0]}"  # noqa: PTH119, PTH122  (a third of a Path's time)


def list_files(
    folder: Path, suffixes: Collection[str] = AUDIO_SUFFIXES, tell_closed: Callable[[OSError], object] | None = None
) -> Iterator[Path]:
    """All files below the folder that end in one of the (lower-case) suffixes, sorted within each folder.

    Hidden files and folders (`._a01.wav`, `.DS_Store`) are passed over. Links to folders are followed,
    each real folder once, so that a link to a folder above cannot turn the walk into a circle. A folder that may not
    be read is passed over too, and handed to `tell_closed` as the error that names it.
    """
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, onerror=tell_closed, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in LEFT_BEHIND)
        for name in sorted(names):
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in suffixes:  # noqa: PTH122  (a Path a name would double the time)
                yield Path(place, name)


def name_below(folder: Path, file: Path) -> str:
    """The file's path below the folder with forward slashes: the id of an utterance."""
    return file.relative_to(folder).as_posix()


def is_unicode(name: str) -> bool:
    """Whether a name from the disk is valid Unicode, so that it can be written into tables."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def spell_out(name: str) -> str:
    r"""A name from the disk as printable text; bytes that are no Unicode become `\xe4`."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
