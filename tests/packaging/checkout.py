# SPDX-License-Identifier: MIT
"""A small copy of the checkout, in which the bootstrap may be run without touching the real one."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
needs_room = pytest.mark.skipif(
    shutil.disk_usage(tempfile.gettempdir()).free < 8.5e9, reason="the bootstrap refuses to begin on so full a disk"
)


def make_checkout(folder: Path) -> Path:
    """Copy what the bootstrap needs; returns the copy's folder."""
    (folder / "packaging").mkdir(parents=True)
    for file in [*(ROOT / "packaging").glob("*.py"), ROOT / "packaging" / "constraints.txt"]:
        shutil.copy(file, folder / "packaging")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def bootstrap(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the bootstrap of a checkout with this Python; pip can reach no registry."""
    nowhere = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_RETRIES": "1",
        "PIP_NO_CACHE_DIR": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
    return subprocess.run(
        [sys.executable, str(folder / "packaging" / "bootstrap.py"), *words],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, **nowhere, **environment},
    )
