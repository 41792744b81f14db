# SPDX-License-Identifier: MIT
"""A workspace is opened, made, or refused with nothing left behind."""

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from ser_workbench.errors import DiskFullError, WorkspaceError
from ser_workbench.runs.workspace import Workspace, is_workspace


def test_that_a_workspace_is_made_where_there_was_nothing(tmp_path):
    workspace = Workspace(tmp_path / "deep" / "workspace")
    assert is_workspace(workspace.folder)
    assert workspace.runs_folder.is_dir()
    assert workspace.features_folder.is_dir()
    assert workspace.store.list() == []


def test_that_a_workspace_is_opened_again_with_what_it_holds(tmp_path, settings, enter_run):
    enter_run(Workspace(tmp_path), "20260101-000000-a-0001")
    assert [run.id for run in Workspace(tmp_path).store.list()] == ["20260101-000000-a-0001"]


def test_that_a_workspace_uses_the_write_ahead_log(tmp_path):
    workspace = Workspace(tmp_path)
    with workspace.database.reading() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_that_a_file_in_the_place_of_the_folder_is_told_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(WorkspaceError, match="file"):
        Workspace(tmp_path / "file" / "workspace")
    assert (tmp_path / "file").read_text() == "not a folder"


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="there is no folder here that nobody can write")
def test_that_a_folder_that_nobody_can_write_leaves_nothing_behind():
    with pytest.raises(WorkspaceError, match="/proc/workspace"):
        Workspace("/proc/workspace/here")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_that_a_read_only_folder_is_refused_and_stays_empty(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(WorkspaceError, match="may write"):
            Workspace(tmp_path)
    finally:
        tmp_path.chmod(0o700)
    assert list(tmp_path.iterdir()) == []


def test_that_a_workspace_of_a_newer_program_is_refused(tmp_path):
    file = Workspace(tmp_path).database.file
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(WorkspaceError, match="newer SER Workbench"):
        Workspace(tmp_path)


def test_that_a_strangers_database_is_refused_and_kept(tmp_path):
    connection = sqlite3.connect(tmp_path / "workspace.db")
    connection.execute("CREATE TABLE photos (name TEXT)")
    connection.close()
    with pytest.raises(WorkspaceError, match="another program"):
        Workspace(tmp_path)
    connection = sqlite3.connect(tmp_path / "workspace.db")
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("photos",)]
    connection.close()


def test_that_a_text_file_named_workspace_db_is_refused_and_kept(tmp_path):
    (tmp_path / "workspace.db").write_text("x" * 5000)
    with pytest.raises(WorkspaceError, match="no workspace database"):
        Workspace(tmp_path)
    assert (tmp_path / "workspace.db").read_text() == "x" * 5000
    assert not (tmp_path / "runs").exists()


def test_that_the_window_reads_while_a_training_writes(tmp_path, enter_run):
    workspace = Workspace(tmp_path)
    enter_run(workspace, "20260101-000000-a-0001")
    seen = []
    with workspace.database.writing() as connection:
        connection.execute("UPDATE runs SET name = 'half'")
        reader = threading.Thread(target=lambda: seen.append(workspace.store.list()[0].name))
        reader.start()
        reader.join(5)
    assert seen == [""]
    assert workspace.store.list()[0].name == "half"


def test_that_a_change_that_breaks_off_changes_nothing(tmp_path, enter_run):
    workspace = Workspace(tmp_path)
    enter_run(workspace, "20260101-000000-a-0001")
    with pytest.raises(KeyError):
        _break_off(workspace)
    assert len(workspace.store.list()) == 1


def _break_off(workspace):
    with workspace.database.writing() as connection:
        connection.execute("DELETE FROM runs")
        raise KeyError


def test_that_a_full_disk_leaves_nothing_of_a_new_workspace_behind(tmp_path, monkeypatch):
    def fill(*_, **__):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite3, "connect", fill)
    with pytest.raises(DiskFullError, match="disk is full"):
        Workspace(tmp_path / "w")
    assert list(tmp_path.iterdir()) == []
