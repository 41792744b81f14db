# SPDX-License-Identifier: MIT
"""What a build will take of the disk is told before it begins; what does not fit is not begun."""

import math
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from ser_workbench.amounts import size_text
from ser_workbench.audio.decode import look_at
from ser_workbench.errors import DiskFullError
from ser_workbench.features.item import FeatureItem
from ser_workbench.features.size import feature_bytes, samples_of
from ser_workbench.features.store import FeatureStore
from ser_workbench.progress import Note, Progress, Steps

STAGE = "Measuring what is to be stored"
FILES_AN_EVENT = 50
BYTES_A_SAMPLE = 4


def announce_build(items: Sequence[FeatureItem], noises: Sequence[Path], store: FeatureStore) -> Steps[float]:
    """Tell how much disk the features of these items take and how much there is; returns their seconds of sound.

    noises: those laid over the items; they lie decoded beside the store while it is built
    Raises AudioError naming a file that cannot be read, and DiskFullError when there is less space than needed.
    """
    speech = list(dict.fromkeys(item.speech_file for item in items))
    seconds: dict[Path, float] = {}
    for done, file in enumerate((*speech, *noises), 1):
        seconds[file] = look_at(file).seconds
        if done % FILES_AN_EVENT == 0:
            yield Progress(STAGE, done, len(speech) + len(noises), "files")
    kept = feature_bytes((samples_of(seconds[item.speech_file]) for item in items), store.settings)
    passing = sum(samples_of(seconds[file]) for file in noises) * BYTES_A_SAMPLE
    _check_space(kept, passing, len(items), store.folder)
    yield Note(_sentence(kept, passing, len(items), store.folder))
    return sum(seconds[item.speech_file] for item in items)


def noises_of(items: Iterable[FeatureItem]) -> list[Path]:
    """The noises that are laid over the items, each once."""
    return list(dict.fromkeys(item.noise_file for item in items if item.noise_file is not None))


def _check_space(kept: int, passing: int, count: int, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if kept + passing > free:
        raise DiskFullError(
            f"The features of {count_text(count)} need {size_text(kept + passing, math.ceil)} in {folder}, but only "
            f"{size_text(free)} are free there; free some space or choose a workspace on another disk."
        )


def _sentence(kept: int, passing: int, count: int, folder: Path) -> str:
    free = size_text(shutil.disk_usage(folder).free)
    beside = f", and {size_text(passing, math.ceil)} more while they are computed" if passing else ""
    return f"Features of {count_text(count)} will take {size_text(kept, math.ceil)} of {free} free{beside}."


def count_text(count: int) -> str:
    """1 utterance, 32,635 utterances."""
    return f"{count:,} utterance{'s' * (count != 1)}"
