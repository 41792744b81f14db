# SPDX-License-Identifier: MIT
"""The first paint: within a second, and before anything heavy is imported."""

import os
import re
import subprocess
import sys

import pytest

from ser_workbench.errors import DeviceError
from ser_workbench.gui.launch import check_screen

LOOK = """
import sys
from ser_workbench.gui import launch
def tell():
    print("loaded:", *(name for name in ("torch", "numpy", "pydantic", "pyqtgraph") if name in sys.modules))
told = launch._tell_first_paint
launch._tell_first_paint = lambda: (tell(), told())
from ser_workbench.__main__ import main
sys.exit(main([]))
"""


def first_paint(*words: str) -> str:
    environment = {**os.environ, "SER_WORKBENCH_FIRST_PAINT": "1", "QT_QPA_PLATFORM": "offscreen"}
    end = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert end.returncode == 0, end.stderr
    return end.stdout


def test_that_nothing_heavy_is_imported_before_the_first_paint():
    assert re.search(r"^loaded:$", first_paint("-c", LOOK), re.MULTILINE)


def test_that_the_first_paint_comes_within_a_second_of_the_process_start():
    times = [float(first_paint("-m", "ser_workbench").split("first_paint_s=")[1]) for _ in range(3)]
    assert min(times) < 1.0


def test_that_a_machine_without_a_screen_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(DeviceError, match="no screen"):
        check_screen()
    monkeypatch.setenv("DISPLAY", ":0")
    check_screen()
