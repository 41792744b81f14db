# SPDX-License-Identifier: MIT
"""Nothing of ours is put among the user's recordings."""

import pytest

from ser_workbench.errors import BadInputError
from ser_workbench.runs.apart import refuse_within_recordings
from ser_workbench.runs.settings import ExperimentSettings
from tests.cli.words import say
from tests.corpora import write_noise_folder, write_tone_corpus


@pytest.mark.parametrize("place", ["corpus", "corpus/deep/er", "noise/x"])
def test_that_a_place_among_the_recordings_is_refused(tmp_path, place):
    settings = ExperimentSettings().changed(
        {"corpus.folder": str(tmp_path / "corpus"), "noise.folder": str(tmp_path / "noise")}
    )
    with pytest.raises(BadInputError, match="which is never written to; choose another place"):
        refuse_within_recordings(tmp_path / place, settings)


def test_that_a_place_beside_or_above_the_recordings_is_not(tmp_path):
    settings = ExperimentSettings().changed({"corpus.folder": str(tmp_path / "corpus")})
    refuse_within_recordings(tmp_path, settings)
    refuse_within_recordings(tmp_path / "corpus2", settings)


@pytest.mark.parametrize("where", ["corpus", "noise"])
@pytest.mark.parametrize("verb", ["train", "noisy-set"])
def test_that_no_workspace_is_made_among_the_recordings(tmp_path, capsys, verb, where):
    corpus, noise = write_tone_corpus(tmp_path / "corpus"), write_noise_folder(tmp_path / "noise")
    before = sorted(tmp_path.rglob("*"))
    inside = tmp_path / where / "workspace"
    words = {
        "train": ["train", "--set", f"corpus.folder={corpus}", "--set", f"noise.folder={noise}"],
        "noisy-set": ["noisy-set", corpus, noise, "--features", "log-mel", "--out", tmp_path / "out"],
    }[verb]
    said = say(capsys, *words, "--workspace", inside)
    assert said.status == 2
    assert "is never written to" in said.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("words", [["train", "--set", "corpus.folder=nowhere"], ["baseline", "svm", "nowhere"]])
def test_that_no_workspace_is_made_for_a_corpus_that_is_not_there(tmp_path, capsys, words):
    said = say(capsys, *words, "--workspace", tmp_path / "workspace")
    assert said.status == 2
    assert "There is no folder" in said.err
    assert list(tmp_path.iterdir()) == []
