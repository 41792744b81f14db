# SPDX-License-Identifier: MIT
"""Looks into zip and tar.gz archives that nobody has to trust, and gives their plain files one by one.

A name that leads outside, a link that does, and a device are refused; a link that stays inside is passed over.
"""

import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from ser_workbench.errors import BadArchiveError
from ser_workbench.fetch.member_name import inside_path, is_link_inside

LONGEST_LINK_BYTES = 4096
DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What the standard library says of a cut, damaged, encrypted or strangely packed archive."""


@dataclass(frozen=True, slots=True)
class Member:
    """A plain file of an archive: its path inside, its announced size, and how to open it."""

    path: PurePosixPath
    size_bytes: int
    open: Callable[[], IO[bytes]]


@contextmanager
def open_archive(file: Path) -> Iterator[Iterator[Member]]:
    """The plain files of an archive, in its order; each must be read before the next is asked for.

    Raises BadArchiveError when the archive is damaged or holds what must not be written.
    """
    try:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                yield _zip_members(packed, file)
        else:
            with tarfile.open(file, "r|gz") as stream:
                yield _tar_members(stream, file)
    except DAMAGED as error:
        raise BadArchiveError(f"{file.name} is damaged, or no archive at all ({error}); fetch it again.") from None


def announced_bytes(file: Path) -> int:
    """What a zip says that it holds; 0 for a tar, which does not say."""
    if not zipfile.is_zipfile(file):
        return 0
    with zipfile.ZipFile(file) as packed:
        return sum(member.file_size for member in packed.infolist())


def _zip_members(packed: zipfile.ZipFile, file: Path) -> Iterator[Member]:
    for member in packed.infolist():
        mode = member.external_attr >> 16
        if member.is_dir():
            continue
        path = _checked(file, member.filename)
        if stat.S_ISLNK(mode):
            with packed.open(member) as stream:
                target = stream.read(LONGEST_LINK_BYTES).decode("utf-8", "replace")
            _check_link(file, path, path.parent, target)
        elif stat.S_IFMT(mode) in {0, stat.S_IFREG}:
            yield Member(path, member.file_size, partial(packed.open, member))
        else:
            raise _refused(file, member.filename, "is a device, not a file")


def _tar_members(stream: tarfile.TarFile, file: Path) -> Iterator[Member]:
    for member in stream:
        if member.isdir():
            continue
        path = _checked(file, member.name)
        if member.issym():
            _check_link(file, path, path.parent, member.linkname)
        elif member.islnk():  # Its target counts from the archive's top.
            _check_link(file, path, PurePosixPath(), member.linkname)
        elif member.isfile():
            yield Member(path, member.size, partial(_extract, stream, member))
        else:
            raise _refused(file, member.name, "is a device, not a file")


def _extract(stream: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    opened = stream.extractfile(member)
    if opened is None:
        raise tarfile.ReadError(f"{member.name} holds nothing")
    return opened


def _checked(file: Path, name: str) -> PurePosixPath:
    try:
        return inside_path(name)
    except ValueError as error:
        raise _refused(file, name, str(error)) from None


def _check_link(file: Path, path: PurePosixPath, place: PurePosixPath, target: str) -> None:
    if not is_link_inside(place, target):
        raise _refused(file, str(path), f"is a link that leads outside the folder (to {target!a})")


def _refused(file: Path, name: str, why: str) -> BadArchiveError:
    return BadArchiveError(
        f"{file.name} is not safe to unpack: its member {name!a} {why}; nothing of it is kept, and its publisher "
        "should be told."
    )
