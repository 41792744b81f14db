# SPDX-License-Identifier: MIT
"""Classes and files that the user wants to leave out of a collection of noise: crying, sneezing, `*_music.wav`."""

import csv
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase

from ser_workbench.audio.noise import NoiseCollection, NoiseFile
from ser_workbench.errors import NoAudioError, SettingsError

NAMES_SUGGESTED = 3


def leave_out(collection: NoiseCollection, names: str) -> NoiseCollection:
    """The collection without these classes and files; the same object where none is named.

    names: classes, files or patterns such as `*dog*`, separated by commas; case does not matter, `_` is a space
    Raises SettingsError for a name that fits nothing, NoAudioError where nothing is left.
    """
    wanted = split_names(names)
    if not wanted:
        return collection
    left_out: set[str] = set()
    for name in wanted:
        found = {noise.id for noise in collection.noises if fits(name, noise)}
        if not found:
            raise SettingsError(
                f"'{name}' of noise.left_out is no class and no file in {collection.folder}; "
                f"{_advise(name, collection.noises)}"
            )
        left_out |= found
    kept = tuple(noise for noise in collection.noises if noise.id not in left_out)
    if not kept:
        raise NoAudioError(f"noise.left_out leaves no noise in {collection.folder}; leave fewer classes out.")
    return replace(collection, noises=kept)


def can_leave_out(collection: NoiseCollection, names: str) -> bool:
    """Whether each of the names fits something in the collection, and something is left."""
    try:
        leave_out(collection, names)
    except (SettingsError, NoAudioError):
        return False
    return True


def split_names(names: str) -> list[str]:
    """The names of a list separated by commas; a name with a comma stands in double quotes."""
    rows = csv.reader(names.splitlines(), skipinitialspace=True)
    return [name.strip() for row in rows for name in row if name.strip()]


def join_names(names: Iterable[str]) -> str:
    """The list that `split_names` takes apart again."""
    return ", ".join(f'"{name}"' if "," in name else name for name in names)


def fits(name: str, noise: NoiseFile) -> bool:
    """Whether a name of the list is the noise's class, its file, or a pattern of one of them."""
    pattern = _plain(name)
    return any(_plain(of) == pattern or fnmatchcase(_plain(of), pattern) for of in _names_of(noise))


def _names_of(noise: NoiseFile) -> Iterator[str]:
    if noise.noise_class:
        yield noise.noise_class
    yield noise.id
    yield noise.id.rpartition("/")[2]


def _plain(name: str) -> str:
    return name.casefold().replace("_", " ")


def _advise(name: str, noises: Iterable[NoiseFile]) -> str:
    known = {_plain(of): of for noise in noises for of in _names_of(noise)}
    close = difflib.get_close_matches(_plain(name), known, n=NAMES_SUGGESTED, cutoff=0.5)
    if close:
        return f"did you mean {' or '.join(repr(known[one]) for one in close)}?"
    classes = sorted({noise.noise_class for noise in noises if noise.noise_class})
    return f"its classes are {', '.join(classes)}." if classes else "name files as they stand below that folder."
