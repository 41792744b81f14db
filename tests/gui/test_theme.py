# SPDX-License-Identifier: MIT
"""Light and dark are both readable, and follow what is asked for."""

from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.corpus.utterance import EMOTIONS
from ser_workbench.gui.colours import DARK, LIGHT, Colours
from ser_workbench.gui.theme import Theme

BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def contrast(a: str, b: str) -> float:
    """WCAG 2.1's contrast ratio."""

    def luminance(name: str) -> float:
        parts = [QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF()]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@BOTH
def test_that_writing_has_the_contrast_that_wcag_asks_for(colours: Colours):
    for ink in (colours.text, colours.muted, colours.good, colours.warn, colours.bad):
        for ground in (colours.window, colours.surface):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(colours.accent_text, colours.accent) >= 4.5
    assert contrast(colours.text, colours.selection) >= 4.5


@BOTH
def test_that_every_class_colour_stands_out_from_the_plot(colours: Colours):
    for colour in colours.classes:
        assert contrast(colour, colours.plot_background) >= 1.9, colour


@BOTH
def test_that_the_ten_class_colours_all_differ(colours: Colours):
    assert len(set(colours.classes)) == 10


def test_that_each_known_emotion_has_a_colour_of_its_own(qapp: QApplication):
    theme = Theme(qapp)
    assert len({theme.emotion_colour(emotion) for emotion in EMOTIONS}) == len(EMOTIONS)


def test_that_an_unknown_emotion_always_has_the_same_colour(qapp: QApplication):
    assert Theme(qapp).emotion_colour("awe") == Theme(qapp).emotion_colour("awe")


def test_that_choosing_a_mode_changes_the_palette_and_tells(qtbot: QtBot, qapp: QApplication):
    theme = Theme(qapp)
    theme.set_mode("light")
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert theme.is_dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)


def test_that_an_unknown_mode_means_what_the_system_says(qapp: QApplication):
    theme = Theme(qapp)
    theme.set_mode("plaid")
    assert theme.mode == "system"


def test_that_a_class_colour_is_carried_over_to_the_other_theme(qapp: QApplication):
    theme = Theme(qapp)
    theme.set_mode("dark")
    assert theme.current_colour(LIGHT.classes[3]) == DARK.classes[3]
    assert theme.current_colour("#123456") == "#123456"


def test_that_the_zoom_stays_within_bounds(qapp: QApplication):
    theme = Theme(qapp)
    theme.set_zoom(9)
    assert theme.zoom == 1.6
    theme.set_zoom(0)
    assert theme.zoom == 0.8
    theme.set_zoom(1.0)


def test_that_every_token_is_a_colour():
    for colours in (LIGHT, DARK):
        for field in fields(colours):
            value = getattr(colours, field.name)
            for name in value if isinstance(value, tuple) else (value,):
                assert QColor(name).isValid(), field.name


def test_that_icons_are_drawn_in_the_colour_asked_for(qapp: QApplication):
    theme = Theme(qapp)
    for name in (
        "start",
        "corpus",
        "noise",
        "model",
        "training",
        "compare",
        "sweep",
        "paper",
        "play",
        "stop",
        "pause",
        "open",
    ):
        image = theme.tinted(name, "#ff0000").pixmap(24, 24).toImage()
        inked = [image.pixelColor(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 200]
        assert inked, name
        assert all(colour.red() > 200 and colour.green() < 60 for colour in inked), name
