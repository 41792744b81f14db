# SPDX-License-Identifier: MIT
"""`sweep`: what is wrong is told before a search or a workspace begins."""

from pathlib import Path

import pytest

from tests.cli.words import say
from tests.corpora import write_tone_corpus


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--set", "corpus.folder=nowhere"], "There is no folder"),
        (["--set", "sweep.width_1=9-3", "--set", "corpus.folder=corpus"], "cannot be '9-3'"),
        (["--compute", "moon", "--set", "corpus.folder=corpus"], "'moon' is no place to compute"),
        (["--set", "training.seed=1"], "No corpus is named"),
        (["nosuch"], "is no workspace"),
        ([], "is no workspace"),
        (["--at-once", "0", "--set", "corpus.folder=corpus"], "--at-once cannot be 0"),
    ],
)
def test_that_bad_words_get_a_sentence_and_leave_nothing_behind(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    sentence: str,
):
    write_tone_corpus(tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    answer = say(capsys, "sweep", *words, "--workspace", tmp_path / "workspace")
    assert answer.status == 2
    assert sentence in answer.err
    assert not (tmp_path / "workspace").exists()


def test_that_a_search_is_listed_with_its_trials(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    corpus, workspace = write_tone_corpus(tmp_path / "corpus"), tmp_path / "workspace"
    sizes = ["model.maps=2", "model.cells=4", "training.max_epochs=1", "sweep.width_1=3-4", "sweep.width_2=2"]
    changes = [word for change in [f"corpus.folder={corpus}", *sizes] for word in ("--set", change)]
    assert say(capsys, "sweep", *changes, "--workspace", workspace, "--quiet").status == 0
    answer = say(capsys, "sweep", "--workspace", workspace)
    assert answer.status == 0
    assert answer.out.split()[-2:] == ["2", "2"]
