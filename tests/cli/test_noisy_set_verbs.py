# SPDX-License-Identifier: MIT
"""`noisy-set` on the command line."""

import json
from pathlib import Path

import pytest

from ser_workbench.progress import Event, Note, run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.noisy_table import load_noisy_table
from ser_workbench.runs.settings import configure
from ser_workbench.runs.workspace import Workspace
from tests.cli.words import say
from tests.corpora import write_noise_folder, write_tone_corpus


@pytest.fixture
def words(tmp_path: Path) -> list[object]:
    """The verb, a corpus, a folder of noise of two classes, and where to write."""
    corpus = write_tone_corpus(tmp_path / "tones")
    noises = write_noise_folder(tmp_path / "noises" / "street", count=9)
    write_noise_folder(tmp_path / "noises" / "baby", count=2, seconds=0.3)
    return ["noisy-set", corpus, noises.parent, "--out", tmp_path / "set"]


def test_that_the_paper_s_twenty_times_three_are_the_default(
    words: list[object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = say(capsys, *words, "--json")
    assert answer.status == 0
    said = json.loads(answer.out)
    assert (said["rows"], said["utterances"], said["mode"], said["audio"]) == (18 * 60, 18, "disjoint", None)
    assert sum(side["rows"] for side in said["sides"].values()) == 18 * 60
    assert list(said["sides"]) == ["train", "validation", "test"]
    assert sorted(file.name for file in (tmp_path / "set").iterdir()) == [
        "noises.csv",
        "noisy_set.csv",
        "noisy_set.toml",
        "partition.csv",
    ]


def test_that_each_word_does_what_it_says(
    words: list[object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--noises", 2, "--snrs", 1, "--snr-low", -5, "--snr-high", 0, "--seed", 4, "--mode", "paper"]
    answer = say(capsys, *words, *more, "--leave-out", "baby", "--snr-over", "active", "--json")
    assert json.loads(answer.out)["rows"] == 36
    items, hashes = load_noisy_table(tmp_path / "set" / "noisy_set.csv")
    assert all(-5 <= item.snr_db <= 0 for item in items)
    assert all(noise_id.startswith("street/") for noise_id in hashes)
    text = (tmp_path / "set" / "noisy_set.toml").read_text()
    assert 'snr_over = "active"' in text
    assert 'left_out = "baby"' in text
    assert "seed = 4" in text


@pytest.mark.parametrize(("words_for", "suffix"), [(["--write-audio"], "flac"), (["--write-audio", "wav"], "wav")])
def test_that_audio_is_written_on_wish(
    words: list[object], tmp_path: Path, capsys: pytest.CaptureFixture[str], words_for: list[str], suffix: str
) -> None:
    answer = say(capsys, *words, "--noises", 1, "--snrs", 2, *words_for, "--json")
    assert answer.status == 0
    assert "at most" in answer.err
    audio = json.loads(answer.out)["audio"]
    assert audio["files"] == len(list((tmp_path / "set" / "audio").rglob(f"*.{suffix}"))) == 36
    assert audio["mean_snr_error_db"] < 0.05


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--leave-out", "strete"], "did you mean 'street'?"),
        (["--snr-low", 20], "must not lie above"),
        (["--mode", "other"], "disjoint or paper"),
        (["--set", "noise.sed=3"], "did you mean 'noise.seed'?"),
        (["--noises", 0], "1 to 1000 noises"),
        (["--reader", "nobody"], "no reader 'nobody'"),
    ],
)
def test_that_what_cannot_be_is_told_in_a_sentence_and_nothing_is_written(
    words: list[object], tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[object], sentence: str
) -> None:
    answer = say(capsys, *words, *more)
    assert answer.status == 2
    assert sentence in answer.err
    assert "Traceback" not in answer.err
    assert not (tmp_path / "set").exists()


def test_that_the_folders_of_the_recordings_are_not_written_into(
    words: list[object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in (tmp_path / "tones" / "set", tmp_path / "noises"):
        answer = say(capsys, *words[:3], "--out", place)
        assert answer.status == 2
        assert "never written to" in answer.err


def test_that_features_are_computed_into_a_workspace_where_a_training_finds_them(
    words: list[object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = ["--noises", 2, "--snrs", 2, "--features", "log-mel", "--workspace", tmp_path / "workspace", "--json"]
    answer = say(capsys, *words, *small)
    assert answer.status == 0
    features = json.loads(answer.out)["features"]
    assert features["computed"] == 18 * (1 + 2 * 2)
    assert features["times_real_time"] == pytest.approx(features["seconds_of_sound"] / features["seconds"], rel=0.1)
    assert "Features of 90 utterances will take" in answer.err
    assert "times real time" in answer.err
    assert json.loads(say(capsys, *words, *small).out)["features"]["computed"] == 0
    settings = configure(tmp_path / "set" / "noisy_set.toml", {"training.max_epochs": 1})
    events: list[Event] = []
    run_steps(run_experiment(settings, Workspace(tmp_path / "workspace")), events.append)
    assert not [event for event in events if isinstance(event, Note) and "will take" in event.text]
