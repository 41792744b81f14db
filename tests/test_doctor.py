# SPDX-License-Identifier: MIT
"""The doctor examines any machine to the end, however little is there."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from ser_workbench.doctor import Finding, examine
from ser_workbench.progress import run_steps


def test_that_a_home_that_does_not_exist_is_no_reason_to_break_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "nobody" / "home"))
    findings = run_steps(examine())
    (disk,) = (finding for finding in findings if finding.what == "disk")
    assert str(tmp_path) in disk.found
    assert len(findings) == 11


def test_that_the_licence_of_open_smile_is_told_whether_it_is_installed_or_not(monkeypatch: pytest.MonkeyPatch):
    found = [_look_for_open_smile()]
    monkeypatch.setattr("ser_workbench.doctor.version", _refuse)
    found.append(_look_for_open_smile())
    assert all("not for products" in finding.found for finding in found)
    assert all(finding.is_fine for finding in found), "who tries no rival misses nothing"
    assert "not installed; baselines want ser-workbench[opensmile]" in found[1].found


def _look_for_open_smile() -> Finding:
    (finding,) = (finding for finding in run_steps(examine()) if finding.what == "openSMILE")
    return finding


def _refuse(name: str) -> str:
    raise PackageNotFoundError(name)
