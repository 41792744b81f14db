# SPDX-License-Identifier: MIT
"""Which rows are learnt from, which choose, and which are tested: TVT, LOSO, and folds within the training."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Choice:
    """A training on `train` heard on `validation`, before the test is looked at."""

    train: Rows
    validation: Rows


@dataclass(frozen=True, slots=True)
class Fold:
    """One test: parameters are chosen by `choices`, then learnt from `train`, then tested."""

    name: str
    train: Rows
    choices: tuple[Choice, ...]
    test: Rows


def fold_of_sides(sides: Sequence[str]) -> Fold:
    """TVT: learnt on `train`, chosen on `validation`, tested on `test`; sides in the order of the rows."""
    side = np.array(sides)
    train, validation, test = (np.flatnonzero(side == name) for name in ("train", "validation", "test"))
    return Fold("test", train, (Choice(train, validation),), test)


def folds_by_speaker(speakers: Sequence[str], groups: int) -> tuple[Fold, ...]:
    """LOSO: a fold a speaker, by name; chosen by leaving out each group of the training speakers in turn.

    speakers: of each row; groups: how many, dealt out by name; at most one a speaker
    """
    of_row = np.array(speakers)
    names = sorted(set(speakers))
    folds = []
    for name in names:
        others = [other for other in names if other != name]
        dealt = [others[first::groups] for first in range(min(groups, len(others)))]
        train = np.flatnonzero(of_row != name)
        choices = tuple(_leave_out(train, np.isin(of_row[train], group)) for group in dealt)
        folds.append(Fold(name, train, choices, np.flatnonzero(of_row == name)))
    return tuple(folds)


def stratified_choices(labels: Sequence[str], groups: int) -> tuple[Choice, ...]:
    """Leave out each of some groups of rows in turn; the rows of a class are dealt out in their order."""
    classes = np.array(labels)
    group_of = np.zeros(len(classes), np.intp)
    for name in np.unique(classes):
        rows = np.flatnonzero(classes == name)
        group_of[rows] = np.arange(len(rows)) % groups
    every = np.arange(len(classes))
    return tuple(_leave_out(every, group_of == group) for group in range(groups) if (group_of == group).any())


def _leave_out(rows: Rows, is_out: NDArray[np.bool_]) -> Choice:
    return Choice(rows[~is_out], rows[is_out])
