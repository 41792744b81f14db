# SPDX-License-Identifier: MIT
"""Runs without a training: settings of a tiny network, and entries in the store."""

from collections.abc import Callable

import pytest

from ser_workbench.runs.folder import RunIdentity
from ser_workbench.runs.settings import ExperimentSettings, default_settings
from ser_workbench.runs.workspace import Workspace


@pytest.fixture
def settings() -> ExperimentSettings:
    """A network of a few hundred weights, two epochs."""
    return default_settings("fst-cldnn-log-mel").changed({"model.maps": 4, "model.cells": 8, "training.max_epochs": 2})


@pytest.fixture
def enter_run(settings: ExperimentSettings) -> Callable[..., None]:
    """Enter a run that this process begins."""

    def enter(workspace: Workspace, run_id: str, created: str = "2026-01-01T00:00:00+00:00") -> None:
        workspace.store.add(RunIdentity(run_id, created, "tones", ("anger", "sadness")), settings)

    return enter
