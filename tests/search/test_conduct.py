# SPDX-License-Identifier: MIT
"""A search trains every trial once, whatever happens to it."""

import pytest

from ser_workbench.errors import DeviceMemoryError, MissingFolderError, RunError
from ser_workbench.progress import run_steps
from ser_workbench.runs.workspace import Workspace
from ser_workbench.search.book import TrialBook, find_sweep, list_sweeps
from ser_workbench.search.conduct import TrialEnded, TrialStarted, begin_sweep, conduct_sweep
from ser_workbench.search.result import look_up
from ser_workbench.training.events import EpochEnded
from tests.search.plans import small_plan

SMALL = {"width_1": "3-4", "width_2": "2-3"}


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "workspace")


def break_off_after(steps, wanted, count):
    """Close the work when so many events of a kind have come."""
    for event in steps:
        count -= isinstance(event, wanted)
        if count == 0:
            break
    steps.close()


def figures_of(result):
    return {row.entry.trial.title: (row.state, row.ua, row.epochs) for row in result.rows}


def test_that_every_trial_is_an_ordinary_run_with_its_sizes(tmp_path, workspace):
    sweep_id = begin_sweep(small_plan(tmp_path / "data", **SMALL), workspace)
    events = []
    result = run_steps(conduct_sweep(workspace, sweep_id), events.append)
    assert [row.state for row in result.rows] == ["finished"] * 4
    runs = {run.id: run for run in workspace.store.list()}
    assert len(runs) == 4
    for row in result.rows:
        model = runs[row.entry.run_id].settings.model
        assert {"width_1": model.width_1, "width_2": model.width_2} == dict(row.entry.trial.sizes)
        epochs = workspace.store.epochs(row.entry.run_id)
        assert row.ua == [epoch.ua_noisy for epoch in epochs if epoch.is_best_noisy][-1]
    ended = [event for event in events if isinstance(event, TrialEnded)]
    assert [event.ua for event in ended] == [row.ua for row in result.rows]
    assert result.ranking[0][1] == max(row.ua for row in result.rows)
    assert set(result.map_over("fst", "width_1", "width_2")) == {(3, 2), (3, 3), (4, 2), (4, 3)}


def test_that_a_search_broken_off_twice_ends_with_the_numbers_of_one_that_was_not(tmp_path, workspace):
    plan = small_plan(tmp_path / "data", **SMALL)
    plain = run_steps(conduct_sweep(workspace, begin_sweep(plan, workspace)))
    other = Workspace(tmp_path / "other")
    sweep_id = begin_sweep(plan, other)
    break_off_after(conduct_sweep(other, sweep_id), EpochEnded, 1)  # In the middle of the first trial.
    break_off_after(conduct_sweep(other, sweep_id), TrialStarted, 3)
    again = run_steps(conduct_sweep(other, sweep_id))
    assert figures_of(again) == figures_of(plain)
    assert len(other.store.list()) == 4


def test_that_st_combines_the_winners_of_s_and_t(tmp_path, workspace):
    sizes = {"height_1": "4-5", "height_2": "3", "width_1": "3-4", "width_2": "2", "top": 1}
    result = run_steps(
        conduct_sweep(workspace, begin_sweep(small_plan(tmp_path / "d", "st-cldnn-log-mel", **sizes), workspace))
    )
    kinds = [row.entry.trial.convolution for row in result.rows]
    assert kinds == ["s", "s", "t", "t", "st"]
    best = {
        kind: max((r for r in result.rows if r.entry.trial.convolution == kind), key=lambda r: r.ua) for kind in "st"
    }
    joined = dict(best["s"].entry.trial.sizes) | dict(best["t"].entry.trial.sizes)
    assert dict(result.rows[-1].entry.trial.sizes) == joined


def test_that_a_trial_for_which_memory_is_too_small_is_tried_in_more_parts_with_the_same_mini_batch(
    tmp_path, workspace, monkeypatch
):
    from ser_workbench.training import learner

    learn = learner.Learner.learn

    def refuse_whole_batches(self, batch, epoch, number):
        if self.settings.batch_parts < 4:
            raise DeviceMemoryError("The memory is used up; choose more parts.")
        return learn(self, batch, epoch, number)

    monkeypatch.setattr(learner.Learner, "learn", refuse_whole_batches)
    notes = []
    plan = small_plan(tmp_path / "data", width_1="3", width_2="2")
    result = run_steps(conduct_sweep(workspace, begin_sweep(plan, workspace)), notes.append)
    (row,) = result.rows
    assert row.state == "finished"
    settings = next(run.settings for run in workspace.store.list() if run.id == row.entry.run_id)
    assert (settings.training.batch_parts, settings.training.batch_size) == (4, 10)
    assert any("computed in 2 parts" in getattr(event, "text", "") for event in notes)


def test_that_a_torn_line_of_the_book_is_forgotten_and_a_damaged_one_is_told(tmp_path, workspace):
    sweep_id = begin_sweep(small_plan(tmp_path / "data", **SMALL), workspace)
    file = TrialBook(workspace, sweep_id).folder / "trials.jsonl"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole + '{"trial": 4, "conv', encoding="utf-8")
    book = TrialBook(workspace, sweep_id)
    assert len(book.entries) == 4
    book.write(book.entries[0])
    assert file.read_text(encoding="utf-8") == whole + whole.splitlines(keepends=True)[0]
    file.write_text(whole + "{}\n", encoding="utf-8")
    with pytest.raises(RunError, match="is damaged"):
        TrialBook(workspace, sweep_id)


def test_that_a_search_whose_corpus_goes_ends_in_a_sentence_and_goes_on_when_it_is_back(tmp_path, workspace):
    plan = small_plan(tmp_path / "data", **SMALL)
    sweep_id = begin_sweep(plan, workspace)
    corpus = tmp_path / "data" / "corpus"
    corpus.rename(tmp_path / "elsewhere")
    with pytest.raises(MissingFolderError, match="There is no folder"):
        begin_sweep(plan, workspace)
    with pytest.raises(MissingFolderError, match="There is no folder"):
        run_steps(conduct_sweep(workspace, sweep_id))
    assert list_sweeps(workspace) == [sweep_id]
    assert not workspace.store.list()
    (tmp_path / "elsewhere").rename(corpus)
    assert [row.state for row in run_steps(conduct_sweep(workspace, sweep_id)).rows] == ["finished"] * 4


def test_that_of_two_searches_of_one_second_the_later_one_is_the_last(tmp_path, workspace):
    plan = small_plan(tmp_path / "data", **SMALL)
    begun = [begin_sweep(plan, workspace) for _ in range(5)]
    assert list_sweeps(workspace) == begun[::-1]
    assert find_sweep(workspace, "last") == begun[-1]


def test_that_a_search_is_found_by_the_start_of_its_id_or_as_the_last(tmp_path, workspace):
    with pytest.raises(RunError, match="no search yet"):
        find_sweep(workspace, "last")
    sweep_id = begin_sweep(small_plan(tmp_path / "data", **SMALL), workspace)
    assert find_sweep(workspace, "last") == find_sweep(workspace, sweep_id[:12]) == sweep_id
    assert list_sweeps(workspace) == [sweep_id]
    assert [row.state for row in look_up(TrialBook(workspace, sweep_id), workspace.store).rows] == ["waiting"] * 4
    with pytest.raises(RunError, match="'x' names no searches"):
        find_sweep(workspace, "x")
