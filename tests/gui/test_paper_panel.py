# SPDX-License-Identifier: MIT
"""The Paper panel with its presenter: the invitation, the plan, findings, tables, figures; a number opens its run."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ser_workbench.gui.desk import Desk
from ser_workbench.gui.introductions import paper as introduction
from ser_workbench.gui.panels.paper import PaperPanel
from ser_workbench.gui.panels.paper_figures import Drawing
from ser_workbench.presenters.paper import PaperPresenter
from ser_workbench.presenters.paper_status import ItemLine, PaperControls, PaperStatus
from ser_workbench.studies.drawing_looks import GROUND, INK
from tests.presenters.paper_desk import result

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
    '<rect width="40" height="20" fill="#ffffff"/><rect x="10" y="5" width="20" height="10" fill="#d55e00"/></svg>'
)


@pytest.fixture
def presenter(desk: Desk, qtbot: QtBot) -> PaperPresenter:
    introduced = introduction.introduce(desk)
    panel, made = introduced.panel, introduced.presenter
    assert isinstance(made, PaperPresenter)
    qtbot.addWidget(panel)
    panel.resize(1090, 690)
    panel.show()
    made.panel = panel  # type: ignore[attr-defined]  # Keeps it alive, as the app does.
    return made


@pytest.fixture
def panel(presenter: PaperPresenter) -> PaperPanel:
    made = presenter.panel  # type: ignore[attr-defined]
    assert isinstance(made, PaperPanel)
    return made


def test_that_without_a_workspace_the_panel_leads_to_one(panel: PaperPanel, desk: Desk, qtbot: QtBot):
    assert panel.invitation.button.isVisible()
    assert not desk.actions.paper_start.isEnabled()
    assert not panel.report_button.isEnabled()
    qtbot.mouseClick(panel.invitation.button, Qt.MouseButton.LeftButton)
    assert desk.session.panel == "start"


def test_that_findings_are_told_in_words_beside_what_the_paper_found(panel: PaperPanel, tmp_path: Path):
    panel.show_invitation(None)
    panel.show_result(result(tmp_path))
    panel.tabs.setCurrentWidget(panel.findings)
    assert panel.findings.words() == ["✓ holds"]
    panel.grab()


def test_that_a_double_click_on_a_number_opens_its_run_in_compare(panel: PaperPanel, desk: Desk, tmp_path: Path):
    panel.show_result(result(tmp_path))
    table = panel.tables.table
    assert (table.rowCount(), table.columnCount()) == (1, 2)
    assert panel.tables.which.currentText() == "Table 4: Models"
    table.itemActivated.emit(table.item(0, 0))
    assert (desk.session.panel, desk.session.run_ids) == ("compare", ("run-1",))
    assert "published 75.51" in table.item(0, 1).toolTip()


def test_that_a_result_that_is_gone_takes_its_pages_away(panel: PaperPanel, tmp_path: Path):
    panel.show_result(result(tmp_path))
    panel.tabs.setCurrentWidget(panel.tables)
    panel.show_result(None)
    assert panel.tabs.currentWidget() is panel.items
    assert not panel.tabs.isTabEnabled(1)


def test_that_a_figure_wears_the_theme_and_keeps_its_proportions(desk: Desk, qtbot: QtBot):
    drawing = a_drawing(desk, qtbot)
    desk.theme.set_mode("light")
    light = drawing.grab().toImage()
    desk.theme.set_mode("dark")
    dark = drawing.grab().toImage()
    assert _colour(light, 200, 100) == "#d55e00"
    assert _colour(dark, 200, 100) == "#e8741a"
    assert _colour(light, 20, 20) == "#ffffff"


def test_that_a_figure_that_is_drawn_anew_is_shown_anew(desk: Desk, qtbot: QtBot):
    drawing = a_drawing(desk, qtbot)
    desk.theme.set_mode("light")
    drawing.grab()
    drawing.show_svg(SVG.replace("#d55e00", "#009e73"))
    assert _colour(drawing.grab().toImage(), 200, 100) == "#009e73"


def test_that_the_names_of_classes_are_not_covered_by_their_halo(desk: Desk, qtbot: QtBot):
    drawing = a_drawing(desk, qtbot)
    desk.theme.set_mode("light")
    halo = f'fill="{INK}" stroke="{GROUND}" stroke-width="3" paint-order="stroke"'
    drawing.show_svg(
        SVG.replace("</svg>", f'<text x="10" y="14" font-size="12" font-weight="700" {halo}>hap</text></svg>')
    )
    image = drawing.grab().toImage()
    inked = [_colour(image, x, y) for x in range(100, 300) for y in range(50, 150)].count(INK)
    assert inked > 200


def test_that_only_figures_that_are_there_are_offered(panel: PaperPanel, tmp_path: Path):
    file = tmp_path / "figure3.svg"
    file.write_text(SVG)
    panel.figures.show_figures({"figure3": file, "figure4": tmp_path / "not-drawn.svg"})
    assert [panel.figures.which.itemText(n) for n in range(panel.figures.which.count())] == ["Figure 3"]


def test_that_before_the_report_there_is_a_sentence_in_place_of_figures(panel: PaperPanel):
    panel.figures.show_figures({})
    assert panel.figures.nothing.isVisibleTo(panel.figures)
    assert not panel.figures.drawing.isVisibleTo(panel.figures)
    assert not panel.figures.open_button.isVisibleTo(panel.figures)


def test_that_a_figure_can_be_opened_by_itself(panel: PaperPanel, tmp_path: Path, qtbot: QtBot):
    file = tmp_path / "figure3.svg"
    file.write_text(SVG)
    panel.figures.figure_opened.disconnect()  # Nothing is opened outside by a test.
    panel.show_result(replace(result(tmp_path), figures={"figure3": file}))
    with qtbot.waitSignal(panel.figures.figure_opened) as signal:
        panel.figures.open_button.click()
    assert signal.args == [file]


def test_that_the_plan_keeps_the_chosen_item_while_times_run_on(panel: PaperPanel):
    def lines(seconds: float) -> list[ItemLine]:
        return [ItemLine(n, "Training", f"Model {n}", "running", 60.0, seconds, "", f"run-{n}") for n in (1, 2)]

    panel.show_items(lines(1.0))
    panel.items.table.selectRow(1)
    panel.show_items(lines(2.0))
    chosen = panel.items.table.chosen_row()
    assert chosen is not None
    assert (chosen.number, chosen.seconds) == (2, 2.0)


def test_that_controls_and_status_are_shown(panel: PaperPanel, desk: Desk):
    panel.show_controls(PaperControls(False, True, False, True, True, True), is_running=True)
    actions = desk.actions
    enabled = [one.isEnabled() for one in (actions.paper_start, actions.paper_pause, actions.paper_stop)]
    assert enabled == [False, True, True]
    assert panel.report_button.isEnabled()
    assert panel.items.retry_button.isVisibleTo(panel.items)
    panel.show_status(PaperStatus("3 of 26", 0.25, "about 2 min left"))
    assert panel.progress.bar.value() == 250
    panel.show_controls(PaperControls(True, False, False, False, False, False), is_running=False)
    assert not panel.items.retry_button.isVisibleTo(panel.items)


def a_drawing(desk: Desk, qtbot: QtBot) -> Drawing:
    drawing = Drawing(desk.theme)
    qtbot.addWidget(drawing)
    drawing.setFixedWidth(400)
    drawing.show_svg(SVG)
    drawing.show()
    qtbot.waitUntil(lambda: drawing.height() == 200)
    return drawing


def _colour(image: QImage, x: int, y: int) -> str:
    scale = image.devicePixelRatio()
    return image.pixelColor(round(x * scale), round(y * scale)).name()
