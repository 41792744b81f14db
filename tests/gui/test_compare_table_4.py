# SPDX-License-Identifier: MIT
"""The page Table 4 with its presenter: made when seen, sorted, two rows tested, written."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ser_workbench.gui.desk import Desk
from ser_workbench.gui.introductions import compare as introduction
from ser_workbench.gui.panels.compare import ComparePanel
from ser_workbench.presenters.compare import ComparePresenter
from ser_workbench.runs.workspace import Workspace
from tests.paper.entered import enter, settings_of
from tests.runs.answers import draw_answers

PATIENTLY = 20_000


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot, tmp_path: Path) -> ComparePanel:
    workspace = Workspace(tmp_path / "workspace")
    for seed in (0, 1):
        enter(workspace, settings_of("ldnn-mfcc", seed), draw_answers(7, seed, 0.4))
        enter(workspace, settings_of("st-cldnn-log-mel", seed), draw_answers(7, seed + 2, 0.9))
    introduced = introduction.introduce(desk)
    made, presenter = introduced.panel, introduced.presenter
    assert isinstance(made, ComparePanel)
    assert isinstance(presenter, ComparePresenter)
    made.presenter = presenter  # type: ignore[attr-defined]  # Keeps it alive, as the app does.
    qtbot.addWidget(made)
    made.resize(1090, 690)
    made.show()
    desk.session.take_workspace(workspace)
    qtbot.waitUntil(lambda: bool(presenter.lines) and presenter.has_details, timeout=PATIENTLY)
    made.tabs.setCurrentWidget(made.table_4)
    qtbot.waitUntil(lambda: presenter.table_4.table is not None, timeout=PATIENTLY)
    return made


def texts(panel: ComparePanel, column: str) -> list[str]:
    model = panel.table_4.table.rows_model
    number = [c.title for c in model.columns].index(column)
    return [str(model.data(model.index(row, number))) for row in range(model.rowCount())]


def test_that_a_row_a_model_is_shown_with_its_deviation_and_interval(panel: ComparePanel):
    assert texts(panel, "Model") == ["LDNN (MFCC)", "ST-CLDNN (log-Mel)"]
    assert all("±" in text and "[" in text for text in texts(panel, "UA clean"))
    assert all("±" in text and "[" not in text for text in texts(panel, "WA clean"))
    assert texts(panel, "UA noisy") == ["–", "–"]
    assert texts(panel, "Paper clean, noisy") == ["88.33, 75.51", "93.75, 84.26"]
    assert panel.table_4.table.isColumnHidden(1)
    assert not panel.condition_button("noisy").isVisible()


def test_that_it_is_sorted_by_the_mean(panel: ComparePanel):
    number = [column.title for column in panel.table_4.table.rows_model.columns].index("UA clean")
    panel.table_4.table.sortByColumn(number, Qt.SortOrder.DescendingOrder)
    assert texts(panel, "Model")[0] == "ST-CLDNN (log-Mel)"


def test_that_two_chosen_rows_are_tested_against_each_other(panel: ComparePanel, qtbot: QtBot):
    assert "Ctrl+click" in panel.table_4.pair.text()
    table, flags = panel.table_4.table, QItemSelectionModel.SelectionFlag
    for row in (0, 1):
        table.selectionModel().select(table.rows_model.index(row, 0), flags.Select | flags.Rows)
    qtbot.waitUntil(lambda: "points of UA more than LDNN (MFCC)" in panel.table_4.pair.text(), timeout=PATIENTLY)


def test_that_the_latex_button_asks_for_a_tex_file(panel: ComparePanel, qtbot: QtBot, tmp_path: Path):
    qtbot.mouseClick(panel.table_4.exports[".tex"], Qt.MouseButton.LeftButton)
    dialog = panel.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.defaultSuffix() == "tex"
    dialog.fileSelected.emit(str(tmp_path / "table.tex"))
    qtbot.waitUntil((tmp_path / "table.tex").exists, timeout=PATIENTLY)
    dialog.close()


def test_that_the_conditions_come_back_on_the_other_pages(panel: ComparePanel):
    panel.tabs.setCurrentWidget(panel.curves)
    assert panel.condition_button("noisy").isVisible()
