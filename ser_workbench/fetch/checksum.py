# SPDX-License-Identifier: MIT
"""Hands a downloaded file to pooch, which keeps it only where its checksum is the one that was published."""

import logging
from pathlib import Path

import pooch

from ser_workbench.errors import FetchError
from ser_workbench.fetch.offer import Archive
from ser_workbench.progress import Progress, Steps

STAGE = "Comparing the checksum"


class _HandOver:
    """A downloader for pooch that has the file already."""

    def __init__(self, part: Path) -> None:
        self._part = part

    def __call__(self, _url: str, output_file: str, _pooch: object) -> None:
        self._part.replace(output_file)


def keep_verified(archive: Archive, part: Path, file: Path) -> Steps[None]:
    """Move `part` to `file` where its checksum is right, or where none is known.

    Raises FetchError when it is wrong; the bytes are gone then, since no part of them can be told to be good.
    """
    yield Progress(STAGE, 0, 0)
    pooch.get_logger().setLevel(logging.WARNING)  # It would print on the user's stderr.
    try:
        pooch.retrieve(
            archive.addresses[0],
            known_hash=archive.checksum or None,
            fname=file.name,
            path=file.parent,
            downloader=_HandOver(part),
        )
    except ValueError:
        who = "its publisher names" if archive.checksum_from == "publisher" else "others record for it"
        raise FetchError(
            f"{archive.file} does not have the checksum that {who} ({archive.checksum}); it was damaged on the way or "
            "is another file now, so it is removed and nothing is unpacked: fetch it again, and ask the publisher "
            "should it happen twice."
        ) from None


def check_by_hand(archive: Archive, file: Path) -> Steps[None]:
    """Compare a file that the user has put there; it is never touched.

    Raises FetchError when it is another one.
    """
    yield Progress(STAGE, 0, 0)
    algorithm, _, known = archive.checksum.partition(":")
    if known and pooch.file_hash(str(file), alg=algorithm) != known:
        raise FetchError(
            f"{file} is not the file that is wanted (its checksum is not {archive.checksum}); remove it, or download "
            f"it again from {archive.addresses[0]}."
        )


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits."""
    return str(pooch.file_hash(str(file), alg="sha256"))
