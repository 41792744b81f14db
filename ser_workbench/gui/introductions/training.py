# SPDX-License-Identifier: MIT
"""The Training panel meets its presenter, and the actions of the window meet both."""

from collections.abc import Iterator

from ser_workbench.gui.desk import Desk, Introduced, Shot, TourStep, Until
from ser_workbench.gui.panels.training import TrainingPanel
from ser_workbench.presenters.training import TrainingPresenter

SMALL = {
    "model.maps": 8,
    "model.cells": 32,
    "noise.noises": 1,
    "noise.snrs": 1,
    "training.batch_size": 20,
    "training.max_epochs": 8,
}
"""What the tour trains: the paper's network made small, so that a picture does not take an hour."""


def introduce(desk: Desk) -> Introduced:
    """Make the panel and its presenter, and connect what is clicked to what decides."""
    panel = TrainingPanel(desk.theme, desk.actions)
    presenter = TrainingPresenter(desk.session, panel, desk.jobs)
    actions = desk.actions
    actions.run_start.triggered.connect(presenter.run)
    actions.run_pause.triggered.connect(presenter.pause)
    actions.run_resume.triggered.connect(presenter.resume)
    actions.run_stop_and_keep.triggered.connect(presenter.stop_and_keep)
    actions.run_cancel.triggered.connect(presenter.cancel)
    panel.shown.connect(presenter.shown)
    panel.changed.connect(presenter.change)
    panel.link_clicked.connect(presenter.go_to)
    panel.redraw_due.connect(presenter.redraw)
    panel.compare_clicked.connect(presenter.compare)
    panel.add_to_queue_clicked.connect(presenter.add_to_queue)
    panel.move_in_queue_clicked.connect(presenter.move_in_queue)
    panel.remove_from_queue_clicked.connect(presenter.remove_from_queue)
    panel.resume_run_clicked.connect(presenter.resume_run)
    panel.dismiss_run_clicked.connect(presenter.dismiss)
    presenter.start()
    return Introduced(panel, presenter)


def tour_steps(desk: Desk, introduced: Introduced) -> Iterator[TourStep]:
    """Before, during and after a short training."""
    presenter = introduced.presenter
    assert isinstance(presenter, TrainingPresenter)
    conductor = presenter.conductor
    settings = desk.session.settings
    desk.session.change_settings(SMALL)
    yield Until(lambda: desk.session.partition is not None, "the corpus is divided by speaker")
    yield Shot("training-ready")
    presenter.run()
    desk.session.change_settings({"model.name": "ldnn-log-mel", **SMALL})
    presenter.add_to_queue(1)
    desk.session.take_settings(settings.changed(SMALL))
    yield Until(lambda: _epochs(presenter) >= 4 or not conductor.is_running, "four epochs are learnt", timeout_s=600)
    yield Shot("training")
    yield Until(lambda: not conductor.is_running, "two runs are finished", timeout_s=600)
    yield Shot("training-finished")
    desk.session.take_settings(settings)


def _epochs(presenter: TrainingPresenter) -> int:
    ledger = presenter.conductor.ledger
    return len(ledger.epochs) if ledger is not None else 0
