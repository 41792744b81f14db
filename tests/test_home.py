# SPDX-License-Identifier: MIT
"""`~` in a path."""

from pathlib import Path

import pytest

from ser_workbench.home import with_home


def test_that_the_home_folder_stands_for_its_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert with_home("~/corpora") == tmp_path / "corpora"
    assert with_home(Path("/a/~")) == Path("/a/~")


def test_that_the_home_of_nobody_stays_as_it_is():
    assert with_home(Path("~nobody_of_this_name/x")).name == "x"
