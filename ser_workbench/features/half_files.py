# SPDX-License-Identifier: MIT
"""What killed writers leave in the store is told from what living ones write, and removed.

A living writer holds a lock of the system on its half file; the system frees it with the process. On Windows the
open file itself is the lock: it cannot be removed.
"""

import sys
import time
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

YOUNG_S = 2.0
"""A file as young as this may have been opened and not been claimed yet."""

ABANDONED_AFTER_S = 24 * 3600.0
"""Where nobody can tell whether the writer lives (rows whose index is to follow, disks without locks): after a day."""


def claim(stream: IO[bytes]) -> None:
    """Tell other processes that this half file is being written, until it is closed."""
    if sys.platform != "win32":
        try:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return  # A disk without locks: others leave the file alone for a day.


def sweep(folder: Path) -> None:
    """Remove what killed writers left: half files, and after a day rows without an index."""
    now = time.time()
    for file in (*folder.glob("shard-*.part"), *folder.glob("shard-*.f32"), *folder.glob("shard-*.f16")):
        try:
            age_s = now - file.stat().st_mtime
            is_half = file.suffix == ".part"
            is_given_up = age_s > ABANDONED_AFTER_S or (is_half and age_s > YOUNG_S and not _is_claimed(file))
            if is_given_up and (is_half or not file.with_suffix(".json").exists()):
                file.unlink(missing_ok=True)
        except OSError:
            continue


def _is_claimed(file: Path) -> bool:
    """Whether a living process writes this file. Raises OSError where locks are not known."""
    if sys.platform != "win32":
        with file.open("rb") as stream:
            try:
                fcntl.flock(stream.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
    return False
