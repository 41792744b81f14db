# SPDX-License-Identifier: MIT
"""The house rules, kept by machines: ruff, mypy, the floors, and what style.md asks of every file."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "ser_workbench").rglob("*.py"))
EVERY_FILE = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "packaging").rglob("*.py"))]
LONGEST = 300


def _run(*words: str) -> None:
    end = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert end.returncode == 0, end.stdout + end.stderr


def test_that_ruff_finds_nothing():
    _run("ruff", "check", "--no-cache", ".")


def test_that_the_code_is_formatted():
    _run("ruff", "format", "--no-cache", "--check", ".")


@pytest.mark.slow
def test_that_mypy_strict_finds_nothing():
    _run("mypy")


def test_that_every_room_imports_only_lower_ones():
    _run("importlinter.cli", "lint", "--no-cache")


def test_that_every_file_begins_with_its_licence_and_its_caption():
    for file in EVERY_FILE:
        text = file.read_text(encoding="utf-8")
        if text:
            assert re.match(r'# SPDX-License-Identifier: MIT\n(?:"""|#!)', text), file


def test_that_no_source_file_is_longer_than_300_lines():
    long = {str(file.relative_to(ROOT)): n for file in SOURCES if (n := len(file.read_text().splitlines())) > LONGEST}
    assert not long


def test_that_folders_begin_with_a_docstring_and_nothing_else():
    for file in (ROOT / "ser_workbench").rglob("__init__.py"):
        if file.parent != ROOT / "ser_workbench":
            code = file.read_text(encoding="utf-8").split('"""')
            assert len(code) == 3, file
            assert not code[2].strip(), file


def test_that_no_file_has_a_name_that_says_nothing():
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
    assert not [file for file in EVERY_FILE if file.stem in vague]
