# SPDX-License-Identifier: MIT
"""What a file holds, as a hash: two files of the same content are the same recording."""

import hashlib
from pathlib import Path

from ser_workbench.errors import UnreadableAudioError

FileState = tuple[str, int, int]
"""Path, size and time of the last change: while these stay, so does the content."""
_known: dict[FileState, str] = {}
"""Hashes of files whose size and time of change are still the same; kept only while the program runs."""


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


def hash_recording(file: Path) -> str:
    """SHA-256 of the file, remembered until the file changes; raises UnreadableAudioError."""
    state = state_of(file)
    if state is None:
        return hash_file(file)
    if state not in _known:
        _known[state] = hash_file(file)
    return _known[state]
