# SPDX-License-Identifier: MIT
"""The command line as a whole."""

import subprocess
import sys

import pytest

from tests.cli.words import say


@pytest.mark.parametrize("words", [["--help"], ["runs", "list"], ["corpus", "readers"]])
def test_that_verbs_that_compute_nothing_do_not_wait_for_torch(words: list[str]):
    program = (
        "import sys; from ser_workbench.__main__ import main\n"
        f"status = main({words!r}); sys.stdout.flush()\n"
        "raise SystemExit(status or ('torch' in sys.modules) * 9)"
    )
    end = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert end.returncode == 0, end.stderr


@pytest.mark.parametrize("words", [["--help"], ["train", "--help"], ["runs", "compare", "--help"], ["--version"]])
def test_that_help_is_given_and_exits_with_0(words: list[str], capsys: pytest.CaptureFixture[str]):
    answer = say(capsys, *words)
    assert answer.status == 0
    assert answer.out.strip()
