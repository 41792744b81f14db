# SPDX-License-Identifier: MIT
"""Bars of probabilities glide to where they belong, in words that grow with the panel."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.plots.probability_bars import EmotionBar, ProbabilityBars
from ser_workbench.gui.theme import Theme

BARS = [EmotionBar("anger", 0.8, True), EmotionBar("fear", 0.15, False), EmotionBar("happiness", 0.05, False)]


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> ProbabilityBars:
    plot = ProbabilityBars(Theme(qapp))
    qtbot.addWidget(plot)
    plot.resize(420, 240)
    plot.show_bars(BARS, is_faded=False)
    plot.show()
    return plot


def test_that_a_bar_goes_two_thirds_of_its_way_in_a_blink_and_then_arrives(plot: ProbabilityBars):
    whole = plot.bar_rect(0).width()
    assert whole == 3.0  # Nothing yet but a stub.
    plot.glide(0.09)
    reached = plot.bar_rect(0).width()
    plot.glide(10.0)
    assert reached / plot.bar_rect(0).width() == pytest.approx(0.632, abs=0.01)


def test_that_bars_are_as_long_as_their_probabilities_and_lie_in_the_widget(plot: ProbabilityBars):
    plot.glide(10.0)
    boxes = [plot.bar_rect(row) for row in range(3)]
    assert boxes[0].width() / boxes[1].width() == pytest.approx(0.8 / 0.15, rel=0.01)
    assert all(plot.rect().toRectF().contains(box) for box in boxes)
    assert boxes[0].bottom() < boxes[1].top()


def test_that_the_named_emotion_is_in_full_colour_and_the_others_are_not(plot: ProbabilityBars):
    plot.glide(10.0)
    image = plot.grab().toImage()
    strong = image.pixelColor(plot.bar_rect(0).center().toPoint())
    weak = image.pixelColor(plot.bar_rect(1).center().toPoint())
    assert strong.name() == plot.theme.emotion_colour("anger")
    assert weak.name() != plot.theme.emotion_colour("fear")


def test_that_words_can_be_read_from_two_metres_and_grow_with_the_panel(plot: ProbabilityBars):
    plot.resize(420, 7 * 34)
    plot.show_bars([EmotionBar(f"emotion {n}", 0.1, True) for n in range(7)], is_faded=False)
    assert plot.letters_px() >= 20  # 5 mm on a usual screen: eight minutes of arc at two metres.
    before = plot.letters_px()
    plot.resize(840, 7 * 60)
    assert plot.letters_px() > before


def test_that_what_was_painted_is_told(plot: ProbabilityBars, qtbot: QtBot):
    with qtbot.waitSignal(plot.painted):
        plot.show_bars(BARS[::-1], is_faded=True)
