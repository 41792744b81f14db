# SPDX-License-Identifier: MIT
"""The settings of a run, moved to other recordings. No torch."""

from pathlib import Path

from ser_workbench.runs.settings import ExperimentSettings, with_absolute_folders


def for_other_data(settings: ExperimentSettings, corpus: Path, noise: Path | None) -> ExperimentSettings:
    """The run's settings with other folders; what was left out of its own noises is no part of other ones."""
    moved = with_absolute_folders(settings.changed({"corpus.folder": str(corpus), "noise.folder": str(noise or "")}))
    is_same = moved.noise.folder == settings.noise.folder
    return moved if is_same else moved.changed({"noise.left_out": ""})
