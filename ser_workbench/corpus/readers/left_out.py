# SPDX-License-Identifier: MIT
"""Every file of a folder is read or left out with a reason; many files left out for one reason are one problem."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.corpus.readers.listing import list_files, name_below, spell_out
from ser_workbench.corpus.readers.reader import Labelled
from ser_workbench.corpus.utterance import Problem

SUFFIX_ORDER = (".wav", ".flac")
"""Where one recording lies there in several formats, these are preferred, in this order."""
AGAIN = "is the same recording once more, in another folder or format"
NOT_NAMED = "is not named as"
"""How the reason begins of a file that bears no name of the corpus."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A recording of the corpus that is not read, and why: `is a song, not speech`."""

    reason: str


def label_files(
    folder: Path, suffixes: Collection[str], read: Callable[[Path], Labelled | LeftOut | None]
) -> Iterator[Labelled | Problem]:
    """What `read` says of each file, those preferred as the recording first; None passes a file over.

    Then what was left out, one problem a reason, and the folders that are closed to us.
    """
    left_out: dict[str, list[str]] = {}
    closed: list[OSError] = []
    for file in sorted(list_files(folder, suffixes, closed.append), key=_preference):
        answer = read(file)
        if isinstance(answer, LeftOut):
            left_out.setdefault(answer.reason, []).append(spell_out(name_below(folder, file)))
        elif answer is not None:
            yield answer
    yield from tell_left_out(left_out)
    for error in closed:
        name = spell_out(name_below(folder, Path(error.filename)))
        yield Problem(
            name, f"is a folder that may not be read ({error.strerror}); check its permissions.", "unreadable"
        )


def tell_left_out(left_out: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """One problem a reason, which names the first of the files and counts the others; reason → names."""
    for reason, names in left_out.items():
        others = "1 other file" if len(names) == 2 else f"{len(names) - 1} other files"
        end = f"; left out, with {others}." if len(names) > 1 else "; left out."
        yield Problem(names[0], reason + end, "left-out")


def _preference(file: Path) -> tuple[int, int, str]:
    suffix = file.suffix.lower()
    order = SUFFIX_ORDER.index(suffix) if suffix in SUFFIX_ORDER else len(SUFFIX_ORDER)
    return order, len(file.parts), file.as_posix()
