# SPDX-License-Identifier: MIT
"""A long line is shortened with dots, and comes back whole when there is room."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.elided import ElidedComboBox, ElidedLabel

SENTENCE = "Learns on this machine what the left side describes; nothing is lost when it stops."


@pytest.fixture
def label(qtbot: QtBot, qapp: QApplication) -> ElidedLabel:
    label = ElidedLabel(SENTENCE)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    return label


def test_that_a_line_without_room_ends_in_dots_and_is_whole_in_its_tooltip(label: ElidedLabel):
    assert label.text().endswith("…")
    assert label.toolTip() == SENTENCE == label.whole


def test_that_the_line_comes_back_with_the_room(label: ElidedLabel):
    label.resize(1200, 20)
    assert label.text() == SENTENCE
    assert label.toolTip() == ""


def test_that_it_never_asks_for_width(label: ElidedLabel):
    assert label.sizePolicy().horizontalPolicy() == label.sizePolicy().Policy.Ignored


def test_that_a_choice_without_room_ends_in_dots_and_one_with_room_does_not(qtbot: QtBot, qapp: QApplication):
    box = ElidedComboBox()
    qtbot.addWidget(box)
    box.addItem(SENTENCE)
    box.resize(160, 30)
    box.show()
    assert box.readable_text().endswith("…")
    box.resize(1200, 30)
    assert box.readable_text() == SENTENCE
