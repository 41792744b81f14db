# SPDX-License-Identifier: MIT
"""A whole experiment from the command line, its JSON as other programs read it."""

import json
from pathlib import Path

import pytest

from tests.cli.words import say
from tests.corpora import write_noise_folder, write_tone_corpus

TINY = {
    "model.maps": 4,
    "model.cells": 8,
    "training.max_epochs": 2,
    "training.device": "cpu",
    "noise.noises": 1,
    "noise.snrs": 1,
    "partition.train_share": 0.34,
    "partition.validation_share": 0.33,
    "partition.test_share": 0.33,
}


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A tone corpus, noises, and a workspace to be."""
    write_tone_corpus(tmp_path / "corpus")
    write_noise_folder(tmp_path / "noise")
    return tmp_path / "corpus", tmp_path / "noise", tmp_path / "workspace"


def _settings(corpus: Path, noise: Path) -> list[str]:
    pairs = {"corpus.folder": corpus, "noise.folder": noise, **TINY}
    return [word for key, value in pairs.items() for word in ("--set", f"{key}={value}")]


def test_that_an_experiment_goes_from_training_to_deletion(
    places: tuple[Path, Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    corpus, noise, workspace = places
    here = ["--workspace", workspace, "--json", "--quiet"]

    trained = json.loads(say(capsys, "train", *_settings(corpus, noise), *here).out)
    assert set(trained) == {"run", "test", "epochs", "seconds"}
    assert set(trained["test"]) == {"clean", "noisy"}
    assert all(set(score) == {"ua", "wa"} for score in trained["test"].values())
    assert trained["epochs"] == 2

    wav = next(corpus.rglob("*.wav"))
    (predicted,) = json.loads(say(capsys, "predict", "last", wav, *here).out)
    assert set(predicted) == {"file", "emotion", "probabilities"}
    assert predicted["emotion"] == max(predicted["probabilities"], key=predicted["probabilities"].get)
    assert sum(predicted["probabilities"].values()) == pytest.approx(1, abs=1e-5)

    evaluated = json.loads(say(capsys, "evaluate", trained["run"], "--corpus", corpus, "--noise", noise, *here).out)
    assert set(evaluated["test"]) == {"clean", "noisy"}

    (listed,) = json.loads(say(capsys, "runs", "list", *here).out)
    assert listed["run"] == trained["run"]
    assert listed["test"] == trained["test"]

    exported = tmp_path / "exported"
    assert say(capsys, "runs", "export", "last", "--out", exported, *here).status == 0
    again = json.loads(say(capsys, "train", exported, "--workspace", tmp_path / "other", "--json", "--quiet").out)
    assert again["test"] == trained["test"]

    shown = json.loads(say(capsys, "runs", "show", "last", *here).out)
    assert len(shown["curve"]) == 2
    assert say(capsys, "runs", "delete", "last", "--yes", *here).status == 0
    assert json.loads(say(capsys, "runs", "list", *here).out) == []
    assert not list((workspace / "runs").iterdir())


def test_that_the_same_words_give_the_same_numbers_and_another_seed_others(
    places: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]
):
    corpus, noise, workspace = places
    curves = []
    for seed in (1, 1, 2):
        words = ["train", *_settings(corpus, noise), "--set", f"training.seed={seed}"]
        assert say(capsys, *words, "--workspace", workspace, "--quiet").status == 0
        shown = say(capsys, "runs", "show", "last", "--workspace", workspace, "--json")
        curves.append(json.loads(shown.out)["curve"])
    assert curves[0] == curves[1] != curves[2]


def test_that_check_prints_the_json_of_the_contract(
    places: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]
):
    document = json.loads(say(capsys, "corpus", "check", places[0], "--json").out)
    assert set(document) == {"reader", "utterances", "speakers", "genders", "emotions", "seconds", "problems"}
    assert document["utterances"] == sum(document["emotions"].values())


@pytest.mark.real
def test_that_emodb_is_what_its_authors_say(emodb_folder: Path, capsys: pytest.CaptureFixture[str]):
    document = json.loads(say(capsys, "corpus", "check", emodb_folder, "--json", "--quiet").out)
    assert document["utterances"] == 535
    assert document["speakers"] == 10
    assert document["genders"] == {"female": 5, "male": 5}
    counts = {"anger": 127, "boredom": 81, "disgust": 46, "fear": 69, "happiness": 71, "neutral": 79, "sadness": 62}
    assert dict(sorted(document["emotions"].items())) == counts
    assert document["problems"] == []
