# SPDX-License-Identifier: MIT
"""The README says what is true: its commands run, every verb and every setting stands in it."""

import argparse
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from ser_workbench.cli.main import build_parser
from ser_workbench.corpus.catalog import readers
from ser_workbench.corpus.readers.reader import Labelled
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.paper.settings import PaperSettings
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.search.settings import SweepSettings
from ser_workbench.settings import Settings, fields_of
from ser_workbench.studies.baseline_settings import BaselineSettings
from ser_workbench.studies.segments import SegmentSettings
from tests.cli.words import NoWindows, say
from tests.corpus_trees import write_urdu_tree

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _verbs(parser: argparse.ArgumentParser, above: str = "") -> list[str]:
    found = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                deeper = _verbs(below, f"{above}{name} ")
                found += deeper or [f"{above}{name}"]
    return found


def _settings_table(group: type[Settings] = ExperimentSettings, prefix: str = "") -> str:
    lines = ["| setting | meaning | range | default |", "| --- | --- | --- | --- |"]
    for field in fields_of(group, prefix):
        meaning = f"{field.title}. {field.help}" if field.help else f"{field.title}."
        default = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
        lines.append(f"| `{field.key}` | {meaning} | {field.range_text} | {default or '(empty)'} |")
    return "\n".join(lines)


def test_that_every_verb_stands_in_the_table():
    for verb in _verbs(build_parser(NoWindows())):
        assert f"`{verb}" in README, verb


def test_that_every_option_says_what_it_does(capsys: pytest.CaptureFixture[str]):
    def options(parser: argparse.ArgumentParser) -> list[argparse.Action]:
        found: list[argparse.Action] = []
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for below in action.choices.values():
                    found += options(below)
            else:
                found.append(action)
        return found

    silent = [action.dest for action in options(build_parser(NoWindows())) if not action.help]
    assert not silent


def test_that_every_setting_stands_in_the_table():
    written = README.split("<!-- settings: begin -->")[1].split("<!-- settings: end -->")[0].strip()
    assert written == _settings_table(), f"the table should be:\n{_settings_table()}"


def test_that_every_setting_of_a_search_stands_in_its_table():
    written = README.split("<!-- sweep: begin -->")[1].split("<!-- sweep: end -->")[0].strip()
    expected = _settings_table(SweepSettings, "sweep.")
    assert written == expected, f"the table should be:\n{expected}"


def test_that_every_setting_of_the_paper_stands_in_its_table():
    written = README.split("<!-- paper: begin -->")[1].split("<!-- paper: end -->")[0].strip()
    expected = _settings_table(PaperSettings, "paper.")
    assert written == expected, f"the table should be:\n{expected}"


def _baseline_table() -> str:
    """What a training has too (corpus, partition) stands in its table already."""
    lines = _settings_table(BaselineSettings).splitlines()
    return "\n".join(line for line in lines if not line.startswith(("| `corpus.", "| `partition.")))


def test_that_every_setting_of_a_baseline_stands_in_its_table():
    written = README.split("<!-- baseline: begin -->")[1].split("<!-- baseline: end -->")[0].strip()
    assert written == _baseline_table(), f"the table should be:\n{_baseline_table()}"


def test_that_every_setting_of_an_inspection_stands_in_its_table():
    written = README.split("<!-- inspection: begin -->")[1].split("<!-- inspection: end -->")[0].strip()
    lines = _settings_table(InspectionSettings).splitlines()
    expected = "\n".join(line for line in lines if not line.startswith("| `svm."))  # In the table of the baselines.
    assert written == expected, f"the table should be:\n{expected}"


def test_that_every_setting_of_listening_stands_in_its_table():
    written = README.split("<!-- listening: begin -->")[1].split("<!-- listening: end -->")[0].strip()
    assert written == _settings_table(SegmentSettings), f"the table should be:\n{_settings_table(SegmentSettings)}"


def test_that_every_reader_stands_in_the_table():
    written = README.split("<!-- readers: begin -->")[1].split("<!-- readers: end -->")[0].strip()
    rows = [f"| `{reader.name}` | {reader.title} | {reader.layout} |" for reader in readers()]
    expected = "\n".join(["| reader | corpus | what is read |", "| --- | --- | --- |", *rows])
    assert written == expected, f"the table should be:\n{expected}"


def test_that_the_example_of_a_reader_reads_a_corpus(tmp_path: Path):
    example = README.split("### Add a reader")[1].split("```python\n")[1].split("```")[0]
    assert example == (ROOT / "ser_workbench/corpus/readers/urdu.py").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    exec(compile(example, "README.md", "exec"), names)
    found = list(names["URDU"].label(write_urdu_tree(tmp_path)))
    assert len(found) == 8
    assert found[0] == Labelled(tmp_path / "Angry/SF9_F1_A0100.wav", "SF9", "anger", "female")


def test_that_the_pictures_and_files_it_names_exist():
    for name in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / name).is_file(), name


@pytest.mark.slow
def test_that_the_commands_of_the_first_five_minutes_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    commands = [line for line in README.splitlines() if line.startswith("ser-workbench ")]
    assert len(commands) > 4
    for command in commands:
        words = shlex.split(command.replace("resources/", f"{(ROOT / 'resources').as_posix()}/"))[1:]
        answer = say(capsys, *words)
        assert answer.status == 0, f"{command}\n{answer.err}"
        assert answer.out.strip(), command
