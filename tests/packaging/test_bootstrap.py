# SPDX-License-Identifier: MIT
"""One command: its words, and what it says when it cannot go on."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from bootstrap import program_words

from tests.packaging.checkout import ROOT, bootstrap, make_checkout, needs_room

FILES = sorted((ROOT / "packaging").glob("*.py"))
PARTS = [file for file in FILES if file.name != "make_demo_corpus.py"]


@pytest.mark.parametrize("file", PARTS, ids=lambda file: file.name)
def test_that_the_bootstrap_needs_the_standard_library_alone(file: Path):
    allowed = sys.stdlib_module_names | {part.stem for part in PARTS}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert {alias.name.partition(".")[0] for alias in node.names} <= allowed
        if isinstance(node, ast.ImportFrom):
            assert (node.module or "").partition(".")[0] in allowed


def test_that_an_old_python_can_read_the_bootstrap_far_enough_to_be_told_so():
    ast.parse((ROOT / "packaging" / "bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    pretend = (
        "import runpy, sys; sys.version_info = (3, 8, 18, 'final', 0); sys.argv[1:] = ['run'];"
        f"runpy.run_path({str(ROOT / 'packaging' / 'bootstrap.py')!r}, run_name='__main__')"
    )
    end = subprocess.run([sys.executable, "-c", pretend], check=False, capture_output=True, text=True)
    assert end.returncode == 2
    assert "needs Python 3.11 or newer and this is Python 3.8.18" in end.stderr
    assert len(end.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [(), ("install",), ("--run",)])
def test_that_wrong_words_are_answered_with_the_right_ones(words: tuple[str, ...], tmp_path: Path):
    end = bootstrap(make_checkout(tmp_path / "checkout"), *words)
    assert end.returncode == 2
    assert end.stderr.startswith("usage: python3 packaging/bootstrap.py run")
    assert not (tmp_path / "checkout" / ".venv").exists()


def test_that_help_is_not_a_mistake(tmp_path: Path):
    end = bootstrap(make_checkout(tmp_path / "checkout"), "--help")
    assert end.returncode == 0
    assert "bootstrap.py test" in end.stdout


def test_that_words_are_passed_on_and_the_demo_stands_in_for_a_missing_screen():
    assert program_words("run", [], has_screen=True) == ["-m", "ser_workbench"]
    assert program_words("run", [], has_screen=False) == ["-m", "ser_workbench", "demo"]
    assert program_words("run", ["train", "--help"], has_screen=False) == ["-m", "ser_workbench", "train", "--help"]
    assert program_words("test", ["-k", "snr"], has_screen=True) == ["-m", "pytest", "-k", "snr"]


@pytest.mark.slow
@needs_room
def test_that_a_missing_network_is_one_sentence_and_the_next_call_goes_on(tmp_path: Path):
    checkout = make_checkout(tmp_path / "checkout")
    first = bootstrap(checkout, "run", "--", "doctor")
    assert first.returncode == 1
    assert first.stderr.strip().splitlines()[-1].startswith("The package registry cannot be reached;")
    assert "Traceback" not in first.stdout + first.stderr
    made = (checkout / ".venv" / "pyvenv.cfg").stat().st_mtime_ns
    second = bootstrap(checkout, "run", "--", "doctor")
    assert second.returncode == 1
    assert (checkout / ".venv" / "pyvenv.cfg").stat().st_mtime_ns == made, "a whole environment was thrown away"


@pytest.mark.slow
@needs_room
def test_that_an_environment_left_half_made_is_made_again(tmp_path: Path):
    checkout = make_checkout(tmp_path / "checkout")
    venv = checkout / ".venv"
    (venv / "lib").mkdir(parents=True)
    (venv / "ser_workbench_installing").touch()
    (venv / "lib" / "torn").touch()
    end = bootstrap(checkout, "run", "--", "doctor")
    assert end.returncode == 1
    assert not (venv / "lib" / "torn").exists()
    assert (venv / "pyvenv.cfg").is_file()


def test_that_a_folder_of_the_users_is_never_removed(tmp_path: Path):
    checkout = make_checkout(tmp_path / "checkout")
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "thesis.txt").write_text("years of work", encoding="utf-8")
    end = bootstrap(checkout, "run")
    assert end.returncode == 1
    assert "is not a virtual environment; move that folder away" in end.stderr
    assert (checkout / ".venv" / "thesis.txt").read_text(encoding="utf-8") == "years of work"
