# SPDX-License-Identifier: MIT
"""The libraries that Qt and the sound need."""

import pytest
from system_libraries import FONTS, LIBRARIES, find_missing, has_screen, missing_sentence, needed_purposes


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("darwin", {}, True),
        ("win32", {}, True),
        ("darwin", {"QT_QPA_PLATFORM": "offscreen:size=800x600"}, False),
    ],
)
def test_that_a_screen_is_seen_where_there_is_one(platform: str, environment: dict[str, str], expected: bool):
    assert has_screen(platform, environment) == expected


def test_that_only_what_qt_and_the_screen_need_can_keep_the_program_from_starting():
    assert needed_purposes("test", has_screen=False) == {"qt"}
    assert needed_purposes("run", has_screen=True) == {"qt", "screen"}
    assert needed_purposes("run", has_screen=False) == set()


def test_that_the_sentence_names_the_exact_command():
    missing = [library for library in LIBRARIES if library.package in ("libegl1", "libportaudio2")]
    assert missing_sentence(missing, has_apt=True) == (
        "This system lacks libEGL.so.1, libportaudio.so.2; install with: sudo apt-get install -y libegl1 libportaudio2"
    )


def test_that_a_system_without_apt_is_told_the_names_all_the_same():
    sentence = missing_sentence([FONTS], has_apt=False)
    assert "apt-get" not in sentence
    assert "fonts-dejavu-core" in sentence


def test_that_nothing_that_qt_needs_is_missing_where_the_tests_of_the_window_run():
    assert [library.name for library in find_missing() if library.purpose == "qt"] == []
