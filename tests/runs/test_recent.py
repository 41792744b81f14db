# SPDX-License-Identifier: MIT
"""The workspaces used last."""

import shutil

import platformdirs

from ser_workbench.runs.recent import last_workspace, open_workspace, recent_workspaces, remember_workspace
from ser_workbench.runs.workspace import Workspace


def test_that_nothing_was_used_last_at_first():
    assert recent_workspaces() == ()
    assert last_workspace() is None


def test_that_the_workspace_used_last_stands_first_and_once(tmp_path):
    folders = [Workspace(tmp_path / name).folder for name in ("a", "b")]
    for folder in (*folders, folders[0]):
        remember_workspace(folder)
    assert recent_workspaces() == (folders[0], folders[1])


def test_that_a_deleted_workspace_is_not_offered(tmp_path):
    open_workspace(tmp_path / "a")
    open_workspace(tmp_path / "b")
    shutil.rmtree(tmp_path / "b")
    assert last_workspace() == (tmp_path / "a").resolve()


def test_that_opening_without_a_name_opens_the_last(tmp_path):
    open_workspace(tmp_path / "a")
    assert open_workspace().folder == (tmp_path / "a").resolve()


def test_that_a_damaged_list_is_passed_over(tmp_path):
    open_workspace(tmp_path / "a")
    file = platformdirs.user_state_path("ser-workbench", appauthor=False) / "workspaces.json"
    file.write_text("{")
    assert recent_workspaces() == ()
    remember_workspace(tmp_path / "a")
    assert recent_workspaces() == ((tmp_path / "a").resolve(),)
