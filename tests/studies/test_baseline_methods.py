# SPDX-License-Identifier: MIT
"""Each method of the settings answers every fold and says what it chose."""

import numpy as np
import pytest

from ser_workbench.baselines.folds import folds_by_speaker
from ser_workbench.baselines.skrrr_choice import run_skrrr
from ser_workbench.baselines.svm import run_svm
from ser_workbench.progress import run_steps
from ser_workbench.studies.baseline_methods import METHODS, answer_folds
from ser_workbench.studies.baseline_settings import BaselineSettings

CHOSEN = {"svm": {"kernel", "cost"}, "skrrr": {"kernel", "ridge", "penalty", "rank"}}


@pytest.mark.parametrize("method", sorted(METHODS))
def test_that_a_method_answers_each_fold_as_it_does_by_itself(method: str):
    rng = np.random.default_rng(0)
    emotions = np.tile([0, 1, 2], 12)
    points = 0.7 * rng.standard_normal((3, 20))[emotions] + rng.standard_normal((36, 20))
    labels = [("anger", "fear", "sadness")[emotion] for emotion in emotions]
    folds = folds_by_speaker([f"s{row // 9}" for row in range(36)], 2)
    settings = BaselineSettings(method=method).changed({"svm.costs": "0.1, 1", "skrrr.penalties": "0.01, 0.1"})
    answered = run_steps(answer_folds(settings, points, labels, folds))
    if method == "svm":
        alone = [one.predicted for one in run_steps(run_svm(points, labels, folds, settings.svm))]
    else:
        alone = [one.predicted for one in run_steps(run_skrrr(points, labels, folds, settings.skrrr))]
    assert len(answered) == len(folds) == 4
    for answer, expected in zip(answered, alone, strict=True):
        assert answer.predicted.tolist() == expected.tolist()
        assert set(answer.chosen) == CHOSEN[method]
        assert 0.3 < answer.choice_ua <= 1


def test_that_every_method_of_the_settings_is_there():
    assert set(METHODS) == set(CHOSEN)
    assert BaselineSettings(method="skrrr").method == "skrrr"
