# SPDX-License-Identifier: MIT
"""The check of each commit: the README's test command, and the real recordings heard."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.checkout import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the check of each commit runs on Linux")
COMMAND = "python3 packaging/bootstrap.py test"
CLOSING = "========= 512 passed, 2 skipped in 98.76s (0:01:38) ========="


def _run_with(tmp_path: Path, *lines: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run .ci/run in a checkout whose tests print these lines and end with this status."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / "packaging").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    program = (
        f"import os, sys\nassert os.environ['SER_WORKBENCH_REQUIRE_REAL'] == '1'\nprint({os.linesep.join(lines)!r})"
    )
    (tmp_path / "packaging" / "bootstrap.py").write_text(f"{program}\nsys.exit({status})\n", encoding="utf-8")
    python = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [str(tmp_path / ".ci" / "run")],
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PATH": python},
    )


def test_that_it_gives_the_command_of_the_readme():
    assert COMMAND in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert COMMAND in (ROOT / "README.md").read_text(encoding="utf-8")


def test_that_its_last_line_is_the_closing_line_of_the_tests(tmp_path: Path):
    end = _run_with(tmp_path, "real recordings: 30 passed, 0 skipped", CLOSING)
    assert end.returncode == 0
    assert end.stdout.splitlines()[-1] == CLOSING


def test_that_it_fails_where_the_tests_fail(tmp_path: Path):
    assert _run_with(tmp_path, "real recordings: 30 passed, 0 skipped", CLOSING, status=1).returncode == 1


@pytest.mark.parametrize("lines", [("real recordings: 0 passed, 30 skipped", CLOSING), (CLOSING,)])
def test_that_it_fails_where_the_real_recordings_were_not_heard(tmp_path: Path, lines: tuple[str, ...]):
    end = _run_with(tmp_path, *lines)
    assert end.returncode == 1
    assert "Only 0 tests on real recordings ran" in end.stderr
