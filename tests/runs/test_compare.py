# SPDX-License-Identifier: MIT
"""Runs beside each other."""

from ser_workbench.progress import run_steps
from ser_workbench.runs.compare import compare_runs
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.workspace import Workspace


def test_that_runs_stand_beside_each_other_in_the_order_asked(tiny, tmp_path):
    workspace = Workspace(tmp_path)
    quick = tiny.changed({"training.max_epochs": 1, "noise.folder": ""})
    results = [
        run_steps(run_experiment(settings, workspace))
        for settings in (quick, quick.changed({"training.seed": 1, "name": "another seed"}))
    ]
    names = [results[1].run, results[0].run]
    comparison = compare_runs(workspace, names)
    assert [run.id for run in comparison.runs] == names
    assert comparison.differences == {"training.seed": (1, 0)}
    assert [len(curve) for curve in comparison.curves] == [1, 1]
    assert comparison.scores[1] == results[0].scores
