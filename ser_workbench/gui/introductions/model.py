# SPDX-License-Identifier: MIT
"""The Model panel meets its presenter."""

from collections.abc import Iterator

from ser_workbench.gui.desk import Desk, Introduced, Shot, TourStep, Until
from ser_workbench.gui.panels.model import ModelPanel
from ser_workbench.presenters.model import ModelPresenter


def introduce(desk: Desk) -> Introduced:
    """Make the panel and its presenter, and connect what is clicked to what decides."""
    panel = ModelPanel(desk.theme)
    presenter = ModelPresenter(desk.session, panel, desk.jobs)
    panel.shown.connect(presenter.shown)
    panel.model_chosen.connect(presenter.choose)
    panel.changed.connect(presenter.change)
    panel.paper_sizes_clicked.connect(presenter.use_paper_sizes)
    panel.measure_clicked.connect(presenter.measure)
    panel.train_clicked.connect(presenter.go_to_training)
    presenter.start()
    return Introduced(panel, presenter)


def tour_steps(desk: Desk, introduced: Introduced) -> Iterator[TourStep]:
    """The network that will be trained, and a free one."""
    presenter = introduced.presenter
    assert isinstance(presenter, ModelPresenter)
    settings = desk.session.settings
    yield Until(lambda: desk.session.corpus is not None, "a corpus is open")
    yield Shot("model")
    presenter.choose("st-cldnn-log-mel")
    yield Shot("model-st-cldnn")
    desk.session.take_settings(settings)
