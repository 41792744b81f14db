# SPDX-License-Identifier: MIT
"""The book of a paper survives whatever happens to its process."""

import json
import platform
import re

import psutil
import pytest

from ser_workbench.errors import RunError
from ser_workbench.paper.book import Entry, PaperBook, list_papers, open_book
from ser_workbench.paper.settings import plan_paper
from ser_workbench.runs.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def plan(tmp_path):
    return plan_paper(tmp_path / "tones", None, "quick")


def test_that_the_same_plan_is_the_same_paper(workspace, plan):
    first = open_book(plan, workspace)
    first.write(Entry("run/ldnn-mfcc/0", "r1"))
    again = open_book(plan, workspace)
    assert again.paper_id == first.paper_id
    assert again.entry("run/ldnn-mfcc/0") == Entry("run/ldnn-mfcc/0", "r1")
    assert list_papers(workspace) == [first.paper_id]


def test_that_more_seeds_go_into_the_same_book_and_another_experiment_into_another(workspace, plan):
    paper_id = open_book(plan, workspace).paper_id
    more = open_book(plan.changed({"paper.seeds": 3}), workspace)
    assert (more.paper_id, more.plan.paper.seeds) == (paper_id, 3)
    assert open_book(plan.changed({"training.max_epochs": 3}), workspace).paper_id != paper_id


def test_that_a_line_torn_by_a_kill_is_passed_over_and_the_next_one_is_whole(workspace, plan):
    book = open_book(plan, workspace)
    book.write(Entry("a", "r1"))
    book.write(Entry("b", "r2"))
    file = book.folder / "items.jsonl"
    file.write_text(file.read_text() + '{"key": "c", "ma')
    torn = PaperBook(workspace, book.paper_id)
    assert torn.entry("c") is None
    torn.write(Entry("d", "r4"))
    whole = PaperBook(workspace, book.paper_id)
    assert [whole.entry(key) is not None for key in "abcd"] == [True, True, False, True]


def test_that_a_damaged_book_is_named(workspace, plan):
    book = open_book(plan, workspace)
    (book.folder / "items.jsonl").write_text('{"nothing": 1}\n')
    with pytest.raises(RunError, match=r"items\.jsonl is damaged"):
        PaperBook(workspace, book.paper_id)


def test_that_a_half_made_folder_of_a_kill_is_in_nobodys_way(workspace, plan):
    book = open_book(plan, workspace)
    book.folder.rename(book.folder.with_name(f"{book.paper_id}.part"))
    assert list_papers(workspace) == []
    assert open_book(plan, workspace).paper_id == book.paper_id


def test_that_one_process_alone_works_on_a_paper(workspace, plan):
    book = open_book(plan, workspace)
    other = psutil.Process().parent()
    owner = {"pid": other.pid, "started": other.create_time(), "host": platform.node()}
    (book.folder / "owner.json").write_text(json.dumps(owner))
    with pytest.raises(RunError, match="worked on by process"), book.at_work():
        pass


def test_that_a_computer_that_is_gone_does_not_hold_a_paper_for_ever(workspace, plan):
    book = open_book(plan, workspace)
    file = book.folder / "owner.json"
    file.write_text(json.dumps({"pid": 1, "started": 1.0, "host": "a-container-that-is-gone"}))
    with pytest.raises(RunError, match=f"or remove {re.escape(str(file))} if that computer is gone"), book.at_work():
        pass
    file.unlink()
    with book.at_work():
        assert file.is_file()


def test_that_what_a_dead_process_left_is_taken_over(workspace, plan):
    book = open_book(plan, workspace)
    (book.folder / "owner.json").write_text(json.dumps({"pid": 2**22 + 5, "started": 1.0, "host": platform.node()}))
    with book.at_work():
        assert (book.folder / "owner.json").is_file()
    assert not (book.folder / "owner.json").exists()
