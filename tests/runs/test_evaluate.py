# SPDX-License-Identifier: MIT
"""Trained networks on other corpora and on single files."""

import numpy as np
import pytest

from ser_workbench.errors import AudioError
from ser_workbench.progress import run_steps
from ser_workbench.runs.evaluate import evaluate_run, predict_files
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.workspace import Workspace
from tests.corpora import make_tone, write_noise_folder, write_tone_corpus, write_wav
from tests.runs.trained import file_of


def test_that_a_run_is_evaluated_on_another_corpus_and_says_what_it_left_out(finished, tiny, tmp_path):
    workspace, _, _ = finished
    emotions = {"anger": 900.0, "sadness": 250.0, "boredom": 300.0}
    write_tone_corpus(tmp_path / "other", speakers={"x1": "male"}, emotions=emotions)
    noise = write_noise_folder(tmp_path / "noise")
    evaluation = run_steps(evaluate_run(workspace, "last", tmp_path / "other", noise))
    assert evaluation.left_out == {"boredom": 2}
    assert evaluation.scores["clean"].items == 4
    assert evaluation.scores["noisy"].items == 4 * 3
    rows = [row for row in evaluation.predictions if row.condition == "clean"]
    recalls = [
        np.mean([r.emotion == r.predicted for r in rows if r.emotion == emotion]) for emotion in ("anger", "sadness")
    ]
    assert evaluation.scores["clean"].ua == pytest.approx(np.mean(recalls))


def test_that_files_are_predicted_as_they_were_in_the_test(finished, tiny):
    workspace, result, _ = finished
    row = workspace.store.predictions(result.run, "clean")[0]
    (said,) = run_steps(predict_files(workspace, "last", [file_of(tiny, row.utterance)]))
    document = said.to_json()
    assert document.keys() == {"file", "emotion", "probabilities"}
    assert document["emotion"] == row.predicted
    assert list(document["probabilities"].values()) == pytest.approx(row.probabilities, abs=1e-5)
    assert list(document["probabilities"]) == list(result.emotions)


def test_that_a_stereo_file_of_another_rate_and_a_long_one_are_predicted(finished, tmp_path):
    workspace, _, _ = finished
    stereo = np.stack([make_tone(400, 0.5, 44100)] * 2, axis=1)
    odd = write_wav(tmp_path / "odd.flac", stereo, 44100)
    long = write_wav(tmp_path / "long.wav", make_tone(400, 20))
    said = run_steps(predict_files(workspace, "last", [odd, long]))
    assert [p.file for p in said] == [str(odd), str(long)]


def test_that_a_file_that_cannot_be_heard_is_told_in_one_sentence(finished, tmp_path):
    workspace, _, _ = finished
    (tmp_path / "text.wav").write_text("not audio")
    write_wav(tmp_path / "short.wav", make_tone(400, 0.01))
    tone = make_tone(400)
    write_wav(tmp_path / "opposite.wav", np.stack([tone, -tone], axis=1))  # Averaged, all but a rounding is silent.
    for name in ("text.wav", "short.wav", "missing.wav", "opposite.wav"):
        with pytest.raises(AudioError, match=name):
            run_steps(predict_files(workspace, "last", [tmp_path / name]))


@pytest.mark.parametrize("normalisation", ["none", "utterance", "speaker"])
def test_that_every_normalisation_trains_and_predicts(tiny, tmp_path, normalisation):
    workspace = Workspace(tmp_path)
    changes = {"features.normalisation": normalisation, "training.max_epochs": 1, "noise.snrs": 1}
    result = run_steps(run_experiment(tiny.changed(changes), workspace))
    row = workspace.store.predictions(result.run, "clean")[0]
    (said,) = run_steps(predict_files(workspace, "last", [file_of(tiny, row.utterance)]))
    if normalisation != "speaker":  # A file alone is its own speaker.
        assert list(said.probabilities.values()) == pytest.approx(row.probabilities, abs=1e-5)
