# SPDX-License-Identifier: MIT
"""The window and the command line train the same network: every number of every epoch, and every weight."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.introductions import training as introduction
from ser_workbench.presenters.training import TrainingPresenter
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.workspace import Workspace
from tests.gui.desk_of_tests import a_desk
from tests.presenters.training_desk import tiny_settings
from tests.runs.trained import same_weights, weights_of

NAMES = ("best_clean.safetensors", "best_noisy.safetensors", "checkpoint.safetensors")
SECONDS = "seconds"


@pytest.mark.parametrize("name", ["fst-cldnn-log-mel", "ldnn-mfcc"])
def test_that_window_and_command_line_come_to_the_same_numbers(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, name: str
):
    settings = tiny_settings(tmp_path).changed({"model.name": name, "model.maps": 4, "model.cells": 8})
    headless, windowed = Workspace(tmp_path / "headless"), Workspace(tmp_path / "windowed")
    result = run_steps(run_experiment(settings, headless))
    with a_desk(qapp) as desk:
        desk.session.take_workspace(windowed)
        desk.session.take_settings(settings)
        introduced = introduction.introduce(desk)
        qtbot.addWidget(introduced.panel)
        introduced.panel.show()
        presenter = introduced.presenter
        assert isinstance(presenter, TrainingPresenter)
        desk.actions.run_start.trigger()
        qtbot.waitUntil(lambda: not presenter.conductor.is_running, timeout=60_000)
        qtbot.waitUntil(lambda: not desk.jobs.running, timeout=60_000)
        ledger = presenter.conductor.ledger
    assert ledger is not None
    assert ledger.result is not None
    assert ledger.result.scores == result.scores
    assert ledger.result.best_epochs == result.best_epochs
    kept = headless.store.epochs(result.run)
    assert [_numbers(epoch) for epoch in ledger.epochs] == [_numbers(epoch) for epoch in kept]
    assert windowed.store.epochs(ledger.run_id) == tuple(ledger.epochs)
    for file in NAMES:
        assert same_weights(weights_of(headless, result.run, file), weights_of(windowed, ledger.run_id, file)), file
    for condition in result.scores:
        assert headless.store.predictions(result.run, condition) == windowed.store.predictions(ledger.run_id, condition)


def _numbers(epoch: object) -> dict[str, object]:
    """Everything but the time it took."""
    return {name: getattr(epoch, name) for name in epoch.__dataclass_fields__ if name != SECONDS}  # type: ignore[attr-defined]
