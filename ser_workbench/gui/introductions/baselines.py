# SPDX-License-Identifier: MIT
"""The Baselines panel meets its presenter, and the actions of the window meet both."""

from collections.abc import Iterator

from ser_workbench.gui.desk import Desk, Introduced, Shot, TourStep, Until
from ser_workbench.gui.introductions.audible_cells import introduce_cells
from ser_workbench.gui.panels.baselines import BaselinesPanel
from ser_workbench.presenters.baselines import BaselinesPresenter

QUICK = {"sets": "EC", "svm.kernel": "linear", "svm.costs": "0.001, 0.01"}
"""What the tour tries: one kernel and two costs, so that leaving out every speaker in turn does not take minutes."""


def introduce(desk: Desk) -> Introduced:
    """Make the panel and its presenter, and connect what is clicked to what decides."""
    panel = BaselinesPanel(desk.theme, desk.actions)
    presenter = BaselinesPresenter(desk.session, panel, desk.jobs, introduce_cells(panel.cells, desk))
    actions = desk.actions
    actions.baselines_start.triggered.connect(presenter.run)
    actions.baselines_pause.triggered.connect(presenter.pause)
    actions.baselines_resume.triggered.connect(presenter.resume)
    actions.baselines_stop.triggered.connect(presenter.stop)
    panel.shown.connect(presenter.shown)
    panel.redraw_due.connect(presenter.redraw)
    panel.delete_confirmed.connect(presenter.delete_confirmed)
    panel.plan.changed.connect(presenter.change)
    panel.plan.link_clicked.connect(presenter.go_to)
    panel.tabs.baseline_chosen.connect(presenter.choose)
    panel.tabs.delete_clicked.connect(presenter.delete)
    panel.tabs.table_3.cell_opened.connect(presenter.open_cell)
    presenter.start()
    return Introduced(panel, presenter)


def tour_steps(desk: Desk, introduced: Introduced) -> Iterator[TourStep]:
    """Support vector machines on the smallest set, then Table 3; the form alone where there is no openSMILE."""
    panel, presenter = introduced.panel, introduced.presenter
    assert isinstance(presenter, BaselinesPresenter)
    assert isinstance(panel, BaselinesPanel)
    yield Until(lambda: desk.session.partition is not None, "the corpus is divided by speaker")
    if not desk.actions.baselines_start.isEnabled():
        yield Shot("baselines")
        return
    for key, value in QUICK.items():
        presenter.change({f"baselines.{key}": value})
    presenter.run()
    yield Until(lambda: not presenter.conductor.is_running, "two baselines are tried", timeout_s=600)
    yield Until(lambda: bool(panel.cells.utterances.rows_model.rows), "a cell is listed")
    yield Shot("baselines")
    panel.tabs.setCurrentIndex(1)
    yield Shot("baselines-table-3")
    panel.tabs.setCurrentIndex(0)
