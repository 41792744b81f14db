# SPDX-License-Identifier: MIT
"""The level meter rises at once, falls slowly, and lights up where sound was clipped."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.plots.level_meter import FALL_DB_S, LOWEST_DB, TICKS_DB, LevelMeter, tick_words
from ser_workbench.gui.theme import Theme


@pytest.fixture
def meter(qtbot: QtBot, qapp: QApplication) -> LevelMeter:
    meter = LevelMeter(Theme(qapp))
    qtbot.addWidget(meter)
    meter.resize(400, 30)
    return meter


def test_that_it_rises_at_once_and_falls_at_its_pace(meter: LevelMeter):
    meter.show_level(-6.0, -6.0, 0.033, is_clipped=False)
    assert meter.level_db == -6.0
    meter.show_level(-50.0, -6.0, 0.5, is_clipped=False)
    assert meter.level_db == pytest.approx(-6.0 - 0.5 * FALL_DB_S)
    assert meter.peak_db == -6.0


def test_that_it_stays_between_its_foot_and_full_scale(meter: LevelMeter):
    meter.show_level(3.0, 3.0, 0.0, is_clipped=True)
    assert (meter.level_db, meter.peak_db) == (0.0, 0.0)
    meter.show_level(-120.0, -120.0, 60.0, is_clipped=False)
    assert (meter.level_db, meter.peak_db) == (LOWEST_DB, LOWEST_DB)


def test_that_the_light_is_red_where_it_was_clipped_and_grey_else(meter: LevelMeter):
    light = meter.width() - 37, 8
    meter.show_level(-3.0, -3.0, 0.0, is_clipped=False)
    dark = meter.grab().toImage().pixelColor(*light)
    meter.show_level(-3.0, -3.0, 0.0, is_clipped=True)
    lit = meter.grab().toImage().pixelColor(*light)
    assert lit.name() == meter.theme.colours.bad
    assert dark.name() == meter.theme.colours.raised


def test_that_full_scale_tells_the_unit_of_all_numbers():
    assert [tick_words(tick) for tick in TICKS_DB] == ["−60", "−48", "−36", "−24", "−12", "0 dB"]
