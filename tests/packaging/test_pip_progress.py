# SPDX-License-Identifier: MIT
"""Pip, watched."""

import sys
from pathlib import Path

import pytest
from failures import BootstrapError
from pip_progress import describe, install


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("  Downloading torch-2.11.0-cp311-cp311-linux_x86_64.whl (530.6 MB)\n", "fetching torch-2.11.0 (530.6 MB)"),
        ("  Using cached numpy-2.4.6-cp311-cp311-manylinux.whl (16.9 MB)\n", "from the cache numpy-2.4.6 (16.9 MB)"),
        ("  Downloading a-1.0.whl.metadata (5 kB)\n", ""),
        ("Collecting torch==2.11.*\n", ""),
        ("Requirement already satisfied: numpy in /lib (2.4.6)\n", ""),
        ("Installing collected packages: mpmath, numpy, torch\n", "unpacking 3 packages"),
    ],
)
def test_that_each_package_is_one_line_on_the_screen(line: str, shown: str):
    assert describe(line) == shown


def test_that_a_failure_of_pip_is_told_in_a_sentence_and_kept_in_the_log(tmp_path: Path):
    log = tmp_path / "install.log"
    with pytest.raises(BootstrapError) as caught:
        install(Path(sys.executable), ["--no-index", "--find-links", str(tmp_path), "a-package-that-is-nowhere"], log)
    assert "The package registry has no a-package-that-is-nowhere for Python" in str(caught.value)
    assert "No matching distribution" in log.read_text(encoding="utf-8")
    assert not caught.value.is_half_done
