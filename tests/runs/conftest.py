# SPDX-License-Identifier: MIT
"""Runs without a training: settings of a tiny network, and entries in the store."""

from collections.abc import Callable

import pytest

from ser_workbench.progress import Event, run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.folder import RunIdentity
from ser_workbench.runs.result import RunResult
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from tests.corpora import write_noise_folder, write_tone_corpus
from tests.runs.trained import TINY


@pytest.fixture
def settings() -> ExperimentSettings:
    """A network of a few hundred weights, two epochs."""
    return ExperimentSettings().changed(
        {"model.name": "fst-cldnn-log-mel", "model.maps": 4, "model.cells": 8, "training.max_epochs": 2}
    )


@pytest.fixture
def enter_run(settings: ExperimentSettings) -> Callable[..., None]:
    """Enter a run that this process begins."""

    def enter(workspace: Workspace, run_id: str, created: str = "2026-01-01T00:00:00+00:00") -> None:
        workspace.store.add(RunIdentity(run_id, created, "tones", ("anger", "sadness")), settings)

    return enter


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> ExperimentSettings:
    """A whole experiment of seconds: tones in white noise, a network of a few hundred weights."""
    folder = tmp_path_factory.mktemp("data")
    write_tone_corpus(folder / "tones")
    write_noise_folder(folder / "noise")
    named = {"corpus.folder": str(folder / "tones"), "noise.folder": str(folder / "noise")}
    return ExperimentSettings().changed({"model.name": "fst-cldnn-log-mel", **TINY, **named})


@pytest.fixture(scope="session")
def finished(
    tiny: ExperimentSettings, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Workspace, RunResult, list[Event]]:
    """A finished run that no test changes: its workspace, its result and all its events."""
    workspace = Workspace(tmp_path_factory.mktemp("finished"))
    events: list[Event] = []
    result = run_steps(run_experiment(tiny, workspace), events.append)
    return workspace, result, events
