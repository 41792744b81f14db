# SPDX-License-Identifier: MIT
"""`runs compare --table` from the command line."""

import csv
import json

import pytest

from ser_workbench.runs.workspace import Workspace
from tests.cli.words import say
from tests.paper.entered import enter, settings_of
from tests.runs.answers import draw_answers


@pytest.fixture
def workspace(tmp_path):
    made = Workspace(tmp_path / "workspace")
    for seed in (0, 1):
        enter(made, settings_of("ldnn-mfcc", seed), draw_answers(7, seed, 0.4))
        enter(made, settings_of("st-cldnn-log-mel", seed), draw_answers(7, seed + 2, 0.9))
    return made


def test_that_without_runs_named_all_finished_ones_are_in_the_table(workspace, capsys):
    answer = say(capsys, "runs", "compare", "--table", "--workspace", workspace.folder)
    assert answer.status == 0
    assert "ST-CLDNN (log-Mel)" in answer.out
    assert "93.75" in answer.out
    assert "not comparable on other corpora" in answer.out
    assert "points of UA more than LDNN (MFCC)" in answer.out


def test_that_json_holds_rows_and_the_test_of_two(workspace, capsys):
    answer = say(capsys, "runs", "compare", "--table", "--json", "--workspace", workspace.folder)
    document = json.loads(answer.out)
    assert [row["seeds"] for row in document["rows"]] == [[0, 1], [0, 1]]
    assert document["tests"][0]["condition"] == "clean"
    assert document["tests"][0]["ua"]["difference"] < 0
    assert 0 < document["tests"][0]["ua"]["p"] < 0.05


def test_that_only_runs_named_are_in_it_and_it_is_written_where_asked(workspace, capsys, tmp_path):
    newest = workspace.store.list()[0]
    out = tmp_path / "table.csv"
    answer = say(capsys, "runs", "compare", "--table", "last", "--out", out, "--workspace", workspace.folder)
    assert answer.status == 0
    rows = list(csv.reader(out.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 2
    assert rows[1][3] == "1"
    assert "ST-CLDNN" in answer.out
    assert newest.model == "st-cldnn-log-mel"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--table", "--out", "table.xlsx"], "neither .csv nor .tex"),
        ([], "Name the runs to compare"),
        (["last", "--out", "table.csv"], "--out needs --table"),
        (["--table", "nobody"], "There is no run 'nobody'"),
    ],
)
def test_that_wrong_words_get_a_sentence_and_exit_2(workspace, capsys, words, says):
    answer = say(capsys, "runs", "compare", *words, "--workspace", workspace.folder)
    assert answer.status == 2
    assert says in answer.err
