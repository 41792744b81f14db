# SPDX-License-Identifier: MIT
"""The tour drives the real window and saves what is seen."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ser_workbench.errors import FailedError, WorkspaceError
from ser_workbench.gui.actions import PANELS
from ser_workbench.gui.desk import Until
from ser_workbench.gui.memory import WindowMemory
from ser_workbench.gui.tour import _take_pictures, _wait, tour
from ser_workbench.progress import run_steps
from tests.gui.open_window import an_open_window


def test_that_a_picture_a_theme_is_written_in_the_size_of_the_window(qapp: QApplication, tmp_path: Path):
    with an_open_window(qapp, tmp_path / "window.ini") as app:
        app.theme.set_mode("light")
        files = _take_pictures(app, tmp_path / "1_start")
    assert [file.name for file in files] == ["1_start_light.png", "1_start_dark.png"]
    light, dark = (QImage(str(file)) for file in files)
    assert (light.width(), light.height()) == (1280, 800)
    assert light.pixelColor(640, 700).lightness() > 200
    assert dark.pixelColor(640, 700).lightness() < 60
    assert list(tmp_path.glob("*.part")) == []


def test_that_waiting_in_vain_is_told_in_a_sentence(qapp: QApplication, tmp_path: Path):
    with (
        an_open_window(qapp, tmp_path / "window.ini") as app,
        pytest.raises(FailedError, match=r"in vain until the moon is blue"),
    ):
        run_steps(_wait(app, Until(lambda: False, "the moon is blue", timeout_s=0.1)))


def test_that_a_file_in_place_of_the_folder_is_told_in_a_sentence(qapp: QApplication, tmp_path: Path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(WorkspaceError, match="out"):
        run_steps(tour(tmp_path / "out"))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_that_the_tour_saves_every_panel_in_both_themes_and_leaves_no_trace(qapp: QApplication, tmp_path: Path):
    pictures = run_steps(tour(tmp_path / "out"))
    names = {picture.name for picture in pictures}
    for number, (panel, _) in enumerate(PANELS, start=1):
        assert {f"{number}_{panel}_light.png", f"{number}_{panel}_dark.png"} <= names
    assert all(picture.stat().st_size > 20_000 for picture in pictures)
    assert sorted(pictures) == sorted((tmp_path / "out").iterdir())
    assert not WindowMemory().file.exists()
