# SPDX-License-Identifier: MIT
"""The Sweep panel with its presenter: form, actions, maps, table."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ser_workbench.gui.desk import Desk
from ser_workbench.gui.introductions import sweep as introduction
from ser_workbench.gui.panels.sweep import SweepPanel
from ser_workbench.presenters.sweep import SweepPresenter
from ser_workbench.presenters.sweep_conductor import Place
from ser_workbench.runs.workspace import Workspace
from tests.presenters.training_desk import LONG, tiny_settings

PATIENTLY = 60_000


@pytest.fixture
def presenter(desk: Desk, qtbot: QtBot, tmp_path: Path) -> SweepPresenter:
    introduced = introduction.introduce(desk)
    panel, made = introduced.panel, introduced.presenter
    assert isinstance(made, SweepPresenter)
    qtbot.addWidget(panel)
    panel.resize(1090, 690)
    panel.show()
    desk.session.take_workspace(Workspace(tmp_path / "workspace"))
    desk.session.take_settings(tiny_settings(tmp_path))
    made.change({"sweep.width_1": "3-4"})
    made.change({"sweep.width_2": "2"})
    made.panel = panel  # type: ignore[attr-defined]  # Keeps it alive, as the app does.
    return made


@pytest.fixture
def panel(presenter: SweepPresenter) -> SweepPanel:
    made = presenter.panel  # type: ignore[attr-defined]
    assert isinstance(made, SweepPanel)
    return made


def test_that_a_search_runs_from_the_button_to_a_map_and_a_table(
    desk: Desk, panel: SweepPanel, presenter: SweepPresenter, qtbot: QtBot
):
    assert not panel.search.isVisible()
    desk.actions.sweep_start.trigger()
    qtbot.waitUntil(lambda: not presenter.conductor.is_running and bool(presenter.state), timeout=PATIENTLY)
    qtbot.waitUntil(lambda: presenter.state is not None and presenter.state.over == 2, timeout=PATIENTLY)
    assert panel.search.headline.whole == "Finished: FST-CLDNN (log-Mel)"
    assert panel.search.bar.value() == panel.search.bar.maximum()
    assert panel.maps.maps[0].isVisible()
    assert not panel.maps.maps[1].isVisible()
    assert panel.trials.table.rows_model.rowCount() == 2
    assert not panel._timer.isActive()
    cell = panel.maps.maps[0].cell_rect((4, 2)).center().toPoint()
    qtbot.mouseClick(panel.maps.maps[0], Qt.MouseButton.LeftButton, pos=cell)
    chosen = panel.trials.table.chosen_row()
    assert chosen is not None
    assert chosen.sizes == "w1=4 w2=2"
    panel.trials.table.opened.emit(chosen)
    assert desk.session.run_ids == (chosen.run_id,)


def test_that_a_search_is_paused_resumed_stopped_and_a_trial_skipped(
    desk: Desk, panel: SweepPanel, presenter: SweepPresenter, qtbot: QtBot
):
    desk.session.change_settings(LONG)
    actions = desk.actions
    actions.sweep_start.trigger()
    qtbot.waitUntil(lambda: panel.trials.table.rows_model.rowCount() == 2, timeout=PATIENTLY)
    actions.sweep_pause.trigger()
    assert actions.sweep_resume.isEnabled()
    assert not actions.sweep_pause.isEnabled()
    actions.sweep_resume.trigger()
    panel.trials.table.selectRow(1)
    qtbot.mouseClick(panel.trials.skip_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.trials.skip_button.text() == "Take back", timeout=PATIENTLY)
    actions.sweep_stop.trigger()
    qtbot.waitUntil(lambda: not presenter.conductor.is_running, timeout=PATIENTLY)
    qtbot.waitUntil(actions.sweep_resume.isEnabled, timeout=PATIENTLY)
    assert "1 skipped" in panel.search.text.whole


def test_that_sizes_the_network_does_not_have_are_grey_with_the_reason(panel: SweepPanel, desk: Desk):
    assert not panel.plan.ranges.line("height_1").isEnabled()
    assert "cover all bands" in panel.plan.ranges.line("height_1").toolTip()
    assert panel.plan.ranges.line("width_1").placeholderText() == "3–8"
    desk.session.change_settings({"model.name": "st-cldnn-log-mel"})
    assert panel.plan.ranges.line("height_1").isEnabled()


def test_that_a_wrong_range_is_told_below_the_ranges_until_it_is_mended(panel: SweepPanel, desk: Desk, qtbot: QtBot):
    line = panel.plan.ranges.line("width_1")
    for text, is_wrong in (("9-", True), ("3", False)):
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, text)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert panel.plan.ranges.error.isVisible() == is_wrong
    assert desk.actions.sweep_start.isEnabled()


def test_that_the_place_is_told_with_what_it_needs(panel: SweepPanel, presenter: SweepPresenter):
    form = panel.plan.place
    form.at_once.setValue(2)
    assert presenter.place == Place("local", 2)
    assert "process of its own" in form.note.text()
    form.where.setCurrentIndex(1)
    assert form.address.isVisible()
    assert not form.at_once.isVisible()
    form.address.setText("dask://host:8786")
    form.address.editingFinished.emit()
    assert presenter.place.compute == "dask://host:8786"
