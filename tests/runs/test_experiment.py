# SPDX-License-Identifier: MIT
"""A run from corpus to report, and what stops it before it begins."""

import json
import re
import shutil

import numpy as np
import pytest

from ser_workbench.errors import MissingFolderError, PartitionError, SettingsError, WorkbenchError
from ser_workbench.progress import Note, run_steps
from ser_workbench.runs.events import RunEnded, RunStarted, StageStarted
from ser_workbench.runs.experiment import rerun_folder, run_experiment
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.workspace import Workspace
from ser_workbench.training.events import EpochEnded
from tests.corpora import make_tone, write_tone_corpus, write_wav


def test_that_a_run_tells_its_stages_and_ends_with_its_result(finished):
    _, result, events = finished
    assert isinstance(events[-1], RunEnded)
    assert events[-1].result == result
    assert [type(e).__name__ for e in events].count("EpochEnded") == result.epochs
    assert any(isinstance(event, RunStarted) for event in events)
    assert any(isinstance(event, StageStarted) for event in events)


def test_that_the_result_is_what_the_command_line_promises(finished):
    _, result, _ = finished
    document = json.loads(json.dumps(result.to_json()))
    assert document.keys() == {"run", "test", "epochs", "seconds"}
    assert document["test"].keys() == {"clean", "noisy"}
    assert document["test"]["clean"].keys() == {"ua", "wa"}
    assert 0 <= document["test"]["noisy"]["ua"] <= 1


def test_that_every_test_utterance_is_predicted_under_each_condition(finished):
    workspace, result, _ = finished
    partition = RunFolder(workspace.run_folder(result.run)).load_partition()
    ids = sorted(row.utterance_id for row in partition.side("test"))
    clean = workspace.store.predictions(result.run, "clean")
    noisy = workspace.store.predictions(result.run, "noisy")
    assert sorted(row.utterance for row in clean) == ids
    assert sorted(row.utterance for row in noisy) == sorted(ids * 3)
    assert sum(row.noise == "" for row in noisy) == len(ids)
    assert all(-10 <= row.snr_db <= 15 for row in noisy if row.noise)
    assert all(sum(row.probabilities) == pytest.approx(1, abs=1e-5) for row in (*clean, *noisy))


def test_that_scores_follow_from_the_predictions(finished):
    workspace, result, _ = finished
    for condition, score in result.scores.items():
        rows = workspace.store.predictions(result.run, condition)
        recalls = [
            np.mean([r.emotion == r.predicted for r in rows if r.emotion == emotion]) for emotion in result.emotions
        ]
        assert score.ua == pytest.approx(np.mean(recalls))
        assert score.wa == pytest.approx(np.mean([r.emotion == r.predicted for r in rows]))


def test_that_store_and_folder_hold_the_same(finished):
    workspace, result, _ = finished
    folder = RunFolder(workspace.run_folder(result.run))
    assert folder.load_result() == result
    assert folder.load_epochs() == workspace.store.epochs(result.run)
    both = (*workspace.store.predictions(result.run, "clean"), *workspace.store.predictions(result.run, "noisy"))
    assert folder.load_predictions(result.emotions) == both
    assert folder.load_settings() == workspace.store.find("last").settings
    assert workspace.store.scores(result.run) == result.scores
    assert not list(folder.path.glob("*.part"))


def test_that_the_log_is_lines_of_json_with_every_epoch(finished):
    workspace, result, _ = finished
    lines = RunFolder(workspace.run_folder(result.run)).log.read_text().splitlines()
    kinds = [json.loads(line)["event"] for line in lines]
    assert kinds[0] == "RunStarted"
    assert kinds.count("EpochEnded") == result.epochs


def test_that_the_report_needs_no_other_file_and_shows_the_scores(finished):
    workspace, result, _ = finished
    html = RunFolder(workspace.run_folder(result.run)).report.read_text(encoding="utf-8")
    assert f"{100 * result.scores['noisy'].ua:.2f} %" in html
    assert "prefers-color-scheme:dark" in html
    assert html.count("<svg") == 4
    links = re.findall(r'(?:src|href)="([^"]*)"', html)
    assert all(link.startswith(("#", "file:")) for link in links)  # Within the page, and to recordings.


def test_that_without_noise_there_is_only_the_clean_condition_and_it_is_said(tiny, tmp_path):
    events = []
    clean_only = tiny.changed({"noise.folder": "", "training.max_epochs": 1})
    result = run_steps(run_experiment(clean_only, Workspace(tmp_path)), events.append)
    assert result.to_json()["test"].keys() == {"clean"}
    assert any("no noisy condition" in event.text for event in events if isinstance(event, Note))
    (epoch,) = (event for event in events if isinstance(event, EpochEnded))
    assert epoch.ua_clean == epoch.ua_noisy
    assert not RunFolder(Workspace(tmp_path).run_folder(result.run)).best("noisy").exists()


def test_that_a_run_is_not_done_again_on_changed_recordings(finished, tiny, tmp_path):
    workspace, result, _ = finished
    tones = write_tone_corpus(tmp_path / "tones")
    write_wav(tones / "s01" / "anger_0.wav", make_tone(333))
    with pytest.raises(PartitionError, match="anger_0"):
        run_steps(rerun_folder(workspace.run_folder(result.run), Workspace(tmp_path / "w"), corpus_folder=tones))
    assert Workspace(tmp_path / "w").store.list() == []


def test_that_a_run_is_done_again_where_the_recordings_lie_now(finished, tiny, tmp_path):
    workspace, result, _ = finished
    tones = shutil.copytree(tiny.corpus.folder, tmp_path / "tones")
    noises = shutil.copytree(tiny.noise.folder, tmp_path / "noises")
    folder = workspace.run_folder(result.run)
    again = run_steps(rerun_folder(folder, Workspace(tmp_path / "w"), corpus_folder=tones, noise_folder=noises))
    assert again.scores == result.scores
    with pytest.raises(MissingFolderError, match=r"set noise\.folder to where it is now"):
        run_steps(rerun_folder(folder, Workspace(tmp_path / "w"), noise_folder=tmp_path / "nowhere"))
    (noises / "noise_0.wav").unlink()
    with pytest.raises(PartitionError, match="is gone"):
        run_steps(rerun_folder(folder, Workspace(tmp_path / "w"), noise_folder=noises))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"corpus.folder": ""}, SettingsError),
        ({"corpus.folder": "/nowhere/at/all"}, MissingFolderError),
        ({"noise.folder": "/nowhere/at/all"}, WorkbenchError),
        ({"corpus.reader": "nobody"}, WorkbenchError),
        ({"partition.scheme": "loso", "partition.held_out": "nobody"}, PartitionError),
    ],
)
def test_that_bad_words_leave_no_run_behind(tiny, tmp_path, changes, error):
    workspace = Workspace(tmp_path)
    with pytest.raises(error):
        run_steps(run_experiment(tiny.changed(changes), workspace))
    assert workspace.store.list() == []
    assert list(workspace.runs_folder.iterdir()) == []


def test_that_what_breaks_off_after_the_beginning_leaves_a_failed_run_with_its_sentence(tiny, tmp_path):
    tones = write_tone_corpus(tmp_path / "tones")
    workspace = Workspace(tmp_path / "w")
    steps = run_experiment(tiny.changed({"corpus.folder": str(tones)}), workspace)
    for event in steps:
        if isinstance(event, RunStarted):
            (tones / "s01" / "anger_0.wav").unlink()
            break
    with pytest.raises(PartitionError, match="anger_0"):
        run_steps(steps)
    run = workspace.store.find("last")
    assert run.state == "failed"
    assert "anger_0" in run.error
