# SPDX-License-Identifier: MIT
"""Features become an image: time to the right, bands upwards, seconds on the axis."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.plots.spectrogram import SpectrogramPlot
from ser_workbench.gui.theme import Theme


@pytest.fixture
def plot(qtbot: QtBot, qapp: QApplication) -> SpectrogramPlot:
    plot = SpectrogramPlot(Theme(qapp))
    qtbot.addWidget(plot)
    plot.show()
    return plot


def test_that_a_frame_is_as_wide_as_a_hop(plot: SpectrogramPlot):
    plot.show_log_mel(np.random.default_rng(0).normal(size=(150, 40)).astype(np.float32), hop_ms=10)
    box = plot._image.mapRectToParent(plot._image.boundingRect())
    assert (box.width(), box.height()) == pytest.approx((1.5, 40))


def test_that_bands_go_upwards(plot: SpectrogramPlot):
    features = np.zeros((3, 4), np.float32)
    features[2, 3] = 1
    plot.show_log_mel(features)
    assert plot._image.image[3, 2] == 1


def test_that_features_without_any_change_can_be_drawn(plot: SpectrogramPlot):
    plot.show_log_mel(np.zeros((5, 40), np.float32))
    plot.clear()
    assert not plot._image.isVisible()
