# SPDX-License-Identifier: MIT
"""The program as a whole."""

import sys
from types import ModuleType

import pytest

from ser_workbench.__main__ import main


class Interrupted(ModuleType):
    """A module in whose import Ctrl+C comes."""

    def __getattr__(self, name: str) -> object:
        raise KeyboardInterrupt


def test_that_ctrl_c_while_the_program_is_loaded_ends_it_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setitem(sys.modules, "ser_workbench.cli.main", Interrupted("ser_workbench.cli.main"))
    assert main(["corpus", "readers"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "ser-workbench: Stopped before anything was begun.\n"
