# SPDX-License-Identifier: MIT
"""The Start panel, which was painted before anything else, meets its presenter."""

from collections.abc import Iterator

from ser_workbench.gui.desk import Desk, Introduced, Shot, TourStep, Until
from ser_workbench.gui.panels.start import StartPanel
from ser_workbench.presenters.start import StartPresenter


def introduce(desk: Desk, panel: StartPanel) -> Introduced:
    """Make the presenter and connect the two."""
    presenter = StartPresenter(desk.session, panel, desk.jobs)
    panel.step_clicked.connect(presenter.go_to)
    panel.recent_clicked.connect(presenter.open_workspace)
    presenter.start()
    return Introduced(panel, presenter)


def tour_steps(desk: Desk, introduced: Introduced) -> Iterator[TourStep]:
    """A picture of the first moment, then the demo; the user's own workspaces are nobody's business."""
    panel = introduced.panel
    assert isinstance(panel, StartPanel)
    yield Until(lambda: not desk.jobs.running, "everything is loaded")
    panel.show_recent(())
    yield Shot("start")
    desk.actions.try_demo.trigger()
    yield Until(lambda: desk.session.noises is not None, "the demo is open")
