# SPDX-License-Identifier: MIT
"""The doctor examines any machine to the end, however little is there."""

from pathlib import Path

import pytest

from ser_workbench.doctor import examine
from ser_workbench.progress import run_steps


def test_that_a_home_that_does_not_exist_is_no_reason_to_break_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "nobody" / "home"))
    findings = run_steps(examine())
    (disk,) = (finding for finding in findings if finding.what == "disk")
    assert str(tmp_path) in disk.found
    assert len(findings) == 10
