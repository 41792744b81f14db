# SPDX-License-Identifier: MIT
"""The same search on a cluster of this machine's processes, some of which die."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, closing, contextmanager, suppress

import pytest

from ser_workbench.errors import FailedError, SettingsError
from ser_workbench.progress import run_steps
from ser_workbench.runs.workspace import Workspace
from ser_workbench.search.cluster import conduct_on_cluster, open_cluster
from ser_workbench.search.conduct import TrialEnded, begin_sweep, conduct_sweep
from ser_workbench.training.events import EpochEnded
from tests.search.plans import small_plan
from tests.search.test_conduct import figures_of

SIZES = {"width_1": "3-5", "width_2": "2-3"}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def open_when_there(scheduler):
    """Its process takes a few seconds to begin."""
    for _ in range(20):
        with ExitStack() as stack, suppress(FailedError):
            client = stack.enter_context(open_cluster(scheduler, 1))
            kept = stack.pop_all()
            break
    with kept:
        yield client


@pytest.mark.slow
def test_that_a_cluster_of_three_of_which_one_is_killed_finds_what_one_machine_finds(tmp_path):
    plan = small_plan(tmp_path / "data", **SIZES).changed({"training.max_epochs": 6, "training.patience": 6})
    alone = Workspace(tmp_path / "alone")
    expected = run_steps(conduct_sweep(alone, begin_sweep(plan, alone)))
    workspace = Workspace(tmp_path / "workspace")
    sweep_id = begin_sweep(plan, workspace)
    events, killed = [], []

    def follow(event, client):
        events.append(event)
        has_learnt = any(isinstance(event, EpochEnded) for event in events)
        busy = [address for address, keys in client.processing().items() if keys]
        if has_learnt and busy and not killed:  # In the middle of a trial.
            killed.append(client.run(os.getpid, workers=busy[:1])[busy[0]])
            os.kill(killed[0], signal.SIGKILL)

    with open_cluster("local", at_once=3) as client:
        client.wait_for_workers(3, timeout=60)
        with closing(conduct_on_cluster(workspace, sweep_id, client)) as steps:
            result = run_steps(steps, lambda event: follow(event, client))
    assert killed
    assert figures_of(result) == figures_of(expected)
    assert [combination for combination, _ in result.ranking] == [c for c, _ in expected.ranking]
    assert len(workspace.store.list()) == 6
    assert sum(isinstance(event, TrialEnded) for event in events) == 6
    for row in result.rows:
        assert workspace.store.predictions(row.entry.run_id, "noisy")


@pytest.mark.slow
def test_that_a_search_that_is_left_goes_on_with_every_trial_once(tmp_path):
    plan = small_plan(tmp_path / "data", **SIZES)
    workspace = Workspace(tmp_path / "workspace")
    sweep_id = begin_sweep(plan, workspace)
    with open_cluster("local", at_once=2) as client:
        steps = conduct_on_cluster(workspace, sweep_id, client)
        for event in steps:
            if isinstance(event, TrialEnded):
                break
        steps.close()
        states = {run.state for run in workspace.store.list()}
        assert "running" not in states
        result = run_steps(conduct_on_cluster(workspace, sweep_id, client))
    assert [row.state for row in result.rows] == ["finished"] * 6
    assert len(workspace.store.list()) == 6


@pytest.mark.slow
def test_that_a_scheduler_without_this_program_is_told_and_what_it_needs(tmp_path):
    (tmp_path / "ser_workbench.py").write_text("raise ImportError('another version')")
    plan = small_plan(tmp_path / "data", width_1="3", width_2="2")
    workspace = Workspace(tmp_path / "workspace")
    sweep_id = begin_sweep(plan, workspace)
    port = free_port()
    place = f"dask://127.0.0.1:{port}"
    words = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", str(port), "--no-dashboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with ExitStack() as stack:
        scheduler = stack.enter_context(subprocess.Popen(words, cwd=tmp_path, **quiet))
        stack.callback(scheduler.kill)
        client = stack.enter_context(open_when_there(place))
        worker = stack.enter_context(
            subprocess.Popen([sys.executable, "-m", "ser_workbench", "worker", place], **quiet)
        )
        stack.callback(worker.kill)
        client.wait_for_workers(1, timeout=60)
        result = run_steps(conduct_on_cluster(workspace, sweep_id, client))
    assert [row.state for row in result.rows] == ["failed"]
    assert "need the same version of SER Workbench" in workspace.store.list()[0].error


def test_that_another_place_to_compute_is_told_with_those_there_are():
    with pytest.raises(SettingsError, match="choose local, slurm or dask://host:port"), open_cluster("moon", 1):
        pass


def test_that_a_scheduler_that_does_not_answer_is_told():
    with (
        pytest.raises(FailedError, match=r"No scheduler answers at dask://127\.0\.0\.1:1"),
        open_cluster("dask://127.0.0.1:1", 1),
    ):
        pass
