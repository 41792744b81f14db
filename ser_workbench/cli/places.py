# SPDX-License-Identifier: MIT
"""Where a verb may write: nowhere that would cost the user a recording or a device."""

from collections.abc import Iterable
from pathlib import Path

from ser_workbench.errors import BadInputError


def check_place(out: Path, recordings: Iterable[Path], option: str = "--out") -> None:
    """Refuse a place that cannot be written; raises BadInputError.

    recordings: what must not be written over; option: how the user named the place
    """
    if not out.parent.is_dir():
        raise BadInputError(f"The folder {out.parent} does not exist; make it or choose another {option}.")
    if out.exists() and not out.is_file():
        raise BadInputError(f"{out} is no ordinary file; choose another {option}.")
    for recording in recordings:
        if out.exists() and recording.exists() and out.samefile(recording):
            raise BadInputError(f"{option} would overwrite the recording {recording}; choose another place.")
