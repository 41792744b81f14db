# SPDX-License-Identifier: MIT
"""The pins hold everything that is installed, and name no registry."""

import importlib.metadata
import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.checkout import ROOT

LINES = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINS = {canonicalize_name(line.partition("==")[0]): line.partition("==")[2] for line in LINES if line[0] != "#"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = [Requirement(text) for text in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["test"]]


def _closure() -> set[str]:
    """Every distribution that the project and its tests bring along on this interpreter."""
    waiting = [(requirement, "") for requirement in WANTED]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key in seen:
            continue
        seen.add(key)
        needs = [Requirement(text) for text in importlib.metadata.requires(requirement.name) or ()]
        waiting += [(need, extra) for need in needs for extra in ("", *requirement.extras)]
    return {name for name, _ in seen}


def test_that_every_line_is_a_name_and_a_version_and_no_line_names_a_registry():
    for line in LINES:
        assert line.startswith("#") or re.fullmatch(r"[A-Za-z0-9][\w.-]*==\d[\w.]*", line), line


def test_that_the_lines_stand_in_order_and_none_twice():
    names = [line.partition("==")[0].lower() for line in LINES if not line.startswith("#")]
    assert names == sorted(set(names))


def test_that_everything_the_project_and_its_tests_bring_along_is_pinned():
    assert _closure() - set(PINS) == set()


def test_that_what_builds_the_project_is_pinned_too():
    for text in [*PROJECT["build-system"]["requires"], "editables"]:
        assert canonicalize_name(Requirement(text).name) in PINS


def test_that_the_pins_are_what_the_project_asks_for():
    for requirement in WANTED:
        assert requirement.specifier.contains(PINS[canonicalize_name(requirement.name)]), str(requirement)


def test_that_torch_and_torchaudio_are_of_one_release():
    assert PINS["torch"] == PINS["torchaudio"]
    assert PINS["torch"].startswith("2.11.")
