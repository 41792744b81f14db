# SPDX-License-Identifier: MIT
"""Whatever ends the work on a run, its state is entered, and where the disk was full is said."""

import errno

import pytest

from ser_workbench.progress import Note
from ser_workbench.runs.diary import Diary
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.workspace import Workspace

RUN = "20260101-000000-a-0001"


@pytest.fixture
def workspace(tmp_path, enter_run):
    workspace = Workspace(tmp_path)
    enter_run(workspace, RUN)
    workspace.run_folder(RUN).mkdir()
    return workspace


def keep(workspace, steps):
    return Diary(workspace.store, RunFolder(workspace.run_folder(RUN)), RUN).keep(steps)


def fill_the_disk():
    yield Note("writing")
    raise OSError(errno.ENOSPC, "No space left on device")


def wait():
    while True:
        yield Note("waiting")


def test_that_a_full_disk_is_told_with_the_folder_that_was_written(workspace):
    with pytest.raises(OSError, match="No space"):
        list(keep(workspace, fill_the_disk()))
    run = workspace.store.find(RUN)
    assert run.state == "failed"
    assert str(workspace.run_folder(RUN)) in run.error


@pytest.mark.parametrize(("steps", "state"), [(fill_the_disk, "failed"), (wait, "cancelled")])
def test_that_the_state_is_entered_even_where_the_log_cannot_be_written(workspace, steps, state):
    work = keep(workspace, steps())
    next(work)
    log = RunFolder(workspace.run_folder(RUN)).log
    log.unlink()
    log.mkdir()
    if state == "cancelled":
        work.close()
    else:
        with pytest.raises(OSError, match="No space"):
            next(work)
    assert workspace.store.find(RUN).state == state
