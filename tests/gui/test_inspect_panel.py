# SPDX-License-Identifier: MIT
"""The Inspect panel with its presenter: from the plots to the table, the file and back."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ser_workbench.gui.desk import Desk
from ser_workbench.gui.introductions import inspect as introduction
from ser_workbench.gui.panels.inspect import InspectPanel
from ser_workbench.presenters.inspect import InspectPresenter
from tests.presenters.inspect_desk import make_inspected

PATIENTLY = 60_000


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory):
    return make_inspected(tmp_path_factory.mktemp("inspected"))[0]


@pytest.fixture
def presenter(desk: Desk, qtbot: QtBot, workspace) -> InspectPresenter:
    introduced = introduction.introduce(desk)
    panel, made = introduced.panel, introduced.presenter
    qtbot.addWidget(panel)
    panel.resize(1104, 740)
    panel.show()
    desk.session.take_workspace(workspace)
    qtbot.waitUntil(lambda: made.look is not None and not made.is_busy, timeout=PATIENTLY)
    made.panel = panel  # Keeps it alive, as the app does.
    qtbot.waitUntil(lambda: bool(panel.grid.plots[2, 2].scene.is_bright.any()))
    return made


@pytest.fixture
def panel(presenter: InspectPresenter) -> InspectPanel:
    return presenter.panel  # type: ignore[attr-defined]


def written_in(file: Path) -> str:
    """The letters of an SVG, joined where they change their font."""
    return "".join(re.findall(r">([^<]*)</text>", file.read_text(encoding="utf-8")))


def test_that_all_is_in_the_window_and_a_click_on_a_point_fills_the_card(panel: InspectPanel, presenter, qtbot: QtBot):
    assert all(plot.isVisible() and plot.height() >= 90 for plot in panel.grid.plots.values())
    for part in (panel.probes, panel.utterance, panel.classes, panel.selection, panel.sliders):
        assert part.isVisible()
    assert not panel._side.verticalScrollBar().isVisible()
    plot = panel.grid.plots[0, 2]
    item = next(one for one in range(len(presenter.look.items.rows)) if plot.point_at(plot.place_of(one)) == one)
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.place_of(item).toPoint())
    assert panel.utterance.lines[0].whole == presenter.look.items.rows[item].utterance
    assert panel.utterance.play_button.isEnabled()
    for other in panel.grid.plots.values():
        assert other.scene.cloud.items[other._points["marked"]] == item


def test_that_a_lasso_lists_its_utterances_and_escape_forgets_them(panel: InspectPanel, presenter, qtbot: QtBot):
    plot = panel.grid.plots[0, 1]
    panel.bar.lasso_button.click()
    frame = plot.frame().toRect().adjusted(1, 1, -1, -1)
    corners = [frame.topLeft(), frame.topRight(), frame.bottomRight(), frame.bottomLeft()]
    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=corners[0])
    for corner in corners[1:]:
        qtbot.mouseMove(plot, corner)
    qtbot.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=corners[-1])
    assert panel.selection.table.rows_model.rowCount() == len(presenter.look.items.rows)
    panel.selection.table.selectRow(4)
    chosen = panel.selection.table.chosen_row()
    assert presenter.picking.marked == chosen.item
    assert panel.export_button.selection_entry.isEnabled()
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.selection.table.rows_model.rowCount() == 0


def test_that_a_chip_leaves_a_class_out_and_ctrl_sees_it_alone(panel: InspectPanel, presenter, qtbot: QtBot):
    chips = panel.classes.chips["emotion"]
    first, second = presenter.look.items.names["emotion"][:2]
    qtbot.mouseClick(chips, Qt.MouseButton.LeftButton, pos=chips.chip(first).center().toPoint())
    assert presenter.picking.left_out["emotion"] == {first}
    assert panel.classes.all_button.isVisible()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(chips, Qt.MouseButton.LeftButton, control, chips.chip(second).center().toPoint())
    assert presenter.picking.left_out["emotion"] == set(presenter.look.items.names["emotion"]) - {second}
    panel.classes.all_button.click()
    assert not presenter.picking.left_out["emotion"]
    qtbot.keyClick(chips, Qt.Key.Key_Right)
    qtbot.keyClick(chips, Qt.Key.Key_Return)
    assert presenter.picking.left_out["emotion"]


def test_that_sliders_views_and_layers_reach_the_plots(panel: InspectPanel, presenter, qtbot: QtBot):
    panel.sliders.snr.slider.setValue(0)
    qtbot.waitUntil(lambda: presenter.look.options.snr_db == -10.0, timeout=PATIENTLY)
    assert panel.sliders.snr.words.text() == "−10 dB"
    panel.bar.choices["view"]["pca"].click()
    qtbot.waitUntil(lambda: presenter.look.options.view == "pca", timeout=PATIENTLY)
    panel.grid.layers[0].setCurrentIndex(0)
    panel.grid.layers[0].activated.emit(0)
    qtbot.waitUntil(lambda: presenter.look.options.layers[0] == "raw", timeout=PATIENTLY)
    assert panel.grid.plots[0, 0].scene.cloud.module == "raw"
    panel.sliders.epochs.slider.setValue(0)
    qtbot.waitUntil(lambda: presenter.look.options.epoch == 0, timeout=PATIENTLY)
    assert panel.bar.choices["view"]["lda"].isChecked()
    panel.sliders.play_button.click()
    qtbot.waitUntil(lambda: presenter.look.options.epoch is None, timeout=PATIENTLY)
    assert not panel.sliders.play_button.isChecked()


def test_that_the_number_of_a_probe_opens_its_confusions_and_the_way_back(panel: InspectPanel, qtbot: QtBot):
    panel.probes.buttons["emotion", "cnn"].click()
    qtbot.waitUntil(lambda: bool(panel.confusions.cells.utterances.rows_model.rows))
    assert panel.confusions.isVisible()
    assert panel.confusions.heading.text() == "What an SVM on CNN took for what: emotion"
    panel.confusions.back_button.click()
    assert panel.grid.isVisible()


@pytest.mark.parametrize("suffix", [".svg", ".pdf", ".png"])
def test_that_all_nine_and_one_alone_are_written_as_figures(
    panel: InspectPanel, presenter, qtbot: QtBot, tmp_path: Path, suffix: str
):
    for place in (None, (0, 2)):
        panel.grid.show_alone(place)
        asked = []
        panel.ask_export = lambda what, start, asked=asked: asked.append((what, start.suffix))
        panel.figure_wanted.emit(panel.grid.alone, suffix)
        assert asked == [("figure", suffix)]
        file = tmp_path / f"figure{place is None}{suffix}"
        panel.export_file_chosen.emit("figure", file)
        qtbot.waitUntil(file.is_file, timeout=PATIENTLY)
    starts = {".svg": b"<?xml", ".pdf": b"%PDF", ".png": b"\x89PNG"}
    assert all(file.read_bytes().startswith(starts[suffix]) for file in tmp_path.glob("figure*"))
    assert [file.suffix for file in tmp_path.iterdir()] == [suffix, suffix]
    if suffix == ".svg":
        nine, one = (written_in(tmp_path / f"figure{is_nine}.svg") for is_nine in (True, False))
        assert all(word in nine for word in ("Emotion", "BLSTM", "female"))
        assert presenter.look.clouds[0, 2].title in one
        assert "female" not in one


def test_that_a_folder_that_is_not_there_is_told_in_a_sentence(
    desk: Desk, panel: InspectPanel, presenter, qtbot: QtBot
):
    presenter.export.ask_figure = None
    panel.export_file_chosen.emit("figure", Path("/nowhere/at/all.svg"))
    qtbot.waitUntil(lambda: bool(desk.session.complaint))
    assert "could not be written" in desk.session.complaint
