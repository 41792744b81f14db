# SPDX-License-Identifier: MIT
"""What a run is made from: recordings, the genders the user named, and noises."""

from pathlib import Path

import numpy as np
import pytest

from ser_workbench.corpus.genders import FILE_NAME, save_genders
from ser_workbench.corpus.partition import SIDES
from ser_workbench.errors import NoAudioError, PartitionError, SettingsError, WorkspaceError
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.progress import Note, run_steps
from ser_workbench.runs.evaluate import evaluate_run
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.material import draw_noise, open_recordings, sides_of
from ser_workbench.runs.workspace import Workspace
from tests.corpora import make_tone, write_noise_folder, write_tone_corpus, write_wav
from tests.runs.trained import numbers_of

SILENCE = np.zeros(4800, np.float32)


def notes_of(events):
    return [event.text for event in events if isinstance(event, Note) and event.is_warning]


def spoil_recordings(tones):
    write_wav(tones / "s01" / "anger_0.wav", SILENCE)
    write_wav(tones / "s02" / "sadness_1.wav", SILENCE)  # The same content on another side.
    write_wav(tones / "s02" / "anger_0.wav", make_tone(300, 0.01))
    write_wav(tones / "s03" / "anger_0.wav", np.full(4800, np.nan, np.float32), subtype="FLOAT")
    (tones / "s03" / "sadness_0.wav").write_text("no sound")


def test_that_genders_named_by_the_user_are_frozen_with_the_run(tiny, tmp_path):
    workspace = Workspace(tmp_path)
    tones = Path(tiny.corpus.folder).as_posix()
    save_genders(workspace.folder / FILE_NAME, {(tones, "s02"): "female", ("/elsewhere", "s01"): "male"})
    quick = tiny.changed({"training.max_epochs": 1, "noise.folder": ""})
    result = run_steps(run_experiment(quick, workspace))
    partition = RunFolder(workspace.run_folder(result.run)).load_partition()
    assert {row.speaker: row.gender for row in partition.rows} == {"s01": "female", "s02": "female", "s03": "female"}


def test_that_a_damaged_table_of_speakers_leaves_no_run_behind(tiny, tmp_path):
    workspace = Workspace(tmp_path)
    (workspace.folder / FILE_NAME).write_text("who,what\n")
    with pytest.raises(WorkspaceError, match=FILE_NAME):
        run_steps(run_experiment(tiny, workspace))
    assert workspace.store.list() == []


def test_that_recordings_that_cannot_be_used_are_left_out_and_named(tiny, tmp_path):
    tones = write_tone_corpus(tmp_path / "tones")
    spoil_recordings(tones)
    workspace, events = Workspace(tmp_path / "w"), []
    result = run_steps(run_experiment(tiny.changed({"corpus.folder": str(tones)}), workspace), events.append)
    spoilt = ["s01/anger_0", "s02/anger_0", "s02/sadness_1", "s03/anger_0", "s03/sadness_0"]
    (note,) = (text for text in notes_of(events) if "corpus" in text)
    assert all(f"{name}.wav" in note for name in spoilt)
    rows = RunFolder(workspace.run_folder(result.run)).load_partition().rows
    assert len(rows) == 18 - 5
    assert not {f"{name}.wav" for name in spoilt} & {row.utterance_id for row in rows}


def test_that_a_side_that_lacks_an_emotion_without_the_silent_ones_is_told_before_a_run_exists(tiny, tmp_path):
    tones = write_tone_corpus(tmp_path / "tones", takes=1)
    write_wav(tones / "s01" / "anger_0.wav", SILENCE)
    workspace = Workspace(tmp_path / "w")
    with pytest.raises(PartitionError, match="no anger"):
        run_steps(run_experiment(tiny.changed({"corpus.folder": str(tones)}), workspace))
    assert workspace.store.list() == []


def test_that_a_wholly_silent_corpus_is_told_before_a_run_exists(tiny, tmp_path):
    tones = write_tone_corpus(tmp_path / "tones", takes=1)
    for file in tones.rglob("*.wav"):
        write_wav(file, SILENCE)
    workspace = Workspace(tmp_path / "w")
    with pytest.raises(NoAudioError, match="is silent"):
        run_steps(run_experiment(tiny.changed({"corpus.folder": str(tones)}), workspace))
    assert workspace.store.list() == []


def test_that_silent_and_unreadable_noises_are_passed_over_named_and_frozen(tiny, tmp_path):
    noises = write_noise_folder(tmp_path / "noises")
    write_wav(noises / "noise_0.wav", SILENCE)
    write_wav(noises / "noise_1.wav", np.full(4800, np.inf, np.float32), subtype="FLOAT")
    spoilt = tiny.changed({"noise.folder": str(noises), "noise.mode": "paper"})
    workspace, events = Workspace(tmp_path / "w"), []
    result = run_steps(run_experiment(spoilt, workspace), events.append)
    (note,) = (text for text in notes_of(events) if "noises" in text)
    assert "noise_0.wav" in note
    assert "noise_1.wav" in note
    items, hashes = RunFolder(workspace.run_folder(result.run)).load_noisy_set()
    assert len(items) == 18 * 2
    assert {item.noise_id for item in items} == hashes.keys() == {"noise_2.wav", "noise_3.wav"}
    again = run_steps(run_experiment(spoilt, Workspace(tmp_path / "again")))
    assert numbers_of(again) == numbers_of(result)


