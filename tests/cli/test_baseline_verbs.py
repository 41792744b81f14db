# SPDX-License-Identifier: MIT
"""`baseline`: a rival for each feature set and scheme, and what is wrong told before a workspace begins."""

import json
from pathlib import Path

import pytest

from tests.cli.words import say
from tests.corpora import write_tone_corpus

FEW = ["--set", "svm.costs=0.01, 1", "--set", "svm.choice_folds=2", "--quiet"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "No corpus is named"),
        (["nowhere"], "There is no folder"),
        (["corpus", "--features", "IS09"], "cannot be 'IS09'"),
        (["corpus", "--scheme", "tvt,leave"], "cannot be 'leave'"),
        (["corpus", "--features", "EC", "--config", "mine.conf"], "not both"),
        (["corpus", "--config", "mine.conf"], "There is no openSMILE configuration"),
        (["corpus", "--set", "svm.costs=none"], "costs cannot be 'none'"),
        (["corpus", "--workspace", "corpus"], "never written to"),
    ],
)
def test_that_bad_words_get_a_sentence_and_leave_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str], sentence: str
):
    pytest.importorskip("opensmile", reason="the extra opensmile is not installed")
    write_tone_corpus(tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    answer = say(capsys, "baseline", "svm", "--workspace", "workspace", *words)
    assert answer.status == 2
    assert sentence in answer.err
    assert not list((tmp_path / "corpus").glob("*.db"))
    assert not list(tmp_path.glob("workspace/baselines/*"))


def test_that_baselines_are_made_listed_and_deleted(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    pytest.importorskip("opensmile", reason="the extra opensmile is not installed")
    corpus, workspace = write_tone_corpus(tmp_path / "corpus"), tmp_path / "workspace"
    words = [corpus, "--features", "EC,eGeMAPS", "--scheme", "tvt,loso", *FEW, "--workspace", workspace]
    made = json.loads(say(capsys, "baseline", "svm", *words, "--json").out)
    assert [(one["features"], one["scheme"]) for one in made] == [
        ({"set": name, "count": count}, scheme)
        for name, count in (("EC", 384), ("eGeMAPS", 88))
        for scheme in ("tvt", "loso")
    ]
    assert all(set(one["by_kernel"]) == {"linear", "polynomial", "rbf"} for one in made)
    listed = say(capsys, "baseline", "list", "--workspace", workspace)
    assert all(one["baseline"] in listed.out for one in made)
    assert "70.83" in listed.out, "the published UA stands beside ours"
    for one in made:
        assert say(capsys, "baseline", "delete", one["baseline"], "--yes", "--workspace", workspace).status == 0
    assert json.loads(say(capsys, "baseline", "list", "--workspace", workspace, "--json").out) == []


def test_that_the_settings_are_listed_without_a_corpus(capsys: pytest.CaptureFixture[str]):
    answer = say(capsys, "baseline", "svm", "--settings")
    assert answer.status == 0
    assert "svm.costs" in answer.out
    keys = {field["key"] for field in json.loads(say(capsys, "baseline", "svm", "--settings", "--json").out)}
    assert {"svm.kernel", "functionals.feature_set", "partition.scheme"} <= keys
