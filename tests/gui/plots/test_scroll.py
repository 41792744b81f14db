# SPDX-License-Identifier: MIT
"""The plots that scroll: what is drawn, where it stands, and that only what is new is drawn."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.plots.emotion_timeline import EmotionTimeline, SpokenBlock
from ser_workbench.gui.plots.scroll_spectrogram import ScrollSpectrogram
from ser_workbench.gui.plots.scroll_wave import ScrollWave
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.live_ring import Ring


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


def laid_out(qtbot: QtBot, plot, width: int = 400, height: int = 120):
    qtbot.addWidget(plot)
    plot.resize(width, height)
    plot.show()
    return plot


def a_wave(qtbot: QtBot, theme: Theme) -> ScrollWave:
    """Four seconds: silence, then from 2 to 3 s a loud part of which it is known only later that it is speech."""
    envelope, voice = Ring(60, 0.01, 2), Ring(60, 0.032, 2)
    loud = np.zeros((400, 2), np.float32)
    loud[200:300] = (-0.5, 0.5)
    envelope.put(0, loud)
    plot = laid_out(qtbot, ScrollWave(theme, 4.0, envelope, voice))
    plot.show_edge(4.0)
    return plot


def test_that_the_wave_stands_where_it_was_loud_and_turns_to_speech_once_that_is_known(qtbot: QtBot, theme: Theme):
    plot = a_wave(qtbot, theme)
    middle = round(plot.picture_box().center().y()) - 8
    assert plot.grab().toImage().pixelColor(250, middle).name() == theme.colours.grid
    assert plot.grab().toImage().pixelColor(150, middle).name() == theme.colours.plot_background
    rows = np.zeros((125, 2), np.float32)
    rows[62:94] = 1
    plot._voice.put(0, rows)
    plot.show_edge(4.0)
    image = plot.grab().toImage()
    assert image.pixelColor(250, middle).name() == theme.colours.accent
    assert image.pixelColor(250, plot.height() - 3).name() == theme.colours.good
    assert image.pixelColor(150, plot.height() - 3).name() == theme.colours.raised


def test_that_a_frame_draws_only_the_columns_that_are_new(qtbot: QtBot, theme: Theme):
    plot = a_wave(qtbot, theme)
    put, written = plot.picture.put, []
    plot.picture.put = lambda first, inks: (written.append((first, inks.shape[1])), put(first, inks))
    plot._envelope.put(400, np.zeros((3, 2), np.float32))
    plot.show_edge(4.03)
    plot.show_edge(4.05)
    assert written == [(400, 3)]


def test_that_nothing_is_painted_where_nothing_moved(qtbot: QtBot, theme: Theme):
    plot = a_wave(qtbot, theme)
    qtbot.wait(40)
    painted = []
    plot.paint = lambda _painter: painted.append(plot.edge_s)
    plot.show_edge(4.0)
    qtbot.wait(40)
    assert painted == []
    plot.show_edge(4.1)
    qtbot.waitUntil(lambda: painted == [4.1])


def test_that_a_minute_away_is_caught_up_with_at_once(qtbot: QtBot, theme: Theme):
    plot = a_wave(qtbot, theme)
    rows = np.zeros((9000, 2), np.float32)
    rows[8900:] = (-0.5, 0.5)
    plot._envelope.put(400, rows)
    plot.show_edge(94.0)
    middle = round(plot.picture_box().center().y()) - 8
    assert plot.grab().toImage().pixelColor(380, middle).name() == theme.colours.grid


def test_that_loud_bands_are_brighter_and_low_ones_stand_below(qtbot: QtBot, theme: Theme):
    ring = Ring(60, 0.01, 40)
    rows = np.zeros((500, 40), np.float32)
    rows[:, :10] = 9.0
    ring.put(0, rows)
    plot = laid_out(qtbot, ScrollSpectrogram(theme, 4.0, ring), 400, 200)
    plot.show_edge(5.0)
    image = plot.grab().toImage()
    low = image.pixelColor(200, round(plot.picture_box().bottom()) - 6)
    high = image.pixelColor(200, 6)
    assert low.lightness() > high.lightness() + 50
    assert image.pixelColor(2, 6).name() == high.name()


def test_that_a_theme_draws_everything_anew_in_its_colours(qtbot: QtBot, theme: Theme):
    plot = a_wave(qtbot, theme)
    middle = round(plot.picture_box().center().y()) - 8
    theme.set_mode("dark")
    dark = plot.grab().toImage().pixelColor(250, middle).name()
    assert dark == theme.colours.grid
    theme.set_mode("light")
    assert plot.grab().toImage().pixelColor(250, middle).name() == theme.colours.grid != dark


EMOTIONS = ("anger", "sadness")
BLOCKS = (SpokenBlock(1, 10.0, 20.0, ("anger",)), SpokenBlock(2, 30.0, 40.0, EMOTIONS), SpokenBlock(0, 50.0, 60.0, ()))


@pytest.fixture
def timeline(qtbot: QtBot, theme: Theme) -> EmotionTimeline:
    running = Ring(60, 0.1, 2)
    shares = np.full((600, 2), np.nan, np.float32)
    shares[100:200] = (0.75, 0.25)
    running.put(0, shares)
    plot = laid_out(qtbot, EmotionTimeline(theme, 60.0, EMOTIONS, running), 600, 140)
    plot.show_blocks(BLOCKS, 1)
    plot.show_edge(60.0)
    return plot


def test_that_probabilities_are_stacked_in_their_shares_and_silence_is_empty(timeline: EmotionTimeline):
    image, box = timeline.grab().toImage(), timeline.picture_box()
    colours = [image.pixelColor(150, round(box.top() + share * box.height())).name() for share in (0.1, 0.65, 0.9)]
    anger, sadness = (timeline.theme.emotion_colour(emotion) for emotion in EMOTIONS)
    assert colours == [anger, anger, sadness]
    assert image.pixelColor(400, round(box.center().y())).name() == timeline.theme.colours.raised


def test_that_a_block_stands_over_its_time_and_the_unsure_one_wears_two_colours(timeline: EmotionTimeline):
    first, second = (timeline.block_rect(block) for block in BLOCKS[:2])
    assert (first.left(), first.right()) == pytest.approx((100, 200))
    image = timeline.grab().toImage()
    left, right = (image.pixelColor(round(second.left() + way), 6).name() for way in (20, 80))
    assert [left, right] == [timeline.theme.emotion_colour(emotion) for emotion in EMOTIONS]


def test_that_a_click_names_the_utterance_and_one_that_lasts_cannot_be_clicked(timeline: EmotionTimeline, qtbot: QtBot):
    with qtbot.waitSignal(timeline.utterance_clicked) as signal:
        qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPointF(350, 6).toPoint())
    assert signal.args == [2]
    assert timeline.block_at(QPointF(550, 6)) is None
    assert timeline.block_at(QPointF(250, 6)) is None
    assert timeline.block_at(QPointF(150, 100)) is None


def test_that_a_view_that_came_late_leaves_no_gap_but_silence_does(timeline: EmotionTimeline):
    ring = timeline._running
    ring.put(600, np.full((3, 2), 0.5, np.float32))
    timeline.show_edge(60.3)
    ring.put(604, np.full((1, 2), 0.5, np.float32))
    timeline.show_edge(60.5)
    ring.put(607, np.full((1, 2), 0.5, np.float32))
    timeline.show_edge(60.8)
    there = timeline.picture._inks[0, np.arange(600, 608) % timeline.picture.columns] > 0
    assert there.tolist() == [True, True, True, True, True, False, False, True]


def test_that_words_that_do_not_fit_are_shortened_where_they_can_still_be_read(timeline: EmotionTimeline):
    metrics = QFontMetricsF(timeline.font())
    whole = metrics.horizontalAdvance("sadness")
    sad, unsure = SpokenBlock(1, 0.0, 1.0, ("sadness",)), SpokenBlock(2, 0.0, 1.0, EMOTIONS)
    assert timeline._word_of(sad, metrics, whole + 1) == "sadness"
    assert timeline._word_of(sad, metrics, 0.85 * whole).endswith("…")
    assert timeline._word_of(sad, metrics, 0.5 * whole) == ""
    assert timeline._word_of(unsure, metrics, 300) == "unsure"
    assert timeline._word_of(unsure, metrics, 20) == "?"
