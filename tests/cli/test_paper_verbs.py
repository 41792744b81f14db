# SPDX-License-Identifier: MIT
"""The verb `paper`: its plan, its result, and what it refuses."""

import json
from pathlib import Path

import pytest

from tests.cli.words import say
from tests.corpora import write_noise_folder, write_tone_corpus

SPEAKERS = {f"s{number}": "female" if number % 2 else "male" for number in range(1, 5)}
SMALL = (
    *("--set", "paper.models=ldnn-mfcc", "--set", "paper.baselines=false", "--set", "training.max_epochs=1"),
    *("--set", "model.cells=4", "--set", "training.device=cpu", "--set", "training.threads=1"),
)


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    corpus = write_tone_corpus(tmp_path / "tones", speakers=SPEAKERS)
    noise = write_noise_folder(tmp_path / "noise")
    return ["paper", "--corpus", str(corpus), "--noise", str(noise), "--out", str(tmp_path / "out"), *SMALL]


def test_that_paper_makes_the_report_and_the_same_words_go_on(words, tmp_path, capsys):
    first = json.loads(say(capsys, *words, "--json").out)
    assert Path(first["report"]).is_file()
    assert {finding["verdict"] for finding in first["findings"]} == {"undecided"}
    row = next(row for row in first["tables"]["table4"]["rows"] if row["title"] == "LDNN (MFCC)")
    run = row["cells"]["clean"]["made"]
    assert row["cells"]["clean"]["published"] == "88.33"
    assert (tmp_path / "out" / "workspace" / "runs" / run / "report.html").is_file()
    told = say(capsys, *words, "--json")
    assert json.loads(told.out)["tables"] == first["tables"]
    assert "goes on" in told.err
    plan = json.loads(say(capsys, *words, "--plan", "--json").out)
    assert [item["state"] for item in plan["items"]] == ["finished", "waiting"]


def test_that_the_plan_is_told_and_nothing_written(words, tmp_path, capsys):
    plan = json.loads(say(capsys, *words, "--plan", "--json").out)
    assert [item["item"] for item in plan["items"]] == ["run/ldnn-mfcc/0", "report"]
    assert plan["seconds"] > 0
    assert not (tmp_path / "out").exists()


def test_that_a_report_among_the_recordings_is_refused(words, capsys):
    corpus = words[words.index("--corpus") + 1]
    words[words.index("--out") + 1] = f"{corpus}/out"
    told = say(capsys, *words)
    assert told.status == 2
    assert "never written to" in told.err
    assert not (Path(corpus) / "out").exists()


def test_that_a_report_in_place_of_a_file_is_refused(words, tmp_path, capsys):
    (tmp_path / "out").write_text("mine")
    told = say(capsys, *words)
    assert told.status == 2
    assert "is a file" in told.err
