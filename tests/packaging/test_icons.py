# SPDX-License-Identifier: MIT
"""The icons can be tinted."""

from xml.etree import ElementTree as ET

import pytest

from ser_workbench.resources import icons_folder

LINE_ICONS = ("start", "corpus", "noise", "model", "training", "compare", "sweep", "play", "pause", "stop")


@pytest.mark.parametrize("name", LINE_ICONS)
def test_that_a_line_icon_is_black_alone_so_that_the_window_can_tint_it(name: str):
    drawing = ET.parse(icons_folder() / f"{name}.svg").getroot()
    colours = {e.get(part) for e in drawing.iter() for part in ("fill", "stroke")} - {None, "none"}
    assert colours == {"#000"}
    assert drawing.get("viewBox") == "0 0 24 24"


def test_that_the_program_has_an_icon():
    assert ET.parse(icons_folder() / "ser-workbench.svg").getroot().get("viewBox") == "0 0 256 256"
