# SPDX-License-Identifier: MIT
"""Code is read in the background without harm when something is missing."""

import gc
import subprocess
import sys

import pytest

from ser_workbench.presenters.loading import collector_at_rest, load_libraries, load_module
from ser_workbench.progress import run_steps


def test_that_a_module_is_returned():
    assert run_steps(load_module("json")).__name__ == "json"


def test_that_a_missing_module_raises():
    with pytest.raises(ModuleNotFoundError):
        run_steps(load_module("ser_workbench.no_such_room"))


def test_that_a_package_that_is_not_there_loads_no_libraries():
    assert load_libraries("no_such_torch") == 0


def test_that_the_collector_works_again_afterwards_even_after_a_failure():
    def work() -> None:
        with collector_at_rest():
            assert not gc.isenabled()
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        work()
    assert gc.isenabled()
    gc.unfreeze()


@pytest.mark.slow
def test_that_torch_works_when_its_libraries_were_loaded_beforehand():
    program = (
        "from ser_workbench.presenters.loading import load_libraries; n = load_libraries('torch'); import torch;"
        "print('loaded', n, float(torch.ones(3).sum()))"
    )
    end = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert end.returncode == 0, end.stderr
    assert end.stdout.split()[0] == "loaded"
    assert end.stdout.split()[2] == "3.0"
