# SPDX-License-Identifier: MIT
"""What a file holds, as a hash: two files of the same content are the same recording."""

import hashlib
from pathlib import Path

from ser_workbench.errors import UnreadableAudioError

FileState = tuple[str, int, int]
"""Path, size and time of the last change: while these stay, so does the content."""


def state_of(file: Path) -> FileState | None:
    """What tells that a file has not changed; None when it is not there."""
    try:
        facts = file.stat()
    except OSError:
        return None
    return str(file), facts.st_size, facts.st_mtime_ns


def hash_file(file: Path) -> str:
    """The SHA-256 of the file's bytes, in hexadecimal.

    Raises UnreadableAudioError when the file is not there or may not be read.
    """
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableAudioError(f"{file} cannot be read ({error.strerror}); check that it is there.") from None
