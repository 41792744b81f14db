# SPDX-License-Identifier: MIT
"""Folders of runs that someone has changed: each is refused in one sentence that names the file."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest
import torch

from ser_workbench.errors import RunError, WorkbenchError
from ser_workbench.models.checkpoint import load_weights, save_weights
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import rerun_folder
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.integrity import check_networks, load_decisions, load_outcome
from ser_workbench.runs.transfer import import_run
from ser_workbench.runs.workspace import Workspace


@pytest.fixture
def folder(finished, tmp_path):
    """A copy of a finished run, without the hashes of an export: everything in it may be changed."""
    workspace, result, _ = finished
    return RunFolder(shutil.copytree(workspace.run_folder(result.run), tmp_path / "copy"))


def replaced(name: str, old: str, new: str, times: int = -1) -> Callable[[RunFolder], None]:
    def change(folder):
        file = folder.path / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, times), encoding="utf-8")

    return change


def without(name: str) -> Callable[[RunFolder], None]:
    return lambda folder: (folder.path / name).unlink()


def document(name: str, **values: object) -> Callable[[RunFolder], None]:
    def change(folder):
        file = folder.path / name
        file.write_text(json.dumps({**json.loads(file.read_text()), **values}))

    return change


def first_row(name: str, column: str, value: str) -> Callable[[RunFolder], None]:
    def change(folder):
        file = folder.path / name
        header, row, *rest = file.read_text(encoding="utf-8").splitlines()
        cells = row.split(",")
        cells[header.split(",").index(column)] = value
        file.write_text("\n".join([header, ",".join(cells), *rest]) + "\n", encoding="utf-8")

    return change


def first_row_twice(name: str) -> Callable[[RunFolder], None]:
    def change(folder):
        file = folder.path / name
        header, row, *rest = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join([header, row, row, *rest]) + "\n", encoding="utf-8")

    return change


def weights(name: str, change: Callable[[dict], dict]) -> Callable[[RunFolder], None]:
    def tamper(folder):
        file = folder.path / name
        tensors, metadata = load_weights(file)
        save_weights(file, change(tensors), metadata)

    return tamper


def with_nan(tensors: dict) -> dict:
    name = next(name for name in tensors if name.endswith("weight"))
    return {**tensors, name: torch.full_like(tensors[name], torch.nan)}


def of_another_shape(tensors: dict) -> dict:
    return {name: tensor[:1] if tensor.ndim else tensor for name, tensor in tensors.items()}


def noise_on_two_sides(folder):
    side_of = {row.utterance_id: row.side for row in folder.load_partition().rows}
    items, hashes = folder.load_noisy_set()
    heard = next(item.noise_id for item in items if side_of[item.utterance_id] == "train")
    swapped = [replace(i, noise_id=heard) if side_of[i.utterance_id] == "test" else i for i in items]
    folder.save_noisy_set(swapped, hashes, 0)


DECISIONS = {
    "no run.json": (without("run.json"), "run.json"),
    "no config": (without("config.toml"), "config.toml"),
    "no partition": (without("partition.csv"), "partition.csv"),
    "no noisy set": (without("noisy_set.csv"), "noisy_set.csv"),
    "an id that is a path": (document("run.json", run="../../evil"), "run.json"),
    "an id that is a word": (document("run.json", run="last"), "run.json"),
    "an id that is no text": (document("run.json", run=["a"]), "run.json"),
    "a list for a document": (lambda folder: folder.identity.write_text("[1]"), "run.json"),
    "emotions that repeat": (document("run.json", emotions=["anger", "anger", "sadness"]), "run.json"),
    "no emotions": (document("run.json", emotions=[]), "run.json"),
    "no date": (document("run.json", created="<b>"), "run.json"),
    "a setting that there is not": (replaced("config.toml", "patience", "patienc"), "config.toml"),
    "a setting that cannot be": (replaced("config.toml", "batch_size = 10", "batch_size = -1"), "config.toml"),
    "a noisy set without a folder": (replaced("config.toml", "noise]\nfolder = ", "noise]\n#"), "noisy_set.csv"),
    "a recording outside": (first_row("partition.csv", "utterance_id", "../../secret.wav"), "partition.csv"),
    "a recording by its whole path": (first_row("partition.csv", "utterance_id", "/etc/passwd"), "partition.csv"),
    "a recording on another drive": (first_row("partition.csv", "utterance_id", "C:secret.wav"), "partition.csv"),
    "a recording twice": (first_row_twice("partition.csv"), "partition.csv"),
    "another emotion": (first_row("partition.csv", "emotion", "rage"), "partition.csv"),
    "another side": (first_row("partition.csv", "side", "exam"), "partition.csv"),
    "a speaker on two sides": (first_row("partition.csv", "speaker", "s02"), "partition.csv"),
    "no test side": (replaced("partition.csv", ",test,", ",train,"), "partition.csv"),
    "half a row": (lambda f: f.partition.write_text(f.partition.read_text()[:-90]), "partition.csv"),
    "an SNR that is no number": (first_row("noisy_set.csv", "snr_db", "nan"), "noisy_set.csv"),
    "an SNR without end": (first_row("noisy_set.csv", "snr_db", "1e9"), "noisy_set.csv"),
    "an offset outside": (first_row("noisy_set.csv", "offset", "7"), "noisy_set.csv"),
    "a noise outside": (first_row("noisy_set.csv", "noise_id", "../a.wav"), "noisy_set.csv"),
    "a noisy set without hashes": (replaced("noisy_set.csv", "noise_hash", "hash"), "noisy_set.csv"),
    "a noise on two sides": (noise_on_two_sides, "noisy_set.csv"),
}

OUTCOMES = {
    "the result of another run": (document("result.json", run="20260101-000000-other-0001"), "result.json"),
    "a result of other emotions": (document("result.json", emotions=["a", "b", "c"]), "result.json"),
    "a result without scores": (document("result.json", scores={}), "result.json"),
    "a score that cannot be": (replaced("result.json", '"ua": ', '"ua": 7'), "result.json"),
    "a score that is no number": (replaced("result.json", '"ua": ', '"ua": NaN, "x": '), "result.json"),
    "no predictions": (without("predictions.csv"), "predictions.csv"),
    "fewer predictions": (first_row_twice("predictions.csv"), "result.json"),
    "another emotion predicted": (first_row("predictions.csv", "predicted", "rage"), "predictions.csv"),
    "a probability that is no number": (first_row("predictions.csv", "p_anger", "nan"), "predictions.csv"),
    "epochs that are no numbers": (first_row("epochs.csv", "train_loss", "low"), "epochs.csv"),
    "no network": (without("best_clean.safetensors"), "best_clean"),
    "a network that is a text": (lambda f: f.best("clean").write_text("weights"), "best_clean"),
    "a network that is cut off": (
        lambda f: f.best("noisy").write_bytes(f.best("noisy").read_bytes()[:-9]),
        "best_noisy",
    ),
    "weights that are no numbers": (weights("best_noisy.safetensors", with_nan), "best_noisy"),
    "weights of another network": (weights("best_noisy.safetensors", of_another_shape), "noisy"),
    "a network for a checkpoint": (lambda f: shutil.copy(f.best("clean"), f.checkpoint), "checkpoint"),
}


@pytest.mark.parametrize("case", DECISIONS)
def test_that_changed_decisions_are_neither_imported_nor_done_again(case, folder, tmp_path):
    change, named = DECISIONS[case]
    change(folder)
    for work in (lambda w: import_run(folder.path, w), lambda w: rerun_folder(folder.path, w)):
        assert_refused(work, named, tmp_path)


@pytest.mark.parametrize("case", OUTCOMES)
def test_that_a_changed_outcome_is_not_imported(case, folder, tmp_path):
    change, named = OUTCOMES[case]
    change(folder)
    assert_refused(lambda workspace: import_run(folder.path, workspace), named, tmp_path)


def test_that_an_untouched_folder_makes_sense(folder):
    decided = load_decisions(folder)
    result, rows = load_outcome(folder, decided.identity)
    assert result is not None
    assert len(rows) == sum(score.items for score in result.scores.values())
    check_networks(folder, decided, is_finished=True)


def assert_refused(work, named, tmp_path):
    workspace = Workspace(tmp_path / "workspace")
    with pytest.raises(WorkbenchError) as raised:
        run_steps(work(workspace))
    sentence = str(raised.value)
    assert isinstance(raised.value, RunError), sentence
    assert named in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert workspace.store.list() == []
    assert list(workspace.runs_folder.iterdir()) == []
    assert not (tmp_path / "evil").exists()
