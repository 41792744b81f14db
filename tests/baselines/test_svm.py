# SPDX-License-Identifier: MIT
"""Support vector machines on kernels computed once: the same answers as scikit-learn on the features."""

import numpy as np
import pytest
from numpy.typing import NDArray

from ser_workbench.baselines.folds import Choice, Fold, fold_of_sides, folds_by_speaker, stratified_choices
from ser_workbench.baselines.settings import KERNELS, SvmSettings
from ser_workbench.baselines.svm import run_svm
from ser_workbench.bench.plain_svm import answer_plainly
from ser_workbench.errors import PartitionError
from ser_workbench.progress import run_steps

SETTINGS = SvmSettings(costs="0.01, 1, 100", choice_folds=3)


def _draw(spread: float, seed: int = 0) -> tuple[NDArray[np.float64], list[str], list[str]]:
    """Points of 6 speakers × 4 emotions, of which one is three times as frequent, around a centre an emotion."""
    rng = np.random.default_rng(seed)
    emotions = np.tile([0, 1, 2, 3, 3, 3], 6 * 4)
    points = spread * rng.standard_normal((4, 60))[emotions] + rng.standard_normal((len(emotions), 60))
    speakers = np.repeat(np.arange(6), 24)
    return points, [f"e{e}" for e in emotions], [f"s{s}" for s in speakers]


@pytest.mark.parametrize("has_class_weights", [True, False])
def test_that_loso_on_one_kernel_answers_as_the_plain_way_does(has_class_weights):
    points, labels, speakers = _draw(spread=0.25)
    settings = SETTINGS.changed({"has_class_weights": has_class_weights})
    folds = folds_by_speaker(speakers, settings.choice_folds)
    outcomes = run_steps(run_svm(points, labels, folds, settings))
    wrong = 0
    for fold, outcome in zip(folds, outcomes, strict=True):
        for kernel in KERNELS:
            plain = answer_plainly(points, labels, fold, kernel, settings)
            assert outcome.by_kernel[kernel].predicted.tolist() == plain.tolist()
            wrong += (plain != np.array(labels)[fold.test]).sum()
    assert 50 < wrong < 300, "of 432: the points should be neither trivial nor hopeless"


def test_that_tvt_answers_as_the_plain_way_does():
    points, labels, speakers = _draw(spread=0.25, seed=1)
    side = {"s0": "test", "s1": "validation"}
    fold = fold_of_sides([side.get(speaker, "train") for speaker in speakers])
    (outcome,) = run_steps(run_svm(points, labels, [fold], SETTINGS))
    for kernel in KERNELS:
        plain = answer_plainly(points, labels, fold, kernel, SETTINGS)
        assert outcome.by_kernel[kernel].predicted.tolist() == plain.tolist()


def test_that_the_kernel_that_does_best_before_the_test_is_taken_whatever_the_test_says():
    points, labels, speakers = _draw(spread=0.25)
    turned = [labels[-1 - place] for place in range(len(labels))]
    for fold in folds_by_speaker(speakers, 3):
        (outcome,) = run_steps(run_svm(points, labels, [fold], SETTINGS))
        assert outcome.choice_ua == max(tried.choice_ua for tried in outcome.by_kernel.values())
        other = [turned[row] if row in fold.test else label for row, label in enumerate(labels)]
        (blind,) = run_steps(run_svm(points, other, [fold], SETTINGS))
        assert (blind.kernel, blind.cost) == (outcome.kernel, outcome.cost)
        assert blind.predicted.tolist() == outcome.predicted.tolist()


def test_that_of_costs_that_do_equally_well_the_least_is_taken():
    points, labels, _ = _draw(spread=3.0)
    train, test = np.arange(0, len(points), 2), np.arange(1, len(points), 2)
    choices = tuple(
        Choice(train[c.train], train[c.validation]) for c in stratified_choices([labels[row] for row in train], 3)
    )
    settings = SvmSettings(kernel="linear", costs="0.1, 1, 10")
    (outcome,) = run_steps(run_svm(points, labels, [Fold("test", train, choices, test)], settings))
    assert outcome.choice_ua == 1.0
    assert outcome.cost == 0.1


def test_that_a_validation_side_chooses_and_is_not_learnt_from():
    points, labels, _ = _draw(spread=0.3)
    train, validation, test = (slice(start, None, 3) for start in range(3))
    every = np.arange(len(points))
    fold = Fold("test", every[train], (Choice(every[train], every[validation]),), every[test])
    (outcome,) = run_steps(run_svm(points, labels, [fold], SETTINGS))
    plain = answer_plainly(points, labels, fold, outcome.kernel, SETTINGS)
    assert outcome.predicted.tolist() == plain.tolist()


def test_that_a_training_of_a_single_class_is_told():
    points = np.zeros((4, 2))
    with pytest.raises(PartitionError, match="all of one class"):
        run_steps(run_svm(points, list("aaab"), [fold_of_sides(["train", "train", "validation", "test"])], SETTINGS))
