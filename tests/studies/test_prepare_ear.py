# SPDX-License-Identifier: MIT
"""A run gets ready to listen: asked once, of the right utterances, and without the corpus afterwards."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from ser_workbench.errors import RunError
from ser_workbench.features.store import FeatureStore
from ser_workbench.live.calibration import Answers, Calibration
from ser_workbench.progress import Note, Progress, run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.ear_material import gather, thin
from ser_workbench.studies.kept_ear import UTTERANCE
from ser_workbench.studies.prepare_ear import prepare_ear
from ser_workbench.studies.run_outputs import run_outputs


def prepare(workspace: Workspace, run: str, state: str = "clean", window_s: float = 1.0):
    events = []
    ear = run_steps(prepare_ear(workspace, run, state, window_s), events.append)
    return ear, events


def stages(events) -> set[str]:
    return {event.stage for event in events if isinstance(event, Progress)}


def forget_corpus(workspace: Workspace, run: str, tmp_path: Path) -> None:
    """Let the run believe that its recordings lay somewhere else."""
    folder = RunFolder(workspace.run_folder(run))
    gone = {"corpus.folder": str(tmp_path / "gone"), "noise.folder": str(tmp_path / "gone too")}
    folder.save_settings(folder.load_settings().changed(gone))


def test_that_the_ear_says_of_the_training_what_the_run_says(trained):
    workspace, run = trained
    ear, _ = prepare(workspace, run)
    said = run_steps(run_outputs(workspace, run, "train", layers=("blstm", "mlp")))
    assert [row.utterance for row in ear.honesty.neighbours.rows] == [row.utterance for row in said.rows]
    np.testing.assert_allclose(ear.honesty.neighbours.blstm, said.arrays["blstm"], atol=1e-5)
    assert ear.emotions == RunFolder(workspace.run_folder(run)).load_identity().emotions


def test_that_the_calibration_is_the_one_of_the_validation_side(trained):
    workspace, run = trained
    ear, _ = prepare(workspace, run)
    said = run_steps(run_outputs(workspace, run, "validation", layers=("mlp",)))
    labels = np.array([ear.emotions.index(row.emotion) for row in said.rows])
    names = tuple(row.utterance for row in said.rows), tuple(row.speaker for row in said.rows)
    expected = Calibration.fit(ear.emotions, Answers(np.log(said.arrays["mlp"]), labels, *names))
    assert ear.honesty.utterance.temperature == pytest.approx(expected.temperature, rel=1e-3)
    np.testing.assert_allclose(ear.honesty.utterance.scores, expected.scores, atol=1e-4)
    assert (ear.honesty.utterance.utterances, ear.honesty.utterance.speakers) == (12, 2)


def test_that_the_noisy_state_is_calibrated_on_clean_and_noisy_validation_together(trained):
    workspace, run = trained
    ear, _ = prepare(workspace, run, "noisy")
    assert ear.condition == "noisy"
    assert len(ear.honesty.utterance.scores) == 3 * 12  # One noise at two ratios each.
    assert ear.honesty.utterance.utterances == 12
    np.testing.assert_allclose(ear.honesty.utterance.shares, 1 / 3)


def test_that_an_utterance_shorter_than_the_window_is_a_window_by_itself(trained):
    workspace, run = trained
    ear, _ = prepare(workspace, run, window_s=1.0)
    np.testing.assert_allclose(ear.honesty.running.scores, ear.honesty.utterance.scores, atol=1e-9)


def test_that_what_is_kept_is_not_made_again_and_needs_neither_corpus_nor_features(trained, tmp_path):
    workspace, run = trained
    first, _ = prepare(workspace, run)
    forget_corpus(workspace, run, tmp_path)
    shutil.rmtree(workspace.features_folder)
    again, events = prepare(workspace, run)
    assert stages(events) == set()
    assert [event.text for event in events if isinstance(event, Note)] == [
        f"{tmp_path / 'gone'} is not there, so the neighbours of what is heard cannot be played."
    ]
    assert again.honesty.utterance.to_json() == first.honesty.utterance.to_json()
    assert again.honesty.conditions == first.honesty.conditions
    np.testing.assert_array_equal(again.honesty.neighbours.blstm, first.honesty.neighbours.blstm)


def test_that_without_the_corpus_nothing_is_known_of_the_sound_and_it_says_so(trained, tmp_path):
    workspace, run = trained
    forget_corpus(workspace, run, tmp_path)
    ear, events = prepare(workspace, run)
    assert ear.honesty.conditions is None
    assert any("How the training was recorded stays unknown" in e.text for e in events if isinstance(e, Note))
    samples = np.zeros(16000, np.float32)
    assert ear.honesty.doubts(samples, ear.honesty.neighbours.nearest(ear.honesty.neighbours.blstm[0])) == ()


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00" * 50])
def test_that_damaged_files_are_made_again(trained, damage):
    workspace, run = trained
    first, _ = prepare(workspace, run)
    kept = gather(workspace, workspace.store.find(run), "clean").kept
    files = [file for file in kept.folder.iterdir() if file.is_file()]
    assert len(files) == 4
    for file in files:
        file.write_bytes(damage)
    again, _ = prepare(workspace, run)
    assert again.honesty.utterance.to_json() == first.honesty.utterance.to_json()
    np.testing.assert_array_equal(again.honesty.neighbours.blstm, first.honesty.neighbours.blstm)


def test_that_another_network_forgets_what_was_kept_of_the_old_one(trained):
    workspace, run = trained
    prepare(workspace, run)
    folder = RunFolder(workspace.run_folder(run))
    before = gather(workspace, workspace.store.find(run), "clean").kept.folder
    shutil.copy(folder.checkpoint, folder.path / "kept_aside")
    content = folder.best("clean").read_bytes()
    place = len(content) - 2
    folder.best("clean").write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    prepare(workspace, run)
    after = gather(workspace, workspace.store.find(run), "clean").kept.folder
    assert after != before
    assert [file.name for file in after.parent.glob("ear-clean-*")] == [after.name]


def test_that_a_run_without_a_network_has_no_ear(trained):
    workspace, run = trained
    RunFolder(workspace.run_folder(run)).best("clean").unlink()
    with pytest.raises(RunError, match="weights of a finished run, is gone"):
        prepare(workspace, run)


def test_that_a_network_normalised_per_speaker_hears_a_live_voice_as_one_of_the_training_side(
    tones: ExperimentSettings, tmp_path: Path
):
    workspace = Workspace(tmp_path / "speaker")
    settings = tones.changed({"features.normalisation": "speaker", "training.max_epochs": 1})
    run = run_steps(run_experiment(settings, workspace)).run
    ear, _ = prepare(workspace, run)
    material = gather(workspace, workspace.store.find(run), "noisy")
    store = FeatureStore(workspace.features_folder, settings.features)
    frames = np.concatenate([store.get(item.key) for item in material.side("train").items])
    heard = ear.scale.apply(frames)
    assert ear.scale.kind == "training"
    np.testing.assert_allclose(heard.mean(axis=0), 0, atol=1e-3)
    np.testing.assert_allclose(heard.std(axis=0), 1, atol=1e-3)
    shutil.rmtree(workspace.features_folder)
    again, _ = prepare(workspace, run)
    np.testing.assert_array_equal(again.scale.apply(frames), heard)
    with torch.no_grad():
        assert again.network(torch.zeros(1, 20, 40), torch.tensor([20])).shape == (1, 3)


def test_that_the_same_items_are_left_out_each_time():
    assert thin(5, 10) == [0, 1, 2, 3, 4]
    assert thin(1000, 50) == thin(1000, 50) == sorted(set(thin(1000, 50)))
    assert len(thin(1000, 50)) == 50


def test_that_closing_it_halfway_leaves_no_half_file(trained):
    workspace, run = trained
    steps = prepare_ear(workspace, run)
    while not isinstance(event := next(steps), Progress) or "training side" not in event.stage:
        pass
    steps.close()
    kept = gather(workspace, workspace.store.find(run), "clean").kept
    assert kept.load_calibration(UTTERANCE, ("anger", "happiness", "sadness")) is not None
    assert not list(kept.folder.glob("*.part"))
    assert not list(kept.folder.glob("*.safetensors"))
