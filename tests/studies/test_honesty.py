# SPDX-License-Identifier: MIT
"""The promise is asked of the test speakers of a run."""

import json

import pytest

from ser_workbench.progress import run_steps
from ser_workbench.runs.folder import RunFolder
from ser_workbench.studies.honesty import measure_honesty


@pytest.mark.parametrize("state", ["clean", "noisy"])
def test_that_the_accuracy_of_whole_utterances_is_that_of_the_runs_own_test(trained, state):
    workspace, run = trained
    honest = run_steps(measure_honesty(workspace, run, state, 1.0))
    score = RunFolder(workspace.run_folder(run)).load_result().scores[state]
    view = honest.views["utterance"]
    assert (view.items, view.accuracy.value) == (score.items, pytest.approx(score.wa))
    assert [level.level for level in view.levels] == [0.8, 0.9, 0.95]
    assert all(0 <= level.coverage.value <= 1 for level in view.levels)


def test_that_a_coverage_that_cannot_be_promised_is_said_to_be(trained):
    workspace, run = trained
    honest = run_steps(measure_honesty(workspace, run, "clean", 1.0))
    assert honest.views["utterance"].levels[-1].emotions == 3  # Twelve validation utterances do not reach 95 %.
    assert any("needs 19 validation utterances, there are 12" in remark for remark in honest.remarks)
    assert any("not drawn from the same hat" in remark for remark in honest.remarks)


def test_that_it_goes_into_json(trained):
    workspace, run = trained
    told = json.loads(json.dumps(run_steps(measure_honesty(workspace, run, "clean", 1.0)).to_json(), allow_nan=False))
    assert told["run"] == run
    assert told["views"]["running"]["levels"][0]["coverage"].keys() == {"value", "interval"}
