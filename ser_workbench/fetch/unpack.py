# SPDX-License-Identifier: MIT
"""Writes the plain files of an archive below a new folder, and no more bytes than may come out of it.

Nothing is overwritten: a file that comes twice (on a disk that does not tell `A` from `a`, too) is refused.
Permissions and owners are those of any new file.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ser_workbench.amounts import size_text
from ser_workbench.errors import BadArchiveError
from ser_workbench.fetch.archive import Member, announced_bytes, open_archive
from ser_workbench.progress import Progress, Steps

CHUNK_BYTES = 1 << 20
MEGABYTE = 1_000_000
MOST_FILES = 200_000
BOMB_FACTOR = 2
"""How many times the bytes that the list expects may come out of an archive."""


def unpack(archive: Path, folder: Path, expected_bytes: int, strip_top: bool) -> Steps[None]:
    """Write all plain files of the archive below the folder; `strip_top` drops the folder at the archive's top.

    Raises BadArchiveError when the archive is damaged, not safe, or holds over twice `expected_bytes`.
    """
    most_bytes = BOMB_FACTOR * expected_bytes
    if announced_bytes(archive) > most_bytes:
        raise _too_much(archive, most_bytes)
    written, names = 0, _Names(archive)
    with open_archive(archive) as members:
        for member in members:
            path = PurePosixPath(*member.path.parts[1:]) if strip_top else member.path
            names.add(path)
            for count in _write(member, folder / path):
                written += count
                if written > most_bytes:
                    raise _too_much(archive, most_bytes)
                whole = max(expected_bytes, written)
                yield Progress(f"Unpacking {archive.name}", written // MEGABYTE, -(-whole // MEGABYTE), "MB")


def _write(member: Member, file: Path) -> Iterator[int]:
    """Copy a member to a new file; gives the bytes of each piece, and 0 at the end."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with member.open() as source, file.open("xb") as target:
        while chunk := source.read(CHUNK_BYTES):
            target.write(chunk)
            yield len(chunk)
    yield 0


class _Names:
    """The names that were written, as a disk sees them that does not tell `A` from `a`."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def add(self, path: PurePosixPath) -> None:
        """Raise BadArchiveError where the path is taken already, by a file or by a folder, or is none."""
        key = str(path).casefold()
        folders = {str(parent).casefold() for parent in path.parents}
        if not path.parts or key in self._files or key in self._folders or self._files & folders:
            raise BadArchiveError(f"{self._archive.name} is not safe to unpack: it holds {str(path)!a} twice.")
        if len(self._files) >= MOST_FILES:
            raise BadArchiveError(f"{self._archive.name} is not safe to unpack: it holds over {MOST_FILES} files.")
        self._files.add(key)
        self._folders |= folders


def _too_much(archive: Path, most_bytes: int) -> BadArchiveError:
    return BadArchiveError(
        f"{archive.name} is not safe to unpack: it holds more than {size_text(most_bytes)}, far over what is "
        "expected of it; nothing of it is kept."
    )
