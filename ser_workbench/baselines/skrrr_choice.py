# SPDX-License-Identifier: MIT
"""SKRRR fold by fold: kernel, ridge, penalty and rank are chosen on speakers that are not tested; then learnt, tested.

**Choice:** one after the other, not every combination: the ridge by the closed form of full rank, which costs next to
nothing, then the penalty at full rank, then the rank. Of equals the larger ridge and penalty and the smaller rank.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ser_workbench.baselines.folds import Choice, Fold, Rows
from ser_workbench.baselines.kernels import Gram, grams
from ser_workbench.baselines.settings import Kernel, SvmSettings
from ser_workbench.baselines.skrrr import Regression
from ser_workbench.baselines.skrrr_settings import SkrrrSettings
from ser_workbench.baselines.svm import Labels
from ser_workbench.errors import PartitionError
from ser_workbench.progress import Progress, Steps
from ser_workbench.training.metrics import unweighted_accuracy


@dataclass(frozen=True, slots=True)
class SkrrrOutcome:
    """One fold's test with what did best before it."""

    kernel: Kernel
    ridge: float
    penalty: float
    rank: int
    choice_ua: float
    """UA before the test, by which they were chosen, 0 to 1."""
    used: float
    """The share of training utterances that count, 0 to 1."""
    predicted: Labels
    """(test,) what it said of each test row."""


def run_skrrr(
    points: NDArray[np.floating], labels: Sequence[str], folds: Sequence[Fold], settings: SkrrrSettings
) -> Steps[tuple[SkrrrOutcome, ...]]:
    """Choose, learn and test each fold; one kernel matrix of all points serves all of them.

    points: (rows, features), standardised already; labels: of each row
    Raises PartitionError where a training holds a single class.
    """
    names, classes = np.unique(labels, return_inverse=True)
    found: list[list[SkrrrOutcome]] = [[] for _ in folds]
    total, done = len(settings.kernels) * len(folds), 0
    yield Progress("Computing kernels", 0, 0)
    for kernel, matrix in grams(points, SvmSettings(kernel=settings.kernel)):
        for place, fold in enumerate(folds):
            best, score, answers, used = yield from _choose_and_test(matrix, classes, fold, settings)
            said = names[answers]
            found[place].append(SkrrrOutcome(kernel, best.ridge, best.penalty, best.rank, score, used, said))
            done += 1
            yield Progress("Training SKRRR", done, total, "folds")
    return tuple(max(tried, key=lambda outcome: outcome.choice_ua) for tried in found)


@dataclass(frozen=True, slots=True)
class _Values:
    """What is chosen."""

    rank: int
    ridge: float
    penalty: float = 0.0


class _Trial:
    """A training and those that it is heard on."""

    def __init__(self, matrix: Gram, classes: Rows, choice: Choice, *, is_weighted: bool) -> None:
        self._present, codes = np.unique(classes[choice.train], return_inverse=True)
        if len(self._present) < 2:
            raise PartitionError("A training holds a single class, so there is nothing to tell apart; add others.")
        within = matrix[np.ix_(choice.train, choice.train)]
        self._regression = Regression(within, codes, is_weighted=is_weighted)
        self._rows = matrix[np.ix_(choice.validation, choice.train)]

    def answer(self, values: _Values) -> tuple[Rows, float]:
        """What it says of each row, and the share of training utterances that count."""
        rank = min(values.rank, self._regression.most_ranks)
        learnt = self._regression.fit(rank, values.ridge, values.penalty)
        return self._present[learnt.answer(self._rows)], learnt.used


class _Choosing:
    """The trials of one fold, and the UA of what was tried on them."""

    def __init__(self, trials: Sequence[_Trial], truth: Rows, classes: int) -> None:
        self._trials = trials
        self._truth = truth
        self._classes = classes
        self.score: dict[_Values, float] = {}

    def take_best(self, tried: Sequence[_Values]) -> Steps[_Values]:
        """Of equals the first."""
        for values in tried:
            if values not in self.score:
                answers = []
                for number, trial in enumerate(self._trials):
                    answers.append(trial.answer(values)[0])
                    yield Progress(f"Choosing {_words(values)}", number + 1, len(self._trials), "groups")
                self.score[values] = unweighted_accuracy(self._truth, np.concatenate(answers), self._classes)
        return max(tried, key=self.score.__getitem__)


def _choose_and_test(
    matrix: Gram, classes: Rows, fold: Fold, settings: SkrrrSettings
) -> Steps[tuple[_Values, float, Rows, float]]:
    """What was chosen, its UA before the test, the answers, and the share of training utterances that count."""
    trials = []
    for choice in fold.choices:
        trials.append(_Trial(matrix, classes, choice, is_weighted=settings.has_class_weights))
        yield Progress("Finding eigenvectors", len(trials), len(fold.choices), "groups")
    truth = classes[np.concatenate([choice.validation for choice in fold.choices])]
    choosing = _Choosing(trials, truth, int(classes.max()) + 1)
    full = len(np.unique(classes[fold.train])) - 1
    best = yield from choosing.take_best([_Values(full, ridge) for ridge in reversed(settings.ridge_grid)])
    best = yield from choosing.take_best([replace(best, penalty=share) for share in reversed(settings.penalty_grid)])
    best = yield from choosing.take_best([replace(best, rank=rank) for rank in settings.rank_grid(full)])
    last = _Trial(matrix, classes, Choice(fold.train, fold.test), is_weighted=settings.has_class_weights)
    answers, used = last.answer(best)
    return best, choosing.score[best], answers, used


def _words(values: _Values) -> str:
    penalty = f", penalty {values.penalty:g}" if values.penalty else ""
    return f"ridge {values.ridge:g}{penalty}, rank {values.rank}"
