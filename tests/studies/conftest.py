# SPDX-License-Identifier: MIT
"""A finished run of seconds that no test changes, and one that tests may change."""

import shutil
from pathlib import Path

import pytest

from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from tests.corpora import write_noise_folder, write_tone_corpus
from tests.runs.trained import TINY

SPEAKERS = {f"s{number:02d}": "female" if number % 2 else "male" for number in range(1, 9)}


@pytest.fixture(scope="session")
def tones(tmp_path_factory: pytest.TempPathFactory) -> ExperimentSettings:
    """Eight speakers, three emotions, two takes each, in white noise; a network of a few hundred weights."""
    folder = tmp_path_factory.mktemp("tones")
    write_tone_corpus(folder / "tones", speakers=SPEAKERS)
    write_noise_folder(folder / "noise", count=12, seconds=1.0)
    named = {"corpus.folder": str(folder / "tones"), "noise.folder": str(folder / "noise")}
    shares = {"partition.validation_share": 0.25, "partition.test_share": 0.25}
    return ExperimentSettings().changed({"model.name": "fst-cldnn-log-mel", **TINY, **named, **shares})


@pytest.fixture(scope="session")
def trained_once(tones: ExperimentSettings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a workspace with one finished run, and the run's id."""
    workspace = Workspace(tmp_path_factory.mktemp("trained"))
    return workspace.folder, run_steps(run_experiment(tones, workspace)).run


@pytest.fixture
def trained(trained_once: tuple[Path, str], tmp_path: Path) -> tuple[Workspace, str]:
    """A copy of it."""
    shutil.copytree(trained_once[0], tmp_path / "workspace")
    return Workspace(tmp_path / "workspace"), trained_once[1]
