# SPDX-License-Identifier: MIT
"""Support vector machines: kernel and cost are chosen, then learnt, then tested, all on kernels computed once.

The machine is libsvm's, by scikit-learn: one against one, ties to the class that comes first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ser_workbench.baselines.folds import Fold, Rows
from ser_workbench.baselines.kernels import Gram, grams
from ser_workbench.baselines.settings import Kernel, SvmSettings
from ser_workbench.errors import PartitionError
from ser_workbench.progress import Progress, Steps
from ser_workbench.training.metrics import unweighted_accuracy

Labels = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class KernelOutcome:
    """What one kernel did with the cost that was chosen for it."""

    cost: float
    choice_ua: float
    """UA before the test, by which kernel and cost were chosen, 0 to 1."""
    predicted: Labels
    """(test,) what it said of each test row."""


@dataclass(frozen=True, slots=True)
class SvmOutcome:
    """The test with the kernel and the cost that did best before it."""

    kernel: Kernel
    by_kernel: Mapping[Kernel, KernelOutcome]
    """Each kernel tried, with its own best cost."""

    @property
    def best(self) -> KernelOutcome:
        """What the chosen kernel did."""
        return self.by_kernel[self.kernel]

    @property
    def cost(self) -> float:
        """The cost that was chosen with it."""
        return self.best.cost

    @property
    def choice_ua(self) -> float:
        """UA before the test, 0 to 1."""
        return self.best.choice_ua

    @property
    def predicted(self) -> Labels:
        """(test,) what it said of each test row."""
        return self.best.predicted


def run_svm(
    points: NDArray[np.floating], labels: Sequence[str], folds: Sequence[Fold], settings: SvmSettings
) -> Steps[tuple[SvmOutcome, ...]]:
    """Choose, learn and test each fold; one kernel matrix of all points serves all folds and costs.

    points: (rows, features), standardised already; labels: of each row
    Raises PartitionError where a training holds a single class.
    """
    names, classes = np.unique(np.array(labels), return_inverse=True)
    found: list[dict[Kernel, KernelOutcome]] = [{} for _ in folds]
    total, done = len(settings.kernels) * len(folds), 0
    yield Progress("Computing kernels", 0, 0)
    for kernel, matrix in grams(points, settings):
        for place, fold in enumerate(folds):
            cost, choice_ua, answers = choose_and_test(matrix, classes, fold, settings)
            found[place][kernel] = KernelOutcome(cost, choice_ua, names[answers])
            done += 1
            yield Progress("Training support vector machines", done, total, "folds")
    return tuple(SvmOutcome(max(tried, key=lambda kernel: tried[kernel].choice_ua), tried) for tried in found)


def choose_and_test(matrix: Gram, classes: Rows, fold: Fold, settings: SvmSettings) -> tuple[float, float, Rows]:
    """Choose the cost for one kernel, learn the fold's training rows with it, and answer its test rows.

    matrix: (rows, rows) the kernel of all pairs; classes: (rows,) from 0
    Returns the cost, the UA by which it was chosen, and the class of each test row.
    Raises PartitionError where a training holds a single class.
    """
    costs = settings.cost_grid
    said: list[list[Rows]] = [[] for _ in costs]
    for choice in fold.choices:
        within, across = _cut(matrix, choice.train, choice.validation)
        for place, cost in enumerate(costs):
            said[place].append(_answer(within, classes[choice.train], across, cost, settings))
    truth = classes[np.concatenate([choice.validation for choice in fold.choices])]
    scores = [unweighted_accuracy(truth, np.concatenate(answers), int(classes.max()) + 1) for answers in said]
    best = int(np.argmax(scores))  # The first of equals: the least cost.
    within, across = _cut(matrix, fold.train, fold.test)
    return costs[best], scores[best], _answer(within, classes[fold.train], across, costs[best], settings)


def _cut(matrix: Gram, train: Rows, heard: Rows) -> tuple[Gram, Gram]:
    return matrix[np.ix_(train, train)], matrix[np.ix_(heard, train)]


def _answer(within: Gram, classes: Rows, across: Gram, cost: float, settings: SvmSettings) -> Rows:
    from sklearn.svm import SVC  # Half a second to import, so only where a machine is trained.

    if (classes == classes[:1]).all():
        raise PartitionError("The training utterances are all of one class, so there is nothing to tell apart.")
    weights = "balanced" if settings.has_class_weights else None
    machine = SVC(C=cost, kernel="precomputed", class_weight=weights).fit(within, classes)
    answers: Rows = machine.predict(across)
    return answers
