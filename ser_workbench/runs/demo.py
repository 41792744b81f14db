# SPDX-License-Identifier: MIT
"""The demo experiment: the synthetic corpus and noises that come with the program, in minutes rather than hours."""

from typing import Any

from ser_workbench.resources import demo_corpus_folder, demo_noise_folder
from ser_workbench.runs.compare import value_of
from ser_workbench.runs.settings import ExperimentSettings

DEMO_CHANGES: dict[str, Any] = {
    "noise.noises": 1,
    "noise.snrs": 1,
    "training.max_epochs": 12,
    "training.patience": 12,
    "training.keep_epochs": True,
}
"""What the demo changes of the paper's settings, so that a first training is short, and has a time-lapse to look at."""


def demo_settings() -> ExperimentSettings:
    """The whole demo experiment.

    Raises MissingFolderError when the installation lacks the demo corpus.
    """
    folders = {"corpus.folder": str(demo_corpus_folder()), "noise.folder": str(demo_noise_folder())}
    return ExperimentSettings().changed({"name": "demo", **folders, **DEMO_CHANGES})


def without_demo_changes(settings: ExperimentSettings) -> dict[str, Any]:
    """The changes that put the paper's values back where the demo's still stand; by dotted name."""
    paper = ExperimentSettings()
    return {key: value_of(paper, key) for key, value in DEMO_CHANGES.items() if value_of(settings, key) == value}
