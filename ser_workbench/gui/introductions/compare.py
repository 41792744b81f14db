# SPDX-License-Identifier: MIT
"""The Compare panel meets its presenter."""

from collections.abc import Iterator

from ser_workbench.gui.desk import Desk, Introduced, Shot, TourStep, Until
from ser_workbench.gui.introductions.audible_cells import introduce_cells
from ser_workbench.gui.panels.compare import ComparePanel
from ser_workbench.presenters.compare import ComparePresenter
from ser_workbench.presenters.compare_other_data import OtherDataPresenter


def introduce(desk: Desk) -> Introduced:
    """Make the panel and its presenter, and connect what is clicked to what decides."""
    panel = ComparePanel(desk.theme)
    cells = introduce_cells(panel.confusion.cells, desk)
    presenter = ComparePresenter(desk.session, panel, desk.jobs, cells)
    deeds = {
        "report": presenter.deeds.open_report,
        "folder": presenter.deeds.open_folder,
        "use": presenter.deeds.use_settings,
        "resume": presenter.deeds.resume,
        "delete": presenter.deeds.delete,
    }
    panel.deed_clicked.connect(lambda name: deeds[name]())
    panel.export.runs_clicked.connect(presenter.deeds.export)
    panel.export.networks_clicked.connect(presenter.deeds.export_networks)
    panel.delete_confirmed.connect(presenter.deeds.delete_confirmed)
    panel.export_folder_chosen.connect(presenter.deeds.export_folder_chosen)
    panel.runs_chosen.connect(presenter.choose)
    panel.condition_chosen.connect(presenter.choose_condition)
    panel.confusion_run_chosen.connect(presenter.choose_confusion)
    panel.table_seen.connect(presenter.table_4.see)
    panel.table_4.runs_chosen.connect(presenter.table_4.choose_runs)
    panel.table_4.pair_chosen.connect(presenter.table_4.pair)
    panel.table_4.export_clicked.connect(presenter.table_4.export)
    panel.table_file_chosen.connect(presenter.table_4.export_to)
    panel.empty_clicked.connect(presenter.go_to_work)
    page = panel.other_data
    other = OtherDataPresenter(desk.session, page, desk.jobs, introduce_cells(page.cells, desk), presenter.chosen)
    page.corpus_chosen.connect(other.choose_corpus)
    page.noise_chosen.connect(other.choose_noise)
    page.test_clicked.connect(other.test)
    page.condition_chosen.connect(other.choose_condition)
    presenter.on_lines = other.follow
    presenter.start()
    other.start()
    return Introduced(panel, presenter)


def tour_steps(desk: Desk, introduced: Introduced) -> Iterator[TourStep]:
    """Curves, confusions with the utterances of a cell, differences, Table 4."""
    panel, presenter = introduced.panel, introduced.presenter
    assert isinstance(panel, ComparePanel)
    assert isinstance(presenter, ComparePresenter)
    yield Until(lambda: desk.session.workspace is not None and bool(presenter.lines), "the runs are listed")
    presenter.choose([line.id for line in presenter.lines][:3])
    yield Until(lambda: presenter.has_details, "the chosen runs are read")
    for number, name in enumerate(("compare", "compare-confusions", "compare-differences", "compare-table-4")):
        panel.tabs.setCurrentIndex(number)
        if number == 1:
            yield Until(lambda: bool(panel.confusion.cells.utterances.rows_model.rows), "a cell is listed")
        if name == "compare-table-4":
            yield Until(lambda: presenter.table_4.table is not None, "Table 4 is made")
        yield Shot(name)
    panel.tabs.setCurrentIndex(0)
