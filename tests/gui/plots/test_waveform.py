# SPDX-License-Identifier: MIT
"""A waveform keeps its extremes, however long it is."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.plots.waveform import POINTS, WaveformPlot, envelope
from ser_workbench.gui.theme import Theme


def test_that_a_short_signal_is_drawn_sample_by_sample():
    samples = np.array([0.1, -0.2, 0.3], np.float32)
    seconds, values = envelope(samples, 10)
    assert list(seconds) == pytest.approx([0, 0.1, 0.2])
    assert list(values) == list(samples)


def test_that_a_single_click_in_a_long_signal_is_not_lost():
    samples = np.zeros(160_000, np.float32)
    samples[77_777] = 0.9
    seconds, values = envelope(samples, 16_000)
    assert values.max() == np.float32(0.9)
    assert len(values) == 2 * POINTS
    assert seconds[values.argmax()] == pytest.approx(77_777 / 16_000, abs=0.01)


@pytest.mark.parametrize("length", [2 * POINTS + 1, 4 * POINTS - 1])
def test_that_the_end_of_a_signal_is_drawn(length: int):
    samples = np.zeros(length, np.float32)
    samples[-1] = -0.7
    assert envelope(samples, 16_000)[1].min() == np.float32(-0.7)


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> WaveformPlot:
    plot = WaveformPlot(Theme(qapp))
    qtbot.addWidget(plot)
    plot.resize(500, 200)
    plot.show()
    return plot


def test_that_a_click_tells_the_second(qtbot: QtBot, plot: WaveformPlot):
    plot.show_samples(np.ones(32_000, np.float32) / 2, 16_000)
    qtbot.waitExposed(plot)
    box = plot.getViewBox().sceneBoundingRect().center()
    with qtbot.waitSignal(plot.clicked_at) as signal:
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(int(box.x()), int(box.y())))
    assert signal.args[0] == pytest.approx(1.0, abs=0.05)


def test_that_clearing_leaves_a_plot_that_can_be_used_again(plot: WaveformPlot):
    plot.show_samples(np.ones(100, np.float32), 16_000, overlay=np.zeros(100, np.float32))
    assert len(plot._drawn) == 2
    plot.clear()
    assert plot._drawn == []
    plot.show_samples(np.ones(100, np.float32), 16_000)
    plot.show_cursor(0.002)
    assert plot._cursor.isVisible()


def test_that_silence_and_nothing_can_be_drawn(plot: WaveformPlot):
    plot.show_samples(np.zeros(0, np.float32), 16_000)
    plot.show_samples(np.zeros(50_000, np.float32), 16_000)
