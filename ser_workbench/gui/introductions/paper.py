# SPDX-License-Identifier: MIT
"""The Paper panel meets its presenter, and the actions of the window meet both."""

from collections.abc import Iterator

from ser_workbench.gui.desk import Desk, Introduced, Shot, TourStep, Until
from ser_workbench.gui.panels.paper import PaperPanel
from ser_workbench.presenters.paper import PaperPresenter


def introduce(desk: Desk) -> Introduced:
    """Make the panel and its presenter, and connect what is clicked to what decides."""
    panel = PaperPanel(desk.theme, desk.actions)
    presenter = PaperPresenter(desk.session, panel, desk.jobs)
    actions = desk.actions
    actions.paper_start.triggered.connect(presenter.run)
    actions.paper_pause.triggered.connect(presenter.pause)
    actions.paper_resume.triggered.connect(presenter.resume)
    actions.paper_stop.triggered.connect(presenter.stop)
    panel.shown.connect(presenter.shown)
    panel.redraw_due.connect(presenter.redraw)
    panel.report_clicked.connect(presenter.open_report)
    panel.plan.changed.connect(presenter.change)
    panel.plan.link_clicked.connect(presenter.go_to)
    panel.progress.paper_chosen.connect(presenter.open)
    panel.items.opened.connect(presenter.open_item)
    panel.items.retry_clicked.connect(presenter.retry_failed)
    panel.tables.cell_opened.connect(presenter.open_cell)
    presenter.start()
    return Introduced(panel, presenter)


def tour_steps(desk: Desk, introduced: Introduced) -> Iterator[TourStep]:
    """The plan with its time, and the paper at work on its first items."""
    presenter = introduced.presenter
    assert isinstance(presenter, PaperPresenter)
    yield Until(lambda: desk.session.partition is not None, "the corpus is divided by speaker")
    presenter.change({"paper.baselines": False})  # LOSO of five feature sets would take minutes.
    yield Until(lambda: presenter.measuring.expected is not None, "the time of the paper is known", timeout_s=300)
    yield Shot("paper-plan")
    presenter.run()
    yield Until(lambda: _done(presenter) >= 1, "the first network is trained", timeout_s=600)
    yield Until(lambda: presenter.reading.result is not None, "the paper is read")
    yield Shot("paper")
    presenter.stop()
    yield Until(lambda: not presenter.conductor.is_running, "the paper is stopped")


def _done(presenter: PaperPresenter) -> int:
    return presenter.agenda.done if presenter.agenda is not None else 0
