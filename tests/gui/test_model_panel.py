# SPDX-License-Identifier: MIT
"""The Model panel with its presenter: what is clicked changes the network that is drawn."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from ser_workbench.gui.desk import Desk
from ser_workbench.gui.introductions import model as introduction
from ser_workbench.gui.panels.model import ModelPanel
from ser_workbench.models.catalog import MODEL_NAMES


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> ModelPanel:
    introduced = introduction.introduce(desk)
    made = introduced.panel
    assert isinstance(made, ModelPanel)
    made.presenter = introduced.presenter  # type: ignore[attr-defined]  # Keeps it alive, as the app does.
    qtbot.addWidget(made)
    made.resize(1090, 690)
    made.show()
    return made


@pytest.mark.parametrize("name", MODEL_NAMES)
def test_that_a_click_on_a_model_chooses_it(desk: Desk, panel: ModelPanel, qtbot: QtBot, name: str):
    qtbot.mouseClick(panel.cards.button(name), Qt.MouseButton.LeftButton)
    assert desk.session.settings.model.name == name
    assert panel.cards.button(name).isChecked()


def test_that_a_width_chosen_from_the_list_reaches_the_settings(desk: Desk, panel: ModelPanel):
    box = panel.sizes.box("width_1")
    box.setCurrentIndex(box.findText("8"))
    box.activated.emit(box.currentIndex())
    assert desk.session.settings.model.width_1 == 8
    assert panel.facts.value_of("Parameters") != ""


def test_that_impossible_widths_are_grey_and_say_why(panel: ModelPanel):
    box = panel.sizes.box("width_1")
    items = [box.model().item(row) for row in range(box.count())]  # type: ignore[attr-defined]
    grey = [item for item in items if not item.isEnabled()]
    assert grey
    assert all("frames" in item.toolTip() for item in grey)


def test_that_a_size_without_meaning_is_disabled_with_its_reason(panel: ModelPanel):
    box = panel.sizes.box("height_1")
    assert not box.isEnabled()
    assert "all bands" in box.toolTip()


def test_that_s_conv_is_grey_on_mfcc(desk: Desk, panel: ModelPanel, qtbot: QtBot):
    qtbot.mouseClick(panel.cards.button("t-cldnn-mfcc"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.cards.button("custom"), Qt.MouseButton.LeftButton)
    box = panel.type_form.field_widget("convolution")
    assert isinstance(box, QComboBox)
    item = box.model().item(box.findText("s"))  # type: ignore[attr-defined]
    assert not item.isEnabled()
    assert "spectral locality" in item.toolTip()


def test_that_every_layer_is_drawn_and_has_a_tooltip(panel: ModelPanel):
    panel.drawing.grab()
    titles = [layer.title for _, layer in panel.drawing._cells]
    assert titles[0] == "Spliced frame"
    assert titles[-1] == "FC 4 · emotions"
    assert len(titles) == 12
    for cell, layer in panel.drawing._cells:
        assert panel.drawing.layer_at(cell.center()) is layer
    assert panel.drawing.layer_at(QPointF(-5, -5)) is None


def test_that_hovering_a_layer_shows_its_numbers(panel: ModelPanel):
    panel.drawing.grab()
    cell, layer = panel.drawing._cells[1]
    place = cell.center().toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, place, panel.drawing.mapToGlobal(QPoint(place)))
    assert panel.drawing.event(event)
    assert "multiply-adds" in layer.tooltip


def test_that_no_word_of_the_drawing_is_wider_than_its_column(panel: ModelPanel):
    panel.drawing.grab()
    for cell, layer in panel.drawing._cells:
        metrics = panel.drawing.fontMetrics()
        assert metrics.horizontalAdvance(layer.shape_text) <= cell.width()
        assert metrics.horizontalAdvance(layer.title) <= cell.width()


def test_that_train_it_leads_to_the_training_panel(desk: Desk, panel: ModelPanel):
    panel.train_clicked.emit()
    assert desk.session.panel == "training"


def test_that_a_refused_value_goes_back_and_its_reason_stays_below_the_field(panel: ModelPanel):
    before = panel.feature_form.field_widget("splice_left")
    assert isinstance(before, QSpinBox)
    before.setValue(0)  # 6 frames are left: too few for both filters and their pooling.
    assert before.value() == 10
    note = panel.feature_form._errors["splice_left"]
    assert note.text()
