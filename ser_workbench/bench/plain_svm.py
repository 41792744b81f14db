# SPDX-License-Identifier: MIT
"""Support vector machines as one would write them down with scikit-learn: each fold and cost on the features anew."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ser_workbench.baselines.folds import Fold, Rows
from ser_workbench.baselines.settings import Kernel, SvmSettings

NAMES = {"linear": "linear", "polynomial": "poly", "rbf": "rbf"}


def answer_plainly(
    points: NDArray[np.float64], labels: Sequence[str], fold: Fold, kernel: Kernel, settings: SvmSettings
) -> NDArray[np.str_]:
    """Choose the cost, learn and test one fold with one kernel; (test,) what is said of each test row.

    points: (rows, features); labels: of each row
    """
    from sklearn.metrics import recall_score
    from sklearn.svm import SVC

    truth = np.array(labels)

    def say(train: Rows, heard: Rows, cost: float) -> NDArray[np.str_]:
        machine = SVC(
            C=cost,
            kernel=NAMES[kernel],
            gamma=1 / points.shape[1],
            degree=settings.degree,
            coef0=settings.offset,
            class_weight="balanced" if settings.has_class_weights else None,
        )
        said: NDArray[np.str_] = machine.fit(points[train], truth[train]).predict(points[heard])
        return said

    scores = []
    for cost in settings.cost_grid:
        said = np.concatenate([say(choice.train, choice.validation, cost) for choice in fold.choices])
        heard = np.concatenate([truth[choice.validation] for choice in fold.choices])
        scores.append(recall_score(heard, said, labels=np.unique(heard), average="macro"))
    return say(fold.train, fold.test, settings.cost_grid[int(np.argmax(scores))])
