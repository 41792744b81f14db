# SPDX-License-Identifier: MIT
"""SKRRR on speakers it never heard: it learns what is there, finds nothing where nothing is, and chooses blindly."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from ser_workbench.baselines.folds import fold_of_sides, folds_by_speaker
from ser_workbench.baselines.skrrr_choice import SkrrrOutcome, run_skrrr
from ser_workbench.baselines.skrrr_settings import SkrrrSettings
from ser_workbench.errors import PartitionError
from ser_workbench.progress import Progress, run_steps

SETTINGS = SkrrrSettings(penalties="0.01, 0.1", ridges="0.1, 1", ranks="1, 3")


def _draw(seed: int = 0) -> tuple[NDArray[np.float64], list[str], list[str]]:
    """Points of 8 speakers × 4 emotions × 3 takes around a centre an emotion."""
    rng = np.random.default_rng(seed)
    emotions = np.tile(np.repeat(np.arange(4), 3), 8)
    points = 0.6 * rng.standard_normal((4, 30))[emotions] + rng.standard_normal((96, 30))
    return points, [f"e{emotion}" for emotion in emotions], [f"s{speaker}" for speaker in np.repeat(np.arange(8), 12)]


def _loso(
    points: NDArray[np.float64], labels: Sequence[str], speakers: Sequence[str]
) -> tuple[float, tuple[SkrrrOutcome, ...]]:
    """The share of right answers, of classes that are alike often, and what each fold chose."""
    folds = folds_by_speaker(speakers, 3)
    outcomes = run_steps(run_skrrr(points, labels, folds, SETTINGS))
    truth = np.array(labels)
    right = [outcome.predicted == truth[fold.test] for fold, outcome in zip(folds, outcomes, strict=True)]
    return float(np.concatenate(right).mean()), outcomes


def test_that_it_recognises_emotions_of_speakers_it_never_heard():
    ua, outcomes = _loso(*_draw())
    assert ua > 0.85
    for outcome in outcomes:
        assert (outcome.kernel, outcome.rank) == ("rbf", 3)
        assert outcome.penalty in SETTINGS.penalty_grid
        assert outcome.ridge in SETTINGS.ridge_grid
        assert 0.8 < outcome.choice_ua <= 1
        assert 0 < outcome.used <= 1


def test_that_shuffled_labels_give_chance():
    points, labels, speakers = _draw()
    found = []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        found.append(_loso(points, [str(name) for name in rng.permutation(labels)], speakers)[0])
    assert np.mean(found) == pytest.approx(0.25, abs=0.08)


def test_that_what_is_chosen_does_not_hang_on_the_test():
    points, labels, speakers = _draw()
    side = {"s0": "test", "s1": "validation"}
    fold = fold_of_sides([side.get(speaker, "train") for speaker in speakers])
    (seen,) = run_steps(run_skrrr(points, labels, [fold], SETTINGS))
    turned = [labels[(row + 3) % 12] if row in fold.test else name for row, name in enumerate(labels)]
    (blind,) = run_steps(run_skrrr(points, turned, [fold], SETTINGS))
    assert turned != labels
    assert blind.predicted.tolist() == seen.predicted.tolist()
    assert (blind.ridge, blind.penalty, blind.rank) == (seen.ridge, seen.penalty, seen.rank)


def test_that_of_what_does_equally_well_the_sparsest_is_taken():
    points, labels, speakers = _draw()
    far = points + 50 * np.eye(30)[[int(name[1]) for name in labels]]
    (outcome,) = run_steps(
        run_skrrr(far, labels, folds_by_speaker(speakers, 3)[:1], SETTINGS.changed({"kernel": "linear", "ranks": "3"}))
    )
    assert outcome.choice_ua == 1.0
    assert (outcome.ridge, outcome.penalty) == (1.0, 0.1)
    assert outcome.used < 0.5


def test_that_the_kernel_that_does_best_before_the_test_is_taken():
    rng = np.random.default_rng(3)
    points = rng.uniform(-2, 2, (120, 2))
    labels = ["like" if x * y > 0 else "unlike" for x, y in points]
    fold = fold_of_sides(["train"] * 60 + ["validation"] * 30 + ["test"] * 30)
    settings = SETTINGS.changed({"kernel": "best"})
    (outcome,) = run_steps(run_skrrr(points, labels, [fold], settings))
    assert outcome.kernel in ("rbf", "polynomial")
    (linear,) = run_steps(run_skrrr(points, labels, [fold], settings.changed({"kernel": "linear"})))
    assert linear.choice_ua < outcome.choice_ua


def test_that_it_tells_how_far_it_is_and_that_a_single_class_is_refused():
    points, labels, speakers = _draw()
    events = []
    run_steps(run_skrrr(points, labels, folds_by_speaker(speakers, 3)[:2], SETTINGS), events.append)
    folds = [e for e in events if isinstance(e, Progress) and e.stage == "Training SKRRR"]
    assert [(e.done, e.total) for e in folds] == [(1, 2), (2, 2)]
    with pytest.raises(PartitionError, match="single class"):
        run_steps(run_skrrr(points, ["anger"] * 96, folds_by_speaker(speakers, 3)[:1], SETTINGS))
