# SPDX-License-Identifier: MIT
"""What can be told of a file before its sound is decoded, and how a file is refused that cannot be opened."""

import os
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.errors import EmptyAudioError, UnreadableAudioError

LOWEST_RATE_HZ = 1000
"""A header that tells less is damaged, and resampling to 16 kHz would need memory without end."""


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """What the header of a file says; compressed files only estimate their length."""

    seconds: float
    sample_rate_hz: int
    channels: int
    frames: int


def check_openable(file: Path) -> None:
    """Raise UnreadableAudioError when the file is missing or closed to us, EmptyAudioError when it has no bytes."""
    try:
        is_there = file.is_file()
    except OSError as error:  # A folder on the way is closed to us.
        raise UnreadableAudioError(f"{file} cannot be reached ({error.strerror}); check the permissions.") from None
    if not is_there:
        raise UnreadableAudioError(f"There is no file {file}; check the path.")
    if not os.access(file, os.R_OK):
        raise UnreadableAudioError(f"{file} may not be read by you; check the permissions.")
    if file.stat().st_size == 0:
        raise EmptyAudioError(f"{file} is an empty file; remove it or record it again.")


def check_header(file: Path, frames: int, sample_rate_hz: int) -> None:
    """Raise EmptyAudioError when no samples are promised, UnreadableAudioError for a rate that cannot be."""
    if frames <= 0:
        raise EmptyAudioError(f"{file} holds 0 samples; remove it or record it again.")
    if sample_rate_hz < LOWEST_RATE_HZ:
        raise UnreadableAudioError(
            f"{file} claims to hold {sample_rate_hz} samples a second; remove it or export it again."
        )


def name_not_unicode(file: Path) -> UnreadableAudioError:
    """That a file cannot be opened because of its name."""
    name = os.fsencode(file).decode("utf-8", "backslashreplace")
    return UnreadableAudioError(f"{name} has a name that is not Unicode; rename it.")


def name_cut_off(file: Path, share: float) -> UnreadableAudioError:
    """That only this share, 0 to 1, of a file is there."""
    return UnreadableAudioError(
        f"{file} is cut off: only {min(share, 0.99):.0%} of what its header promises is there; copy or export it again."
    )


def name_too_long(file: Path, seconds: float) -> UnreadableAudioError:
    """That the memory does not hold a file: of a damaged header most often, which must not stop everything else."""
    return UnreadableAudioError(
        f"{file} claims to last {seconds / 3600:.0f} hours, more than fits into memory; export it again."
    )
