# SPDX-License-Identifier: MIT
"""Module outputs of a trained run: of the right utterances, right, and computed once."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.corpus.genders import FILE_NAME, save_genders
from ser_workbench.errors import BadInputError, PartitionError, RunError
from ser_workbench.models.layer_names import list_layers
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.transfer import delete_run
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.run_outputs import outputs_at_snr, run_outputs
from ser_workbench.studies.what_is_heard import heard_at_snr
from tests.corpora import write_tone_corpus


def files_of(workspace: Workspace) -> dict[Path, int]:
    return {file: file.stat().st_mtime_ns for file in workspace.outputs_folder.rglob("*.npy")}


def test_that_the_mlp_says_of_the_test_utterances_what_the_run_predicted_of_them(trained):
    workspace, run = trained
    folder = RunFolder(workspace.run_folder(run))
    for condition in ("clean", "noisy"):
        said = run_steps(run_outputs(workspace, run, "test", condition, state=condition))
        rows = [row for row in folder.load_predictions(folder.load_identity().emotions) if row.condition == condition]
        assert [(r.utterance, r.noise, r.snr_db) for r in said.rows] == [(r.utterance, r.noise, r.snr_db) for r in rows]
        np.testing.assert_allclose(said.arrays["mlp"], [row.probabilities for row in rows], rtol=0, atol=1e-5)


def test_that_the_rows_are_those_of_the_partition(trained):
    workspace, run = trained
    partition = RunFolder(workspace.run_folder(run)).load_partition()
    said = run_steps(run_outputs(workspace, run))
    assert [(r.utterance, r.speaker, r.emotion, r.gender, r.side) for r in said.rows] == [
        (r.utterance_id, r.speaker, r.emotion, r.gender, r.side) for r in partition.rows
    ]
    assert {row.side for row in run_steps(run_outputs(workspace, run, "train")).rows} == {"train"}


def test_that_the_noisy_condition_is_clean_and_noisy_together(trained):
    workspace, run = trained
    clean = run_steps(run_outputs(workspace, run, "test"))
    noisy = run_steps(run_outputs(workspace, run, "test", "noisy"))
    assert len(noisy.rows) == 3 * len(clean.rows)  # One noise at two ratios each.
    np.testing.assert_allclose(noisy.arrays["cnn"][: len(clean.rows)], clean.arrays["cnn"], rtol=0, atol=1e-5)
    assert all(row.noise and row.snr_db is not None for row in noisy.rows[len(clean.rows) :])


def test_that_each_state_speaks_for_itself(trained):
    workspace, run = trained
    clean, noisy = (run_steps(run_outputs(workspace, run, state=state)) for state in ("clean", "noisy"))
    np.testing.assert_array_equal(clean.arrays["raw"], noisy.arrays["raw"])
    best = RunFolder(workspace.run_folder(run)).load_result().best_epochs
    assert np.array_equal(clean.arrays["cnn"], noisy.arrays["cnn"]) == (best["clean"] == best["noisy"])


def test_that_what_is_kept_is_not_computed_again_and_needs_no_recordings(trained, tones, tmp_path):
    workspace, run = trained
    first = run_steps(run_outputs(workspace, run))
    before = files_of(workspace)
    shutil.rmtree(workspace.features_folder)
    again = run_steps(run_outputs(workspace, run))
    assert files_of(workspace) == before
    np.testing.assert_array_equal(again.arrays["blstm"], first.arrays["blstm"])


def test_that_a_further_layer_is_added_to_those_that_are_kept(trained):
    workspace, run = trained
    run_steps(run_outputs(workspace, run))
    before = files_of(workspace)
    layers = list_layers(workspace.store.find(run).settings.model)
    said = run_steps(run_outputs(workspace, run, layers=layers))
    assert tuple(said.arrays) == layers
    added = files_of(workspace).keys() - before.keys()
    assert {file.stem for file in added} == {"conv1", "dense1", "dense2", "dense3"}
    assert before.items() <= files_of(workspace).items()


def test_that_a_recording_that_changed_is_told_before_anything_is_computed_from_it(tones, tmp_path):
    corpus = tmp_path / "corpus"
    shutil.copytree(tones.corpus.folder, corpus)
    workspace = Workspace(tmp_path / "workspace")
    run = run_steps(run_experiment(tones.changed({"corpus.folder": str(corpus)}), workspace)).run
    shutil.rmtree(workspace.features_folder)
    changed = next(corpus.glob("s01/*.wav"))
    changed.write_bytes(changed.read_bytes()[:-2])
    with pytest.raises(PartitionError, match="has changed"):
        run_steps(run_outputs(Workspace(workspace.folder), run))


def test_that_the_genders_named_since_the_run_began_are_taken(trained, tones):
    workspace, run = trained
    corpus = Path(tones.corpus.folder).resolve().as_posix()
    save_genders(workspace.folder / FILE_NAME, {(corpus, "s01"): "male", ("elsewhere", "s02"): "female"})
    genders = {row.speaker: row.gender for row in run_steps(run_outputs(workspace, run)).rows}
    assert (genders["s01"], genders["s02"]) == ("male", "male")
    save_genders(workspace.folder / FILE_NAME, {(corpus, "s01"): "unknown"})
    assert {r.gender for r in run_steps(run_outputs(workspace, run)).rows if r.speaker == "s01"} == {""}


def test_that_another_corpus_has_no_sides_and_may_have_other_emotions(trained, tmp_path):
    workspace, run = trained
    write_tone_corpus(tmp_path / "other", speakers={"x1": "male"}, emotions={"boredom": 400.0, "anger": 900.0})
    said = run_steps(run_outputs(workspace, run, corpus=tmp_path / "other"))
    assert {(row.speaker, row.side) for row in said.rows} == {("x1", "")}
    assert set(said.labels("emotion")) == {"anger", "boredom"}
    assert said.arrays["mlp"].shape == (4, 3)
    noisy = run_steps(run_outputs(workspace, run, condition="noisy", corpus=tmp_path / "other"))
    assert len(noisy.rows) == 12


def test_that_at_every_ratio_an_utterance_has_the_same_noise_of_its_side(trained):
    workspace, run = trained
    clean = run_steps(run_outputs(workspace, run, "test"))
    loud, quiet = (run_steps(outputs_at_snr(workspace, run, "test", snr_db)) for snr_db in (-10.0, 30.0))
    assert [replace(row, snr_db=None) for row in loud.rows] == [replace(row, snr_db=None) for row in quiet.rows]
    assert [row.utterance for row in loud.rows] == [row.utterance for row in clean.rows]
    assert {row.snr_db for row in loud.rows} == {-10.0}
    noisy_set, _ = RunFolder(workspace.run_folder(run)).load_noisy_set()
    of_test = {item.noise_id for item in noisy_set if item.utterance_id in {row.utterance for row in clean.rows}}
    assert len(of_test) > 1
    assert {row.noise for row in loud.rows} <= of_test
    places = [[(item.noise, item.offset) for item in heard_at_snr(workspace, run, None, x, 0).items] for x in (-10, 30)]
    assert places[0] == places[1]
    assert len(set(places[0])) == len(places[0])
    away = [np.abs(one.arrays["raw"] - clean.arrays["raw"]).mean() for one in (loud, quiet)]
    assert away[0] > 3 * away[1]


def test_that_another_seed_draws_other_noises(trained):
    workspace, run = trained
    rows = [run_steps(outputs_at_snr(workspace, run, None, 0.0, noise_seed=seed)).rows for seed in (0, 0, 1)]
    assert rows[0] == rows[1]
    assert rows[0] != rows[2]


def test_that_features_normalised_per_speaker_are_so_whoever_is_asked_for(tones, tmp_path):
    workspace = Workspace(tmp_path / "workspace")
    settings = tones.changed({"features.normalisation": "speaker", "training.max_epochs": 1})
    run = run_steps(run_experiment(settings, workspace)).run
    folder = RunFolder(workspace.run_folder(run))
    rows = [r for r in folder.load_predictions(folder.load_identity().emotions) if r.condition == "clean"]
    said = run_steps(run_outputs(workspace, run, "test"))
    np.testing.assert_allclose(said.arrays["mlp"], [row.probabilities for row in rows], rtol=0, atol=1e-5)


def test_that_what_cannot_be_asked_is_told_in_one_sentence(trained, tones, tmp_path):
    workspace, run = trained
    with pytest.raises(BadInputError, match="no layer 'conv7'"):
        run_steps(run_outputs(workspace, run, layers=("conv7",)))
    quiet = Workspace(tmp_path / "quiet")
    clean_only = run_steps(run_experiment(tones.changed({"noise.folder": "", "training.max_epochs": 1}), quiet)).run
    with pytest.raises(RunError, match="without noise"):
        run_steps(run_outputs(quiet, clean_only, condition="noisy"))
    with pytest.raises(RunError, match="without noise"):
        run_steps(outputs_at_snr(quiet, clean_only, None, 0.0))


def test_that_a_deleted_run_takes_its_outputs_along(trained):
    workspace, run = trained
    run_steps(run_outputs(workspace, run))
    assert files_of(workspace)
    delete_run(workspace, run)
    assert not (workspace.outputs_folder / run).exists()