def test_that_noises_are_divided_like_the_speakers_and_a_silent_one_is_passed_over_on_its_side(tiny, tmp_path):
    noises = write_noise_folder(tmp_path / "noises", count=12)
    workspace, events = Workspace(tmp_path / "w"), []
    settings = tiny.changed({"noise.folder": str(noises), "noise.noises": 4, "training.max_epochs": 1})
    result = run_steps(run_experiment(settings, workspace), events.append)
    folder = RunFolder(workspace.run_folder(result.run))
    side_of = {row.utterance_id: row.side for row in folder.load_partition().rows}
    items, _ = folder.load_noisy_set()
    heard = {side: {item.noise_id for item in items if side_of[item.utterance_id] == side} for side in SIDES}
    assert [len(heard[side]) for side in SIDES] == [4, 4, 4]  # Three speakers, one a side.
    assert any("divided: 4 for train, 4 for validation, 4 for test" in getattr(e, "text", "") for e in events)
    silent = min(heard["test"])
    write_wav(noises / silent, SILENCE)
    partition = folder.load_partition()
    again, _ = run_steps(draw_noise(settings, [row.utterance_id for row in partition.rows], sides_of(partition)))
    assert {i for i in again if side_of[i.utterance_id] != "test"} == {
        i for i in items if side_of[i.utterance_id] != "test"
    }
    assert {i.noise_id for i in again if side_of[i.utterance_id] == "test"} == heard["test"] - {silent}


def test_that_fewer_noises_than_sides_are_told_before_a_run_exists(tiny, tmp_path):
    noises = write_noise_folder(tmp_path / "noises", count=2)
    workspace = Workspace(tmp_path / "w")
    with pytest.raises(SettingsError, match=r"only 2 noises .* set noise\.mode to paper"):
        run_steps(run_experiment(tiny.changed({"noise.folder": str(noises)}), workspace))
    assert workspace.store.list() == []


def test_that_on_other_data_every_noise_is_drawn_and_said_so(finished, tiny, tmp_path):
    workspace, result, _ = finished
    events = []
    noises = write_noise_folder(tmp_path / "other", count=1)
    evaluation = run_steps(evaluate_run(workspace, result.run, Path(tiny.corpus.folder), noises), events.append)
    assert evaluation.scores["noisy"].items == 18 * 3
    assert any("Every noise of the folder is drawn from" in getattr(event, "text", "") for event in events)


def test_that_only_noises_that_are_drawn_are_decoded(tiny, tmp_path):
    noises = write_noise_folder(tmp_path / "noises", count=60)
    one = tiny.changed({"noise.folder": str(noises), "noise.noises": 1, "noise.snrs": 1})
    events = []
    drawn, hashes = run_steps(draw_noise(one, ["a.wav", "b.wav"], None), events.append)
    for noise in noises.iterdir():
        if noise.name not in hashes:
            write_wav(noise, SILENCE)
    assert run_steps(draw_noise(one, ["a.wav", "b.wav"], None), events.append) == (drawn, hashes)
    assert notes_of(events) == []
    for noise_id in hashes:  # Now all are silent, and one after the other is drawn.
        write_wav(noises / noise_id, SILENCE)
    with pytest.raises(NoAudioError, match="None of the noises"):
        run_steps(draw_noise(one, ["a.wav", "b.wav"], None))


@pytest.mark.parametrize("mode", ["disjoint", "paper"])
def test_that_a_folder_of_silence_is_told_before_a_run_exists(tiny, tmp_path, mode):
    for number, name in enumerate(("a.wav", "b.wav", "c.wav", "d.wav"), 1):
        write_wav(tmp_path / "noises" / name, SILENCE[: 1000 * number])
    workspace = Workspace(tmp_path / "w")
    silent = tiny.changed({"noise.folder": str(tmp_path / "noises"), "noise.mode": mode})
    with pytest.raises(NoAudioError, match="None of the noises"):
        run_steps(run_experiment(silent, workspace))
    assert workspace.store.list() == []


def test_that_a_test_on_other_data_leaves_out_what_cannot_be_used(finished, tmp_path):
    workspace, result, _ = finished
    tones = write_tone_corpus(tmp_path / "tones")
    spoil_recordings(tones)
    events = []
    evaluation = run_steps(evaluate_run(workspace, result.run, tones), events.append)
    assert evaluation.scores["clean"].items == 18 - 5
    assert any("s01/anger_0.wav" in text for text in notes_of(events))


@pytest.mark.real
def test_that_every_recording_of_emodb_can_be_used(emodb_folder, tmp_path):
    workspace = Workspace(tmp_path)
    corpus = run_steps(open_recordings(workspace, emodb_folder, None, FeatureSettings()))
    assert len(corpus.utterances) == 535
    assert not corpus.problems
