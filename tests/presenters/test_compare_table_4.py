# SPDX-License-Identifier: MIT
"""What the page Table 4 decides."""

import csv
import dataclasses

import pytest

from ser_workbench.presenters.compare_table_4 import CHOSEN, HINT
from ser_workbench.runs.workspace import Workspace
from tests.paper.entered import enter, settings_of
from tests.presenters.compare_desk import sit_down
from tests.runs.answers import draw_answers


@pytest.fixture
def workspace(tmp_path):
    made = Workspace(tmp_path / "workspace")
    for seed in (0, 1):
        enter(made, settings_of("ldnn-mfcc", seed), draw_answers(7, seed, 0.4))
        enter(made, settings_of("st-cldnn-log-mel", seed), draw_answers(7, seed + 2, 0.9))
    enter(made, settings_of("ldnn-mfcc"), draw_answers(5, 5, 0.4), corpus="other")
    return made


@pytest.fixture
def desk(workspace):
    return sit_down(workspace)


@pytest.fixture
def table_4(desk):
    desk.presenter.table_4.see(True)
    desk.jobs.finish()
    return desk.presenter.table_4


def test_that_nothing_is_made_before_the_page_is_seen(desk):
    assert desk.view.table is None
    assert "Making Table 4" not in desk.jobs.names


def test_that_all_finished_runs_of_the_newest_corpus_are_in_it_first(desk, table_4):
    assert [name for name, _text in desk.view.table_choices] == ["other", "tones", CHOSEN]
    assert desk.view.table_choice == "other"
    assert [row.seeds for row in desk.view.table.rows] == [(0,)]
    table_4.choose_runs("tones")
    desk.jobs.finish()
    assert [row.seeds for row in desk.view.table.rows] == [(0, 1), (0, 1)]
    assert desk.view.table_text.startswith("All rows: 7 test speakers")


def test_that_it_is_made_of_the_chosen_runs_and_follows_the_choice(desk, table_4):
    lines = [line for line in desk.view.lines if line.corpus == "tones"]
    desk.presenter.choose([lines[0].id])
    table_4.choose_runs(CHOSEN)
    desk.jobs.finish()
    assert desk.view.table.rows[0].runs == (lines[0].id,)
    desk.presenter.choose([line.id for line in lines[:2]])
    desk.jobs.finish()
    assert len(desk.view.table.rows) == 2


def test_that_it_is_not_made_again_while_its_runs_are_the_same(desk, table_4):
    made = desk.jobs.names.count("Making Table 4")
    desk.session.tell_runs_changed()
    desk.presenter.choose([desk.view.lines[1].id])
    desk.jobs.finish()
    assert desk.jobs.names.count("Making Table 4") == made == 1


def test_that_a_run_that_ends_while_the_page_is_seen_joins_it(desk, table_4, workspace):
    enter(workspace, settings_of("ldnn-mfcc", seed=1), draw_answers(5, 6, 0.4), corpus="other")
    desk.session.tell_runs_changed()
    desk.jobs.finish()
    assert desk.view.table.rows[0].seeds == (0, 1)


def test_that_two_rows_are_tested_and_other_numbers_are_told_how(desk, table_4):
    table_4.choose_runs("tones")
    desk.jobs.finish()
    assert desk.view.pair == HINT
    table_4.pair(desk.view.table.rows)
    desk.jobs.finish()
    assert "ST-CLDNN (log-Mel) has" in desk.view.pair
    assert "Permutation test over 7 speakers" in desk.view.pair
    table_4.pair(desk.view.table.rows[:1])
    assert desk.view.pair == HINT


def test_that_rows_that_cannot_be_paired_get_the_reason(desk, table_4):
    other = desk.view.table.rows
    table_4.choose_runs("tones")
    desk.jobs.finish()
    first = desk.view.table.rows[0]
    changed = [f"not {item}" for item in first.tallies["clean"].items]
    tally = dataclasses.replace(first.tallies["clean"], items=tuple(changed))
    table_4.pair([first, dataclasses.replace(other[0], tallies={"clean": tally})])
    desk.jobs.finish()
    assert "different utterances" in desk.view.pair


def test_that_an_answer_to_an_old_pair_is_thrown_away(desk, table_4):
    table_4.choose_runs("tones")
    desk.jobs.finish()
    table_4.pair(desk.view.table.rows)
    table_4.pair([])
    desk.jobs.finish()
    assert desk.view.pair == HINT


def test_that_it_is_written_where_asked(desk, table_4, tmp_path):
    table_4.export(".csv")
    assert desk.view.table_file_asked.name == "table_4.csv"
    table_4.export_to(tmp_path / "mine.csv")
    desk.jobs.finish()
    assert len(list(csv.reader((tmp_path / "mine.csv").read_text(encoding="utf-8").splitlines()))) == 2
    assert "mine.csv" in desk.session.message
    table_4.export_to(tmp_path / "mine.doc")
    desk.jobs.finish()
    assert "neither .csv nor .tex" in desk.session.complaint


def test_that_without_a_finished_run_the_page_says_so(tmp_path):
    desk = sit_down(Workspace(tmp_path / "empty"))
    desk.presenter.table_4.see(True)
    desk.jobs.finish()
    assert desk.view.table is None
    assert "None of these runs is finished" in desk.view.table_text
    desk.presenter.table_4.export(".csv")
    assert desk.view.table_file_asked is None
