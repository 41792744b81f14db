# SPDX-License-Identifier: MIT
"""What several files of tests here begin with."""

import shutil
from pathlib import Path

import pytest

from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from tests.corpora import write_noise_folder, write_tone_corpus
from tests.presenters.live_desk import LiveDesk
from tests.runs.trained import TINY

SPEAKERS = {f"s{number:02d}": "female" if number % 2 else "male" for number in range(1, 7)}


@pytest.fixture(scope="session")
def trained_to_listen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a run in noise and one without, which have listened before."""
    folder = tmp_path_factory.mktemp("live")
    corpus = write_tone_corpus(folder / "tones", speakers=SPEAKERS)
    noise = write_noise_folder(folder / "noise", count=12, seconds=1.0)
    shares = {"partition.validation_share": 0.34, "partition.test_share": 0.34}
    settings = ExperimentSettings().changed({**TINY, **shares, "corpus.folder": str(corpus)})
    workspace = Workspace(folder / "workspace")
    run_steps(run_experiment(settings.changed({"name": "quiet"}), workspace))
    run_steps(run_experiment(settings.changed({"name": "loud", "noise.folder": str(noise)}), workspace))
    desk = LiveDesk(workspace)
    desk.listen()
    desk.stop()
    return workspace.folder


@pytest.fixture
def live_desk(trained_to_listen: Path, tmp_path: Path) -> LiveDesk:
    shutil.copytree(trained_to_listen, tmp_path / "workspace")
    return LiveDesk(Workspace(tmp_path / "workspace"))
