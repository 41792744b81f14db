# SPDX-License-Identifier: MIT
"""Support vector machines that leave out each speaker in turn: kernels computed once, beside scikit-learn's way."""

import numpy as np
from numpy.typing import NDArray

from ser_workbench.baselines.folds import folds_by_speaker
from ser_workbench.baselines.settings import SvmSettings
from ser_workbench.baselines.svm import run_svm
from ser_workbench.bench.measure import time_in_turns
from ser_workbench.bench.plain_svm import answer_plainly
from ser_workbench.bench.result import BenchResult
from ser_workbench.progress import Steps, run_steps

SPEAKERS, EMOTIONS, TAKES, FEATURES = 8, 6, 4, 6373
"""As many features as ComParE has, and a quarter of EmoDB's utterances."""
SETTINGS = SvmSettings(kernel="rbf", costs="0.1, 1, 10", choice_folds=2)
"""One kernel and few costs, so that the plain way takes seconds; the more of them, the more is saved."""
ROUNDS = 2


def bench_svm_loso() -> Steps[BenchResult]:
    """Seconds to choose the cost, learn and test for every speaker, on points drawn at random around each emotion.

    max_difference: the share of test utterances that are answered otherwise
    """
    points, labels, speakers = _draw()
    folds = folds_by_speaker(speakers, SETTINGS.choice_folds)

    def ours() -> list[NDArray[np.str_]]:
        return [outcome.predicted for outcome in run_steps(run_svm(points, labels, folds, SETTINGS))]

    def plain() -> list[NDArray[np.str_]]:
        return [answer_plainly(points, labels, fold, "rbf", SETTINGS) for fold in folds]

    differing = np.mean(np.concatenate(ours()) != np.concatenate(plain()))
    ours_s, plain_s = yield from time_in_turns("svm_loso", ours, plain, ROUNDS)
    return BenchResult("svm_loso", ours_s, plain_s, "s for all speakers", plain_s / ours_s, float(differing))


def _draw() -> tuple[NDArray[np.float64], list[str], list[str]]:
    rng = np.random.default_rng(0)
    emotions = np.tile(np.repeat(np.arange(EMOTIONS), TAKES), SPEAKERS)
    speakers = np.repeat(np.arange(SPEAKERS), EMOTIONS * TAKES)
    centres = 0.15 * rng.standard_normal((EMOTIONS, FEATURES))
    points = centres[emotions] + rng.standard_normal((len(emotions), FEATURES))
    return points, [f"emotion {e}" for e in emotions], [f"s{s:02d}" for s in speakers]
