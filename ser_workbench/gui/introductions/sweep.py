# SPDX-License-Identifier: MIT
"""The Sweep panel meets its presenter, and the actions of the window meet both."""

from collections.abc import Iterator

from ser_workbench.gui.desk import Desk, Introduced, Shot, TourStep, Until
from ser_workbench.gui.panels.sweep import SweepPanel
from ser_workbench.presenters.sweep import SweepPresenter

SMALL = {
    "model.maps": 4,
    "model.cells": 16,
    "noise.noises": 1,
    "noise.snrs": 1,
    "training.batch_size": 20,
    "training.max_epochs": 2,
}
"""What the tour searches: tiny networks, so that a picture does not take an hour."""


def introduce(desk: Desk) -> Introduced:
    """Make the panel and its presenter, and connect what is clicked to what decides."""
    panel = SweepPanel(desk.theme, desk.actions)
    presenter = SweepPresenter(desk.session, panel, desk.jobs)
    actions = desk.actions
    actions.sweep_start.triggered.connect(presenter.run)
    actions.sweep_pause.triggered.connect(presenter.pause)
    actions.sweep_resume.triggered.connect(presenter.resume)
    actions.sweep_stop.triggered.connect(presenter.stop)
    panel.shown.connect(presenter.shown)
    panel.redraw_due.connect(presenter.redraw)
    panel.plan.changed.connect(presenter.change)
    panel.plan.link_clicked.connect(presenter.go_to)
    panel.plan.place.changed.connect(presenter.change_place)
    panel.search.search_chosen.connect(presenter.open)
    panel.trials.retry_clicked.connect(presenter.retry_failed)
    panel.maps.train_best_clicked.connect(presenter.train_best)
    panel.maps.trial_chosen.connect(presenter.choose)
    panel.trials.trial_chosen.connect(presenter.choose)
    panel.trials.opened.connect(presenter.compare)
    panel.trials.skip_clicked.connect(presenter.skip)
    presenter.start()
    return Introduced(panel, presenter)


def tour_steps(desk: Desk, introduced: Introduced) -> Iterator[TourStep]:
    """In the middle of a small search, and at its end."""
    presenter = introduced.presenter
    assert isinstance(presenter, SweepPresenter)
    settings = desk.session.settings
    desk.session.change_settings({**SMALL, "model.name": "fst-cldnn-log-mel"})
    presenter.change({"sweep.width_1": "3-5"})
    yield Until(lambda: desk.session.partition is not None, "the corpus is divided by speaker")
    presenter.run()
    yield Until(lambda: _finished(presenter) >= 3, "three trials are finished", timeout_s=600)
    yield Shot("sweep-running")
    yield Until(lambda: not presenter.conductor.is_running, "the search is finished", timeout_s=600)
    yield Until(lambda: presenter.state is not None and presenter.state.over == presenter.state.total, "it is read")
    yield Shot("sweep")
    desk.session.take_settings(settings)


def _finished(presenter: SweepPresenter) -> int:
    return presenter.state.count("finished") if presenter.state is not None else 0
