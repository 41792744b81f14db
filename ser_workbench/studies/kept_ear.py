# SPDX-License-Identifier: MIT
"""What an ear needs besides its network, on disk: a folder for each network of a run, a file for each thing.

What cannot be read counts as not there, and is made again; so is what was made from other weights, features or
utterances, since the folder's name follows from these. Where two programs prepare the same ear and get into each
other's way, or the run is deleted meanwhile, nothing is kept, and the listening goes on.
"""

import json
import shutil
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import safetensors
import safetensors.numpy
from numpy.typing import NDArray

from ser_workbench.live.calibration import Calibration
from ser_workbench.live.conditions import TrainingConditions
from ser_workbench.runs.whole_file import write_json, written_beside

UTTERANCE = "utterance"
BLSTM, SCALE = "blstm", "scale"
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
"""What JSON that somebody has edited may end in."""
Arrays = Mapping[str, NDArray[np.float32]]


class KeptEar:
    """`ear-<condition>-<name>` among a run's outputs; made at the first thing that is kept."""

    def __init__(self, outputs: Path, condition: str, name: str) -> None:
        self.folder = outputs / f"ear-{condition}-{name}"
        self._siblings = f"ear-{condition}-*"

    def load_calibration(self, view: str, emotions: Sequence[str]) -> Calibration | None:
        """That of a view: `UTTERANCE`, or a running one; it must be for these emotions, in their order."""
        try:
            kept = Calibration.from_json(self._load_words(view))
        except UNREADABLE:
            return None
        return kept if kept.emotions == tuple(emotions) else None

    def save_calibration(self, view: str, calibration: Calibration) -> None:
        """Keep that of a view."""
        self._save_words(view, calibration.to_json())

    def load_conditions(self) -> TrainingConditions | None:
        """Those of the training."""
        try:
            return TrainingConditions.from_json(self._load_words("conditions"))
        except UNREADABLE:
            return None

    def save_conditions(self, conditions: TrainingConditions) -> None:
        """Keep those of the training."""
        self._save_words("conditions", conditions.to_json())

    def load_arrays(self, name: str, names: Collection[str], shape: tuple[int, ...]) -> Arrays | None:
        """Arrays kept under a name: those of these names, each of this shape and of numbers."""
        try:
            arrays = safetensors.numpy.load_file(self.folder / f"{name}.safetensors")
        except (*UNREADABLE, safetensors.SafetensorError):
            return None
        is_whole = arrays.keys() == set(names) and all(
            array.shape == shape and array.dtype == np.float32 and np.isfinite(array).all() for array in arrays.values()
        )
        return arrays if is_whole else None

    def save_arrays(self, name: str, arrays: Arrays) -> None:
        """Keep arrays under a name."""
        self._make_folder()
        content = safetensors.numpy.save(dict(arrays))
        # Not by safetensors itself, which tells a full disk as an error of its own.
        with suppress(FileNotFoundError), written_beside(self.folder / f"{name}.safetensors") as beside:
            beside.write_bytes(content)

    def _load_words(self, name: str) -> dict[str, Any]:
        values: dict[str, Any] = json.loads((self.folder / f"{name}.json").read_bytes())
        return values

    def _save_words(self, name: str, values: Mapping[str, Any]) -> None:
        self._make_folder()
        with suppress(FileNotFoundError):
            write_json(self.folder / f"{name}.json", values)

    def _make_folder(self) -> None:
        if self.folder.is_dir():
            return
        for stale in self.folder.parent.glob(self._siblings):
            shutil.rmtree(stale, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
