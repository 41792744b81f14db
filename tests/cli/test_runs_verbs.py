# SPDX-License-Identifier: MIT
"""`runs export --onnx` on the command line."""

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
    folder = tmp_path_factory.mktemp("exported")
    write_tone_corpus(folder / "tones")
    settings = {"model.name": "t-cldnn-mfcc", **TINY, "corpus.folder": str(folder / "tones")}
    workspace = Workspace(folder / "workspace")
    run_steps(run_experiment(ExperimentSettings().changed({**settings, "training.max_epochs": 1}), workspace))
    return workspace


def test_that_a_network_is_exported_and_its_difference_from_torch_told(workspace, tmp_path, capsys):
    words = ("runs", "export", "last", "--onnx", "--workspace", workspace.folder, "--out")
    answer = say(capsys, *words, tmp_path / "first")
    assert answer.status == 0, answer.err
    assert "Checked on 18 utterances of the run" in answer.out
    assert answer.out.splitlines()[-1] == str(tmp_path / "first")
    facts = json.loads(say(capsys, *words, tmp_path / "second", "--state", "noisy", "--json").out)
    assert facts["utterances"] == 18
    assert facts["largest_difference"] < 1e-5
    assert (tmp_path / "second/example.py").is_file()


def test_that_a_state_is_chosen_for_a_network_alone(workspace, tmp_path, capsys):
    words = ("runs", "export", "last", "--state", "clean", "--workspace", workspace.folder)
    answer = say(capsys, *words, "--out", tmp_path / "out")
    assert answer.status == 2
    assert "--state chooses one for --onnx" in answer.err
    assert not (tmp_path / "out").exists()
