# SPDX-License-Identifier: MIT
"""The Baselines panel with its presenter: form, actions, table, Table 3, audible cells."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from ser_workbench.gui.desk import Desk
from ser_workbench.gui.introductions import baselines as introduction
from ser_workbench.gui.panels.baselines import BaselinesPanel
from ser_workbench.presenters.baselines import BaselinesPresenter
from ser_workbench.runs.workspace import Workspace
from tests.corpora import write_tone_corpus
from tests.presenters.baselines_desk import CLOSE_HZ, QUICK, SPEAKERS

pytest.importorskip("opensmile", reason="the extra opensmile is not installed")
PATIENTLY = 60_000


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot, tmp_path: Path) -> BaselinesPanel:
    introduced = introduction.introduce(desk)
    made = introduced.panel
    assert isinstance(made, BaselinesPanel)
    made.presenter = introduced.presenter  # type: ignore[attr-defined]  # Keeps it alive, as the app does.
    qtbot.addWidget(made)
    made.resize(1090, 690)
    made.show()
    corpus = write_tone_corpus(tmp_path / "tones", speakers=SPEAKERS, emotions=CLOSE_HZ)
    desk.session.take_workspace(Workspace(tmp_path / "workspace"))
    desk.session.change_settings({"corpus.folder": str(corpus)})
    for key, value in QUICK.items():
        introduced.presenter.change({f"baselines.{key}": value})
    return made


def _presenter(panel: BaselinesPanel) -> BaselinesPresenter:
    presenter = panel.presenter  # type: ignore[attr-defined]
    assert isinstance(presenter, BaselinesPresenter)
    return presenter


def _try_all(panel: BaselinesPanel, desk: Desk, qtbot: QtBot) -> None:
    desk.actions.baselines_start.trigger()
    qtbot.waitUntil(lambda: not _presenter(panel).conductor.is_running, timeout=PATIENTLY)
    qtbot.waitUntil(lambda: not desk.jobs.running, timeout=PATIENTLY)


def test_that_baselines_are_tried_from_the_button_to_the_table_and_its_confusions(
    desk: Desk, panel: BaselinesPanel, qtbot: QtBot
):
    assert not panel.status.isVisible()
    assert not panel.tabs.isVisible()
    _try_all(panel, desk, qtbot)
    assert panel.status.headline.whole == "Finished"
    assert panel.status.bar.value() == panel.status.bar.maximum()
    assert not panel._timer.isActive()
    assert panel.tabs.isVisible()
    model = panel.tabs.table.rows_model
    assert [model.row_at(row).title for row in range(model.rowCount())] == ["SVM on EC, LOSO", "SVM on EC, TVT"]
    panel.tabs.table.selectRow(1)
    qtbot.waitUntil(lambda: panel.score.whole.startswith("SVM on EC, TVT: UA"), timeout=PATIENTLY)
    assert desk.session.baseline_id == model.row_at(1).id


def test_that_a_click_on_a_cell_lists_its_utterances(desk: Desk, panel: BaselinesPanel, qtbot: QtBot):
    _try_all(panel, desk, qtbot)
    counts = _presenter(panel).results[0].score.confusion
    qtbot.mouseClick(
        panel.cells.matrix, Qt.MouseButton.LeftButton, pos=panel.cells.matrix.cell_rect(0, 0).center().toPoint()
    )
    wanted = f"{counts[0][0]} utterance{'' if counts[0][0] == 1 else 's'}: anger heard as anger"
    qtbot.waitUntil(lambda: panel.cells.cell_title.whole == wanted, timeout=PATIENTLY)
    assert panel.cells.utterances.rows_model.rowCount() == counts[0][0]
    assert panel.cells.play_button.isEnabled() == (counts[0][0] > 0)


def test_that_a_number_of_table_3_leads_to_its_baseline(desk: Desk, panel: BaselinesPanel, qtbot: QtBot):
    _try_all(panel, desk, qtbot)
    panel.tabs.setCurrentIndex(1)
    table = panel.tabs.table_3.table
    assert [table.horizontalHeaderItem(place).text() for place in range(5)] == ["EC", "PC", "SSC", "STC", "ComParE"]
    item = table.item(1, 0)
    assert item is not None
    table.itemActivated.emit(item)
    (tvt,) = [result for result in _presenter(panel).results if not result.is_loso]
    qtbot.waitUntil(lambda: desk.session.baseline_id == tvt.id, timeout=PATIENTLY)
    chosen = panel.tabs.table.chosen_row()
    assert chosen is not None
    assert chosen.id == tvt.id


def test_that_the_form_shows_what_its_rival_has(panel: BaselinesPanel, desk: Desk):
    form = panel.plan.form
    assert form.field_widget("svm.costs").isVisibleTo(panel)
    assert not form.field_widget("skrrr.ranks").isVisibleTo(panel)
    _presenter(panel).change({"baselines.method": "skrrr"})
    assert form.field_widget("skrrr.ranks").isVisibleTo(panel)
    assert not form.field_widget("svm.costs").isVisibleTo(panel)
    panel.plan.sets["PC"].setChecked(True)
    assert _presenter(panel).form.chosen_sets == ("EC", "PC")
    assert panel.plan.count.text() == "4 baselines"
    for name in ("EC", "PC"):
        panel.plan.sets[name].setChecked(False)
    assert not panel.plan.refusal.isHidden()
    assert not desk.actions.baselines_start.isEnabled()


def test_that_a_configuration_takes_the_place_of_the_sets(panel: BaselinesPanel):
    _presenter(panel).change({"baselines.config": "own.conf"})
    assert not any(box.isEnabled() for box in panel.plan.sets.values())
    assert panel.plan.count.text() == "2 baselines"


def test_that_a_baseline_is_deleted_after_a_question(desk: Desk, panel: BaselinesPanel, qtbot: QtBot):
    _presenter(panel).change({"baselines.tests_loso": False})
    _try_all(panel, desk, qtbot)
    qtbot.mouseClick(panel.tabs.delete_button, Qt.MouseButton.LeftButton)
    (box,) = panel.findChildren(QMessageBox)
    assert "SVM on EC, TVT" in box.text()
    box.buttons()[0].click()
    qtbot.waitUntil(lambda: not _presenter(panel).results, timeout=PATIENTLY)
    assert not panel.tabs.isVisible()
