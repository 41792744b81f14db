# SPDX-License-Identifier: MIT
"""Which rival answers: each method chooses, learns and tests fold by fold, and tells the same of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ser_workbench.baselines.folds import Fold
from ser_workbench.baselines.skrrr_choice import run_skrrr
from ser_workbench.baselines.svm import Labels, run_svm
from ser_workbench.progress import Steps
from ser_workbench.studies.baseline_settings import BaselineSettings, Method

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Answered:
    """One fold's test."""

    predicted: Labels
    """(test,) what was said of each test row."""
    chosen: Mapping[str, str | float]
    """What was chosen before the test."""
    choice_ua: float
    """UA by which it was chosen, 0 to 1."""
    by_kernel: Mapping[str, Labels]
    """(test,) what each kernel tried says by itself; empty but for SVMs."""


def answer_folds(
    settings: BaselineSettings, points: Points, labels: Sequence[str], folds: Sequence[Fold]
) -> Steps[tuple[Answered, ...]]:
    """Let the method of the settings answer every fold.

    points: (utterances, features), standardised; labels: of each utterance
    Raises PartitionError where a training holds a single emotion.
    """
    return (yield from METHODS[settings.method](settings, points, labels, folds))


def _answer_with_svm(
    settings: BaselineSettings, points: Points, labels: Sequence[str], folds: Sequence[Fold]
) -> Steps[tuple[Answered, ...]]:
    outcomes = yield from run_svm(points, labels, folds, settings.svm)
    return tuple(
        Answered(
            predicted=outcome.predicted,
            chosen={"kernel": outcome.kernel, "cost": outcome.cost},
            choice_ua=outcome.choice_ua,
            by_kernel={kernel: tried.predicted for kernel, tried in outcome.by_kernel.items()},
        )
        for outcome in outcomes
    )


def _answer_with_skrrr(
    settings: BaselineSettings, points: Points, labels: Sequence[str], folds: Sequence[Fold]
) -> Steps[tuple[Answered, ...]]:
    outcomes = yield from run_skrrr(points, labels, folds, settings.skrrr)
    return tuple(
        Answered(
            predicted=outcome.predicted,
            chosen={
                "kernel": outcome.kernel,
                "ridge": outcome.ridge,
                "penalty": outcome.penalty,
                "rank": float(outcome.rank),
            },
            choice_ua=outcome.choice_ua,
            by_kernel={},
        )
        for outcome in outcomes
    )


Answerer = Callable[[BaselineSettings, Points, Sequence[str], Sequence[Fold]], Steps[tuple[Answered, ...]]]
METHODS: Mapping[Method, Answerer] = {"svm": _answer_with_svm, "skrrr": _answer_with_skrrr}
