# SPDX-License-Identifier: MIT
"""`inspect` on the command line."""

import json
from pathlib import Path

import pytest

from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from tests.cli.words import say
from tests.corpora import write_tone_corpus
from tests.runs.trained import TINY

QUICK = ("--set", "shuffles=1", "--set", "svm.kernel=linear", "--set", "svm.costs=1")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("inspected")
    write_tone_corpus(folder / "tones", speakers={f"s{n}": "female" if n % 2 else "male" for n in range(6)})
    settings = ExperimentSettings().changed(
        {"model.name": "t-cldnn-mfcc", **TINY, "corpus.folder": str(folder / "tones")}
    )
    workspace = Workspace(folder / "workspace")
    run_steps(run_experiment(settings.changed({"training.max_epochs": 1}), workspace))
    return workspace


def test_that_inspect_writes_its_files_and_tells_the_row_of_table_5(workspace, tmp_path, capsys):
    where = ("--workspace", workspace.folder, "--out", tmp_path / "out")
    answer = say(capsys, "inspect", "last", *where, *QUICK)
    assert answer.status == 0, answer.err
    assert [line.split()[0] for line in answer.out.splitlines()[3:] if line.strip()][1:5] == [
        "raw",
        "cnn",
        "blstm",
        "mlp",
    ]
    assert (tmp_path / "out/projections.svg").is_file()
    answer = say(capsys, "inspect", "last", *where, *QUICK, "--json")
    facts = json.loads(answer.out)
    assert facts == json.loads((tmp_path / "out/inspection.json").read_text(encoding="utf-8"))
    assert set(facts["modules"]["mlp"]["rho"]) == {"emotion", "speaker", "gender"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nobody", "--out", "x"), "no run"),
        (("last", "--out", "x", "--set", "layers=conv4"), "no layer 'conv4'"),
        (("last", "--out", "x", "--set", "shuffle=2"), "did you mean 'shuffles'"),
    ],
)
def test_that_what_cannot_be_is_told_in_one_sentence(workspace, words, sentence, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    answer = say(capsys, "inspect", *words, "--workspace", workspace.folder)
    assert answer.status == 2
    assert sentence in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert not Path("x").exists()


def test_that_nothing_is_written_among_the_recordings(workspace, capsys):
    corpus = workspace.store.find("last").settings.corpus.folder
    answer = say(capsys, "inspect", "last", "--workspace", workspace.folder, "--out", Path(corpus) / "out")
    assert answer.status == 2
    assert "never written to" in answer.err
