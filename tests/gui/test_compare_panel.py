# SPDX-License-Identifier: MIT
"""The Compare panel with its presenter: choosing, filtering, cells, questions before deeds."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from ser_workbench.gui.desk import Desk
from ser_workbench.gui.introductions import compare as introduction
from ser_workbench.gui.panels.compare import ComparePanel
from ser_workbench.presenters.compare import ComparePresenter
from ser_workbench.runs.workspace import Workspace
from tests.corpora import write_tone_corpus
from tests.presenters.compare_desk import make_runs

PATIENTLY = 20_000


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return make_runs(tmp_path_factory.mktemp("compare"))[0]


@pytest.fixture
def presenter(desk: Desk, qtbot: QtBot) -> ComparePresenter:
    introduced = introduction.introduce(desk)
    panel, made = introduced.panel, introduced.presenter
    assert isinstance(made, ComparePresenter)
    qtbot.addWidget(panel)
    panel.resize(1090, 690)
    panel.show()
    made.panel = panel  # type: ignore[attr-defined]  # Keeps it alive, as the app does.
    return made


@pytest.fixture
def panel(presenter: ComparePresenter, desk: Desk, workspace: Workspace, qtbot: QtBot) -> ComparePanel:
    made = presenter.panel  # type: ignore[attr-defined]
    assert isinstance(made, ComparePanel)
    desk.session.take_workspace(workspace)
    qtbot.waitUntil(lambda: bool(presenter.lines) and presenter.has_details, timeout=PATIENTLY)
    return made


def choose(panel: ComparePanel, presenter: ComparePresenter, positions: list[int], qtbot: QtBot) -> None:
    table = panel.runs.table
    flags = QItemSelectionModel.SelectionFlag
    table.clearSelection()
    for position in positions:
        table.selectionModel().select(table.rows_model.index(position, 0), flags.Select | flags.Rows)
    wanted = [table.rows_model.row_at(position).id for position in positions]
    qtbot.waitUntil(
        lambda: [line.id for line in presenter.chosen()] == wanted and presenter.has_details, timeout=PATIENTLY
    )


def test_that_an_empty_workspace_shows_a_sentence_and_a_button(presenter: ComparePresenter, desk: Desk, qtbot: QtBot):
    panel = presenter.panel  # type: ignore[attr-defined]
    assert "No workspace" in panel.empty.sentence.text()
    qtbot.mouseClick(panel.empty.button, Qt.MouseButton.LeftButton)
    assert desk.session.panel == "start"


def test_that_several_rows_chosen_are_drawn_over_each_other(
    panel: ComparePanel, presenter: ComparePresenter, qtbot: QtBot
):
    choose(panel, presenter, [1, 2], qtbot)
    assert panel.curves.plots is not None
    assert len(panel.curves.plots.accuracy._curves) == 2
    assert panel.differences.table.rowCount() == 1
    assert panel.runs.chosen_ids() == [line.id for line in presenter.chosen()]


def test_that_the_filter_hides_rows_and_counts_them(panel: ComparePanel):
    panel.runs.filter.setText("finished other")
    assert panel.runs.table.rows_model.rowCount() == 1
    assert panel.runs.count.text() == "1 of 3 runs"


def test_that_a_click_on_a_cell_lists_its_utterances(panel: ComparePanel, presenter: ComparePresenter, qtbot: QtBot):
    choose(panel, presenter, [1], qtbot)
    panel.tabs.setCurrentWidget(panel.confusion)
    counts = panel.confusion.cells.matrix._counts
    true, predicted = (int(i) for i in divmod(int(counts.argmax()), counts.shape[1]))
    place = panel.confusion.cells.matrix.cell_rect(true, predicted).center().toPoint()
    qtbot.mouseClick(panel.confusion.cells.matrix, Qt.MouseButton.LeftButton, pos=QPoint(place))
    model = panel.confusion.cells.utterances.rows_model
    qtbot.waitUntil(lambda: model.rowCount() == int(counts.max()), timeout=PATIENTLY)
    assert panel.confusion.cells.play_button.isEnabled()
    panel.toggle_play()
    qtbot.waitUntil(lambda: panel.confusion.cells.play_button.text() == "Stop", timeout=PATIENTLY)
    panel.toggle_play()
    qtbot.waitUntil(lambda: panel.confusion.cells.play_button.text() == "Play", timeout=PATIENTLY)


def test_that_the_condition_is_switched_by_its_buttons(panel: ComparePanel, presenter: ComparePresenter, qtbot: QtBot):
    choose(panel, presenter, [1], qtbot)
    assert panel.condition_button("noisy").isChecked()
    noisy = panel.confusion.cells.matrix._counts.sum()
    qtbot.mouseClick(panel.condition_button("clean"), Qt.MouseButton.LeftButton)
    assert panel.confusion.cells.matrix._counts.sum() * 2 == noisy


def test_that_deeds_are_off_where_they_make_no_sense(panel: ComparePanel, presenter: ComparePresenter, qtbot: QtBot):
    choose(panel, presenter, [0], qtbot)
    assert panel.deed_button("resume").isEnabled()
    assert not panel.deed_button("report").isEnabled()
    choose(panel, presenter, [1, 2], qtbot)
    assert not panel.deed_button("resume").isEnabled()
    assert panel.export.isEnabled()


def test_that_networks_are_exported_from_the_menu_where_all_chosen_runs_have_one(
    panel: ComparePanel, presenter: ComparePresenter, desk: Desk, tmp_path: Path, qtbot: QtBot
):
    choose(panel, presenter, [0], qtbot)
    assert panel.export.isEnabled()
    assert not any(entry.isEnabled() for entry in panel.export.networks.values())
    choose(panel, presenter, [1], qtbot)
    panel.export.networks["clean"].trigger()
    dialog = panel.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    (run,) = presenter.chosen()
    qtbot.waitUntil((tmp_path / f"{run.id}-onnx" / "model.onnx").is_file, timeout=PATIENTLY)


def test_that_delete_asks_and_deletes_nothing_when_it_is_refused(
    panel: ComparePanel, presenter: ComparePresenter, qtbot: QtBot
):
    choose(panel, presenter, [1], qtbot)
    qtbot.mouseClick(panel.deed_button("delete"), Qt.MouseButton.LeftButton)
    box = panel.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "cannot be undone" in box.text()
    (cancel,) = [b for b in box.findChildren(QPushButton) if b.text().replace("&", "") == "Cancel"]
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert len(presenter.lines) == 3


def test_that_the_chosen_run_is_tested_on_other_data_and_its_cells_are_listed(
    panel: ComparePanel, presenter: ComparePresenter, desk: Desk, tmp_path: Path, qtbot: QtBot
):
    choose(panel, presenter, [1], qtbot)
    page = panel.other_data
    panel.tabs.setCurrentWidget(page)
    assert not page.test_button.isEnabled()
    page.corpus_chosen.emit(write_tone_corpus(tmp_path / "speech"))
    qtbot.mouseClick(page.test_button, Qt.MouseButton.LeftButton)
    assert page.test_button.text() == "Stop"
    qtbot.waitUntil(lambda: bool(page.cells.utterances.rows_model.rows), timeout=PATIENTLY)
    assert page.test_button.text() == "Test"
    assert "UA" in page.score.whole
    panel.toggle_play()
    qtbot.waitUntil(lambda: page.cells.play_button.text() == "Stop", timeout=PATIENTLY)
    assert panel.confusion.cells.play_button.text() == "Play"
    panel.toggle_play()
