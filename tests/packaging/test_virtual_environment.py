# SPDX-License-Identifier: MIT
"""An environment that is whole, stale, torn or somebody else's."""

import venv
from pathlib import Path

import pytest
from virtual_environment import (
    MARK,
    STAMP,
    is_of_this_python,
    is_whole,
    make_empty,
    pip_calls,
    python_of,
    python_works,
    read_stamp,
    suits,
    write_stamp,
)

from tests.packaging.checkout import ROOT, needs_room


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    folder = tmp_path / "environment"
    venv.create(folder, with_pip=False)
    return folder


def test_that_a_stamp_for_the_tests_is_good_for_the_program_but_not_the_other_way():
    tests, program = {"fingerprint": "a", "level": "test"}, {"fingerprint": "a", "level": "run"}
    assert suits(tests, "a", "run")
    assert suits(tests, "a", "test")
    assert suits(program, "a", "run")
    assert not suits(program, "a", "test")


def test_that_other_pins_another_python_or_no_stamp_mean_work_to_do():
    assert not suits({"fingerprint": "a", "level": "test"}, "b", "run")
    assert not suits({}, "b", "run")


def test_that_a_stamp_comes_back_as_it_was_written(environment: Path):
    stamp = {"fingerprint": "a", "level": "run", "lacking": ["libportaudio.so.2"]}
    write_stamp(environment, stamp)
    assert read_stamp(environment) == stamp


@pytest.mark.parametrize("text", ["", "{", "[]", '{"level": "other"}', "\x00"])
def test_that_a_damaged_stamp_counts_as_none(environment: Path, text: str):
    (environment / STAMP).write_text(text, encoding="utf-8")
    assert read_stamp(environment) == {}


def test_that_an_environment_under_a_mark_is_not_whole(environment: Path):
    (environment / MARK).touch()
    assert not is_whole(environment, {"level": "run"}, "run")


def test_that_a_python_which_starts_and_finds_the_modules_works(environment: Path):
    assert python_works(environment, ("json", "sqlite3"))
    assert not python_works(environment, ("json", "a_module_that_is_not_there"))
    assert is_of_this_python(environment)


def test_that_a_python_which_is_gone_or_torn_does_not_work(environment: Path):
    python = python_of(environment)
    python.unlink()
    assert not python_works(environment, ("json",))
    python.write_text("", encoding="utf-8")
    python.chmod(0o755)
    assert not python_works(environment, ("json",))


def test_that_the_test_level_installs_the_test_group_and_every_call_is_pinned():
    for level, has_pytest in (("run", False), ("test", True)):
        builders, project = pip_calls(ROOT, level)
        assert any(word.startswith("pytest>=") for word in project) == has_pytest
        assert any(word.startswith("hatchling") for word in builders)
        for words in (builders, project):
            assert words[words.index("-c") + 1].endswith("constraints.txt")


@needs_room
def test_that_an_environment_is_emptied_under_its_mark_down_to_a_python_with_pip(environment: Path):
    (environment / "lib" / "torn").mkdir()
    write_stamp(environment, {"level": "run"})
    make_empty(environment)
    assert (environment / MARK).exists()
    assert not (environment / "lib" / "torn").exists()
    assert not (environment / STAMP).exists()
    assert python_works(environment, ("pip",))
