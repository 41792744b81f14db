# SPDX-License-Identifier: MIT
"""`calibration` on the command line."""

import json

import pytest

from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from tests.cli.words import say
from tests.corpora import write_tone_corpus
from tests.runs.trained import TINY


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("believed")
    write_tone_corpus(folder / "tones", speakers={f"s{n}": "female" if n % 2 else "male" for n in range(6)})
    settings = ExperimentSettings().changed(
        {"model.name": "ldnn-log-mel", **TINY, "corpus.folder": str(folder / "tones")}
    )
    workspace = Workspace(folder / "workspace")
    run_steps(run_experiment(settings, workspace))
    return workspace


def test_that_it_tells_promise_and_coverage_at_three_levels_of_both_views(workspace, capsys):
    answer = say(capsys, "calibration", "last", "--workspace", workspace.folder)
    assert answer.status == 0, answer.err
    rows = [line.split()[:2] for line in answer.out.splitlines() if line.strip().startswith(("utterance ", "running "))]
    assert rows == [[view, level] for view in ("utterance", "running") for level in ("80", "90", "95")]
    assert "not drawn from the same hat" in answer.out


def test_that_json_holds_the_same_figures(workspace, capsys):
    answer = say(capsys, "calibration", "last", "--json", "--quiet", "--workspace", workspace.folder)
    told = json.loads(answer.out)
    assert told["views"].keys() == {"utterance", "running"}
    assert {"before", "after"} == told["views"]["utterance"]["calibration_error"].keys()


def test_that_it_says_where_calibration_has_not_helped(workspace, capsys):
    told = json.loads(say(capsys, "calibration", "last", "--json", "--quiet", "--workspace", workspace.folder).out)
    errors = {view: found["calibration_error"] for view, found in told["views"].items()}
    said = say(capsys, "calibration", "last", "--workspace", workspace.folder).out
    for view, error in errors.items():
        assert (f"{view}: calibration has not helped" in said) == (error["after"] > error["before"])


def test_that_a_window_that_cannot_be_is_refused_with_its_range(workspace, capsys):
    answer = say(capsys, "calibration", "last", "--window", "9", "--workspace", workspace.folder)
    assert answer.status == 2
    assert "1 to 4 s" in answer.err
