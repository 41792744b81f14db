# SPDX-License-Identifier: MIT
"""The sign wears the colour of the emotion that is named, and none where more than one is."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.plots.verdict import Verdict, VerdictSign
from ser_workbench.gui.theme import Theme


@pytest.fixture
def sign(qtbot: QtBot, qapp: QApplication) -> VerdictSign:
    sign = VerdictSign(Theme(qapp))
    qtbot.addWidget(sign)
    sign.resize(340, 240)
    sign.show()
    return sign


def ground_of(sign: VerdictSign) -> str:
    sign.fade(10.0)
    return sign.grab().toImage().pixelColor(170, 6).name()


def test_that_one_emotion_colours_the_whole_sign(sign: VerdictSign):
    sign.show_verdict(Verdict("now", "fear", ("fear",), "91 %"))
    assert ground_of(sign) == sign.theme.emotion_colour("fear")


def test_that_unsure_claims_no_colour_and_shows_those_named(sign: VerdictSign):
    sign.show_verdict(Verdict("now", "unsure", ("fear", "anger"), ""))
    assert ground_of(sign) == sign.theme.colours.raised
    image = sign.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(0, 340, 3) for y in range(120, 230, 3)}
    assert {sign.theme.emotion_colour("fear"), sign.theme.emotion_colour("anger")} <= seen


def test_that_trouble_is_told_by_another_ground(sign: VerdictSign):
    sign.show_verdict(Verdict("", "waiting", (), "The microphone is away.", is_trouble=True))
    assert ground_of(sign) == sign.theme.colours.bad_surface


def test_that_the_longest_word_fits_and_the_largest_is_as_large_as_there_is_room(sign: VerdictSign):
    sign.show_verdict(Verdict("", "happiness", ("happiness",), ""))
    narrow = sign.word_px()
    sign.resize(900, 500)
    assert 40 < narrow < sign.word_px() <= sign.theme.font_px(160)


def test_that_a_long_sentence_beneath_leaves_the_word_its_own_room(sign: VerdictSign):
    sentence = (
        "The USB microphone does not deliver sound any more; plug it in again, and listening goes on by itself. " * 2
    )
    sign.show_verdict(Verdict("The sound broke off", "waiting", (), "Short."))
    short = sign.word_room()
    sign.show_verdict(Verdict("The sound broke off", "waiting", (), sentence))
    assert sign.word_room().bottom() < short.bottom() - 20
    assert sign.word_px() <= sign.word_room().height()
    sign.theme.set_zoom(1.6)
    assert 12 <= sign.word_px() <= max(12.0, sign.word_room().height())
    sign.theme.set_zoom(1.0)
