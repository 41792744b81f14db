# SPDX-License-Identifier: MIT
"""A trained network leaves as ONNX: what lies in the folder, and what is refused."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from ser_workbench.audio.content import hash_file
from ser_workbench.audio.decode import read_audio
from ser_workbench.errors import BadInputError, RunError
from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.progress import Note, run_steps
from ser_workbench.runs.evaluate import predict_files
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.whole_file import write_text
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.onnx_check import open_session
from ser_workbench.studies.onnx_export import export_onnx
from ser_workbench.studies.prepare_ear import prepare_ear

FILES = ["README.md", "example.py", "model.onnx", "settings.json"]


@pytest.fixture
def exported(trained, tmp_path):
    workspace, run = trained
    return run_steps(export_onnx(workspace, run, tmp_path / "out"))


def recordings_of(workspace, run):
    settings = workspace.store.find(run).settings
    return sorted(Path(settings.corpus.folder).rglob("*.wav"))


def test_that_the_folder_holds_all_that_another_program_needs_and_nothing_is_left_beside_it(exported, tmp_path):
    assert exported.folder == tmp_path / "out"
    assert sorted(file.name for file in exported.folder.iterdir()) == FILES
    assert not list(tmp_path.glob("*.part"))
    assert exported.check.utterances == 48
    assert exported.check.largest_difference < 1e-5
    assert exported.to_json()["folder"] == str(tmp_path / "out")


@pytest.mark.parametrize("state", ["clean", "noisy"])
def test_that_it_says_what_predict_says(trained, tmp_path, state):
    workspace, run = trained
    folder = run_steps(export_onnx(workspace, run, tmp_path / "out", state)).folder
    session = open_session((folder / "model.onnx").read_bytes())
    files = recordings_of(workspace, run)
    for predicted in run_steps(predict_files(workspace, run, files, state)):
        (said,) = session.run(["probabilities"], {"samples": read_audio(Path(predicted.file))})
        np.testing.assert_allclose(said, list(predicted.probabilities.values()), atol=1e-5)


def test_that_the_example_of_20_lines_tells_the_emotion_with_onnxruntime_and_numpy_alone(trained, exported):
    workspace, run = trained
    file = recordings_of(workspace, run)[0]
    example = exported.folder / "example.py"
    assert len(example.read_text(encoding="utf-8").splitlines()) <= 20
    # -I: neither this folder nor an environment of ours is on the path.
    end = subprocess.run([sys.executable, "-I", example, file], capture_output=True, text=True, check=True)
    (predicted,) = run_steps(predict_files(workspace, run, [file]))
    assert end.stdout.splitlines() == [f"{name}: {100 * share:.1f} %" for name, share in predicted.likeliest(3)]


def test_that_settings_and_metadata_tell_the_same_and_name_no_place_of_this_computer(trained, exported):
    workspace, run = trained
    text = (exported.folder / "settings.json").read_text(encoding="utf-8")
    facts = json.loads(text)
    props = {prop.key: prop.value for prop in onnx.load(exported.folder / "model.onnx").metadata_props}
    assert facts.pop("checked_against_torch")["utterances"] == 48
    assert {name: fact if isinstance(fact, str) else json.dumps(fact) for name, fact in facts.items()} == props
    assert json.loads(props["emotions"]) == ["anger", "happiness", "sadness"]
    assert facts["weights_sha256"] == hash_file(RunFolder(workspace.run_folder(run)).best("clean"))
    assert (facts["run"], facts["state"], facts["least_samples"]) == (run, "clean", 400)
    assert len(facts["normalisation"]["mean"]) == facts["features"]["bands"] == 40
    assert workspace.store.find(run).settings.corpus.folder not in text


def test_that_the_page_says_what_goes_in_and_what_comes_out(exported):
    page = (exported.folder / "README.md").read_text(encoding="utf-8")
    assert "0 anger, 1 happiness, 2 sadness" in page
    assert "16,000 samples a second" in page
    assert exported.check.sentence in page
    assert max(map(len, page.splitlines()[:-1])) <= 130


def test_that_without_the_recordings_noises_are_drawn_and_it_says_so(trained, tmp_path):
    workspace, run = trained
    config = RunFolder(workspace.run_folder(run)).config
    there = workspace.store.find(run).settings.corpus.folder
    write_text(config, config.read_text(encoding="utf-8").replace(there, str(tmp_path / "gone")))
    events = []
    check = run_steps(export_onnx(workspace, run, tmp_path / "out"), events.append).check
    assert check.is_drawn
    assert "20 drawn noises" in check.sentence
    (note,) = (event for event in events if isinstance(event, Note))
    assert f"No recording of run '{run}' is at hand" in note.text


def test_that_without_recordings_and_features_it_stays_uncalibrated_and_says_so(trained, tmp_path):
    workspace, run = trained
    config = RunFolder(workspace.run_folder(run)).config
    there = workspace.store.find(run).settings.corpus.folder
    write_text(config, config.read_text(encoding="utf-8").replace(there, str(tmp_path / "gone")))
    shutil.rmtree(workspace.features_folder)
    events = []
    folder = run_steps(export_onnx(workspace, run, tmp_path / "out"), events.append).folder
    assert any("stay uncalibrated" in event.text for event in events if isinstance(event, Note))
    assert json.loads((folder / "settings.json").read_text(encoding="utf-8"))["temperature"] is None
    assert "calibrated" not in (folder / "README.md").read_text(encoding="utf-8")


def test_that_its_calibrated_probabilities_are_those_of_the_ear(trained, exported):
    workspace, run = trained
    honesty = run_steps(prepare_ear(workspace, run)).honesty
    samples = read_audio(recordings_of(workspace, run)[7])
    session = open_session((exported.folder / "model.onnx").read_bytes())
    logits, calibrated = session.run(["logits", "calibrated"], {"samples": samples})
    judged = honesty.utterance.judge(logits, 0.9).probabilities
    assert list(judged) == ["anger", "happiness", "sadness"]
    np.testing.assert_allclose(calibrated, list(judged.values()), atol=1e-6)


def test_that_a_network_normalised_per_speaker_hears_as_it_does_live(tones, tmp_path):
    workspace = Workspace(tmp_path / "workspace")
    changes = {"features.normalisation": "speaker", "training.max_epochs": 1, "noise.folder": ""}
    run = run_steps(run_experiment(tones.changed(changes), workspace)).run
    folder = run_steps(export_onnx(workspace, run, tmp_path / "out")).folder
    ear = run_steps(prepare_ear(workspace, run))
    samples = read_audio(recordings_of(workspace, run)[7])
    features = torch.from_numpy(ear.scale.apply(FeatureExtractor(ear.features).extract(samples)))
    with torch.no_grad():
        expected = ear.network(features[None], torch.tensor([len(features)])).softmax(1)[0]
    (said,) = open_session((folder / "model.onnx").read_bytes()).run(["probabilities"], {"samples": samples})
    np.testing.assert_allclose(said, expected, atol=1e-5)
    assert "heard for the first time" in (folder / "README.md").read_text(encoding="utf-8")


def test_that_stopping_half_way_leaves_nothing(trained, tmp_path):
    workspace, run = trained
    steps = export_onnx(workspace, run, tmp_path / "out")
    next(steps)
    steps.close()
    assert not list(tmp_path.glob("out*"))


def test_that_a_place_that_is_taken_or_not_ours_is_refused(trained, tmp_path):
    workspace, run = trained
    (tmp_path / "taken").mkdir()
    corpus = Path(workspace.store.find(run).settings.corpus.folder)
    for place, error, words in (
        (tmp_path / "taken", RunError, "exists already"),
        (tmp_path / "out.zip", RunError, "not an archive"),
        (workspace.run_folder(run) / "out", RunError, "among the runs"),
        (corpus / "out", BadInputError, "never written to"),
    ):
        with pytest.raises(error, match=words):
            run_steps(export_onnx(workspace, run, place))
    assert not (corpus / "out").exists()


def test_that_a_run_whose_weights_are_gone_is_refused(trained, tmp_path):
    workspace, run = trained
    RunFolder(workspace.run_folder(run)).best("clean").unlink()
    with pytest.raises(RunError, match="is gone"):
        run_steps(export_onnx(workspace, run, tmp_path / "out"))
