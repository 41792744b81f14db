# SPDX-License-Identifier: MIT
"""The Training panel with its presenter: buttons, curves, log and queue."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ser_workbench.gui.desk import Desk
from ser_workbench.gui.introductions import training as introduction
from ser_workbench.gui.panels.training import TrainingPanel
from ser_workbench.presenters.training import TrainingPresenter
from ser_workbench.presenters.training_curves import BatchLosses, curves_of
from ser_workbench.runs.workspace import Workspace
from ser_workbench.training.events import EpochEnded
from tests.presenters.training_desk import LONG, tiny_settings

PATIENTLY = 60_000


@pytest.fixture
def presenter(desk: Desk, qtbot: QtBot) -> TrainingPresenter:
    introduced = introduction.introduce(desk)
    panel, made = introduced.panel, introduced.presenter
    assert isinstance(made, TrainingPresenter)
    qtbot.addWidget(panel)
    panel.resize(1090, 690)
    panel.show()
    made.panel = panel  # type: ignore[attr-defined]  # Keeps it alive, as the app does.
    return made


@pytest.fixture
def panel(presenter: TrainingPresenter) -> TrainingPanel:
    made = presenter.panel  # type: ignore[attr-defined]
    assert isinstance(made, TrainingPanel)
    return made


@pytest.fixture
def ready(desk: Desk, panel: TrainingPanel, tmp_path: Path) -> TrainingPanel:
    desk.session.take_workspace(Workspace(tmp_path / "workspace"))
    desk.session.take_settings(tiny_settings(tmp_path))
    return panel


def test_that_start_is_off_and_the_invitation_leads_on_while_nothing_is_there(
    desk: Desk, panel: TrainingPanel, qtbot: QtBot
):
    assert not desk.actions.run_start.isEnabled()
    qtbot.mouseClick(panel.empty.button, Qt.MouseButton.LeftButton)
    assert desk.session.panel == "start"


def test_that_a_training_is_started_paused_resumed_and_kept_by_the_actions(
    desk: Desk, ready: TrainingPanel, presenter: TrainingPresenter, qtbot: QtBot
):
    actions, conductor = desk.actions, presenter.conductor
    desk.session.change_settings(LONG)
    actions.run_start.trigger()
    qtbot.waitUntil(lambda: bool(conductor.ledger and conductor.ledger.epochs), timeout=PATIENTLY)
    actions.run_pause.trigger()
    assert not actions.run_pause.isEnabled()
    assert actions.run_resume.isEnabled()
    assert ready.run.heading.text().startswith("Paused")
    actions.run_resume.trigger()
    qtbot.waitUntil(lambda: ready.plots.accuracy.plot is not None, timeout=PATIENTLY)
    actions.run_stop_and_keep.trigger()
    qtbot.waitUntil(lambda: not conductor.is_running, timeout=PATIENTLY)
    assert ready.run.heading.text().startswith("Finished: UA")
    assert ready.run.compare_button.isVisible()
    assert "Tested: UA" in ready.log.toPlainText()
    assert not ready._timer.isActive()


def test_that_a_cancelled_run_is_offered_for_resumption(
    desk: Desk, ready: TrainingPanel, presenter: TrainingPresenter, qtbot: QtBot
):
    desk.session.change_settings(LONG)
    desk.actions.run_start.trigger()
    conductor = presenter.conductor
    qtbot.waitUntil(lambda: bool(conductor.ledger and conductor.ledger.epochs), timeout=PATIENTLY)
    desk.actions.run_cancel.trigger()
    qtbot.waitUntil(ready.interrupted.isVisible, timeout=PATIENTLY)
    assert "cancelled" in ready.interrupted.runs.currentText()
    qtbot.mouseClick(ready.interrupted.dismiss_button, Qt.MouseButton.LeftButton)
    assert not ready.interrupted.isVisible()


def test_that_the_queue_is_filled_moved_and_emptied_by_its_buttons(ready: TrainingPanel, qtbot: QtBot):
    queue = ready.queue
    assert queue.empty.isVisible()
    queue.seeds.setValue(3)
    qtbot.mouseClick(queue.add_button, Qt.MouseButton.LeftButton)
    assert [queue.list.item(row).text()[:2] for row in range(3)] == ["1.", "2.", "3."]
    queue.list.setCurrentRow(2)
    number = queue.chosen_number()
    qtbot.mouseClick(queue.button("up"), Qt.MouseButton.LeftButton)
    assert queue.list.currentRow() == 1
    assert queue.chosen_number() == number
    qtbot.mouseClick(queue.button("remove"), Qt.MouseButton.LeftButton)
    assert queue.list.count() == 2
    assert ready.run.start_button.text() == "Start queue (2)"


def test_that_a_changed_hyperparameter_reaches_the_settings(desk: Desk, ready: TrainingPanel):
    ready.plan.form.changed.emit({"training.patience": 8})
    assert desk.session.settings.training.patience == 8


def test_that_drawing_500_epochs_and_100000_mini_batches_takes_under_50_ms(panel: TrainingPanel):
    losses = BatchLosses()
    for number in range(100_000):
        losses.add(number / 200, 1.0 / (1 + number))
    numbers = (1.0, 1.1, 1.2, 0.5, 0.4, 0.5, 0.4)
    epochs = [EpochEnded(number, *numbers, number == 9, number == 12, 3, 1.0) for number in range(1, 501)]
    panel.show_curves(curves_of(epochs[:-1], losses))  # The plots are made once.
    best = 1.0
    for _ in range(3):
        start = time.perf_counter()
        panel.show_curves(curves_of(epochs, losses))
        best = min(best, time.perf_counter() - start)
    assert best < 0.05


def draw_four_epochs(panel: TrainingPanel) -> None:
    numbers = (1.0, 1.1, 1.2, 0.5, 0.4, 0.5, 0.4)
    panel.show_curves(curves_of([EpochEnded(i, *numbers, i == 2, i == 3, 3, 1.0) for i in range(1, 5)]))


def test_that_the_best_epochs_wear_stars(panel: TrainingPanel):
    draw_four_epochs(panel)
    assert panel.plots.accuracy.plot is not None
    assert [(x, y) for x, y, _ in panel.plots.accuracy.plot._stars] == [(2.0, 50.0), (3.0, 40.0)]


def test_that_a_sentence_stands_where_the_accuracy_is_not_known_yet(panel: TrainingPanel):
    losses = BatchLosses()
    losses.add(0.5, 2.0)
    panel.show_curves(curves_of([], losses))
    assert panel.plots.loss.plot is not None
    assert panel.plots.accuracy.plot is None
    assert panel.plots.accuracy.waiting.isVisible()


def test_that_curves_and_log_follow_the_theme(desk: Desk, panel: TrainingPanel):
    draw_four_epochs(panel)
    desk.theme.set_mode("dark")
    desk.theme.set_mode("light")
    assert panel.plots.accuracy.plot is not None
    assert len(panel.plots.accuracy.plot._stars) == 2
