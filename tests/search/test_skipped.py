# SPDX-License-Identifier: MIT
"""A trial that nobody wants is passed over, before it begins or in its middle."""

import pytest

from ser_workbench.errors import RunError
from ser_workbench.progress import run_steps
from ser_workbench.runs.workspace import Workspace
from ser_workbench.search.book import TrialBook
from ser_workbench.search.cluster import conduct_on_cluster, open_cluster
from ser_workbench.search.conduct import TrialEnded, TrialSkipped, begin_sweep, conduct_sweep
from ser_workbench.search.skipped import SkippedTrials
from ser_workbench.training.events import EpochEnded
from tests.search.plans import small_plan

SMALL = {"width_1": "3-4", "width_2": "2"}
LONG = {"training.max_epochs": 500, "training.patience": 500}


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "workspace")


def test_that_a_skipped_trial_is_not_begun_and_can_be_taken_back(tmp_path, workspace):
    sweep_id = begin_sweep(small_plan(tmp_path / "data", **SMALL), workspace)
    TrialBook(workspace, sweep_id).skipped.write(0)
    result = run_steps(conduct_sweep(workspace, sweep_id))
    assert [row.state for row in result.rows] == ["skipped", "finished"]
    assert result.scores[0] is None
    assert [dict(sizes)["width_1"] for (_, sizes), _ in result.ranking] == [4]
    TrialBook(workspace, sweep_id).skipped.write(0, is_skipped=False)
    again = run_steps(conduct_sweep(workspace, sweep_id))
    assert [row.state for row in again.rows] == ["finished", "finished"]


def test_that_the_trial_in_hand_is_given_up_when_it_is_skipped_and_the_next_begins(tmp_path, workspace):
    sweep_id = begin_sweep(small_plan(tmp_path / "data", **SMALL).changed(LONG), workspace)
    ended, skipped_now = [], 0
    for event in conduct_sweep(workspace, sweep_id):
        if isinstance(event, EpochEnded) and len(ended) == skipped_now:
            TrialBook(workspace, sweep_id).skipped.write(skipped_now)
            skipped_now += 1
        if isinstance(event, TrialSkipped | TrialEnded):
            ended.append(event)
    assert [(type(event), event.number) for event in ended] == [(TrialSkipped, 0), (TrialSkipped, 1)]
    assert {run.state for run in workspace.store.list()} == {"cancelled"}


@pytest.mark.slow
def test_that_a_trial_under_way_on_a_cluster_is_given_up_when_it_is_skipped(tmp_path, workspace):
    sweep_id = begin_sweep(small_plan(tmp_path / "data", width_1="3", width_2="2").changed(LONG), workspace)
    ended = []
    with open_cluster("local", at_once=1) as client:
        for event in conduct_on_cluster(workspace, sweep_id, client):
            if isinstance(event, EpochEnded):
                TrialBook(workspace, sweep_id).skipped.write(0)
            if isinstance(event, TrialSkipped | TrialEnded):
                ended.append(event)
    assert [type(event) for event in ended] == [TrialSkipped]
    assert [run.state for run in workspace.store.list()] == ["cancelled"]


def test_that_a_skipped_trial_of_s_or_t_does_not_hold_up_those_of_st(tmp_path, workspace):
    sizes = {"height_1": "4-5", "height_2": "3", "width_1": "3", "width_2": "2", "top": 2}
    sweep_id = begin_sweep(small_plan(tmp_path / "data", "st-cldnn-log-mel", **sizes), workspace)
    TrialBook(workspace, sweep_id).skipped.write(0)
    result = run_steps(conduct_sweep(workspace, sweep_id))
    states = [(row.entry.trial.convolution, row.state) for row in result.rows]
    assert states == [("s", "skipped"), ("s", "finished"), ("t", "finished"), ("st", "finished")]


def test_that_a_trial_that_is_trained_elsewhere_is_told_instead_of_tried_twice(tmp_path, workspace):
    sweep_id = begin_sweep(small_plan(tmp_path / "data", **SMALL).changed(LONG), workspace)
    first = conduct_sweep(workspace, sweep_id)
    for event in first:
        if isinstance(event, EpochEnded):
            break
    with pytest.raises(RunError, match="Trial 1 is being worked on already"):
        run_steps(conduct_sweep(workspace, sweep_id))
    first.close()


def test_that_a_damaged_list_of_skipped_trials_is_told(tmp_path):
    (tmp_path / "skipped.json").write_text("{}")
    with pytest.raises(RunError, match=r"skipped\.json is damaged"):
        _ = SkippedTrials(tmp_path).numbers
