# SPDX-License-Identifier: MIT
"""How many trainings a search takes, and how long."""

import pytest

from ser_workbench.presenters.sweep_outlook import Speech, look_ahead
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.workspace import Workspace
from ser_workbench.search.settings import SweepPlan
from tests.presenters.training_desk import tiny_settings


def plan_for(model, **sweep):
    return SweepPlan.model_validate({"model": {"name": model}, "sweep": sweep})


@pytest.mark.parametrize(
    ("model", "sweep", "trainings", "text"),
    [
        ("s-cldnn-log-mel", {}, 12, "12 combinations × 1 seed"),
        ("t-cldnn-mfcc", {"seeds": 3}, 36, "12 combinations × 3 seeds"),
        ("fst-cldnn-mfcc", {}, 12, "12 combinations × 1 seed"),
        ("st-cldnn-log-mel", {}, 28, "12 of S + 12 of T + 4 of ST = 28 combinations × 1 seed"),
        ("st-cldnn-log-mel", {"top": 3, "seeds": 2}, 66, "12 of S + 12 of T + 9 of ST = 33 combinations × 2 seeds"),
        ("st-cldnn-log-mel", {"method": "tpe"}, 20, "20 combinations × 1 seed"),
        ("fst-cldnn-log-mel", {"method": "random"}, 12, "12 combinations × 1 seed"),
        ("ldnn-mfcc", {"seeds": 5}, 5, "1 combination × 5 seeds"),
    ],
)
def test_that_trainings_are_counted_as_in_the_paper(model, sweep, trainings, text):
    outlook = run_steps(look_ahead(plan_for(model, **sweep), None, None))
    assert (outlook.trainings, outlook.count_text) == (trainings, text)
    assert outlook.time_text == "–"
    assert outlook.time_reason == "Known once a workspace is open."


def test_that_the_time_comes_from_the_pace_of_the_last_training(tmp_path):
    settings, workspace = tiny_settings(tmp_path), Workspace(tmp_path / "workspace")
    plan = SweepPlan.model_validate({**settings.model_dump(), "sweep": {"width_1": "4", "width_2": "2", "seeds": 60}})
    speech = Speech(10.0, 2.0, 3)
    unknown = run_steps(look_ahead(plan, speech, workspace))
    assert unknown.time_reason == "Known once a network has been trained in this workspace."
    run_steps(run_experiment(settings, workspace))
    known = run_steps(look_ahead(plan, speech, workspace))
    assert known.time_text.startswith("about ")
    assert "2 epochs each" in known.time_reason
    no_corpus = run_steps(look_ahead(plan, None, workspace))
    assert no_corpus.time_reason == "Known once a corpus is open."
