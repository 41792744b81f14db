# SPDX-License-Identifier: MIT
"""What a probe is asked: standardised points, labels, and which of them are learnt, choose and are tested.

Emotion: standardised per speaker as the baseline does (paper.md, Section 6), TVT. Gender: standardised by the training
side, since a speaker's own mean takes the gender away; TVT, but where the validation speakers are all of one gender,
kernel and cost are chosen by leaving out groups of training speakers. Speaker: utterances of the training side, held
out within speakers and standardised by those that are learnt.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ser_workbench.baselines.folds import Choice, Fold, Rows, stratified_choices
from ser_workbench.baselines.standardise import standardise_by, standardise_speakers
from ser_workbench.errors import InspectionError
from ser_workbench.inspection.asked import name_some
from ser_workbench.inspection.controls import hold_out_within
from ser_workbench.inspection.outputs import ModuleOutputs, OutputRow
from ser_workbench.inspection.settings import InspectionSettings

Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is asked of which items; training, validation and test one after the other."""

    points: NDArray[np.float64]
    """(items, width), standardised"""
    rows: tuple[OutputRow, ...]
    labels: tuple[str, ...]
    fold: Fold
    notes: tuple[str, ...]

    @property
    def classes(self) -> tuple[str, ...]:
        """What can be answered, sorted."""
        return tuple(sorted({self.labels[place] for place in self.fold.train}))

    @property
    def items(self) -> dict[str, int]:
        """How many items are learnt from, choose and are tested."""
        train, test = len(self.fold.train), len(self.fold.test)
        return {"train": train, "validation": len(self.rows) - train - test, "test": test}


def ask_other_speakers(
    sides: Sequence[ModuleOutputs], points: Sequence[Points], labeling: str, settings: InspectionSettings
) -> Question:
    """Emotion or gender, of speakers that were not learnt from; sides and points: training, validation, test.

    Raises InspectionError where the labels do not allow it.
    """
    learnt = {label for label in sides[0].labels(labeling) if label}
    kept = [[place for place, label in enumerate(side.labels(labeling)) if label in learnt] for side in sides]
    rows = tuple(side.rows[place] for side, places in zip(sides, kept, strict=True) for place in places)
    labels = tuple(str(getattr(row, labeling)) for row in rows)
    train, validation, test = _sides_of(kept)
    _check(labeling, labels, train, test)
    together = np.concatenate([part[places] for part, places in zip(points, kept, strict=True)])
    if labeling == "emotion" and settings.svm.standardise == "speaker":
        scaled = standardise_speakers(together, [row.speaker for row in rows])
    else:
        scaled = standardise_by(together, together[train])
    choices: tuple[Choice, ...] = (Choice(train, validation),)
    how = ""
    if len({labels[place] for place in validation}) < 2:
        choices, how = _leave_speakers_out(rows, labels, train, settings.svm.choice_folds)
    notes = (_left_out(sides, labeling, learnt), how, _lacking(labels, train, test))
    return Question(scaled, rows, labels, Fold("test", train, choices, test), tuple(note for note in notes if note))


def ask_within_speakers(
    train: ModuleOutputs, points: Points, settings: InspectionSettings, rng: np.random.Generator
) -> Question:
    """Speaker, of utterances that were held out within the speakers of the training side.

    Raises InspectionError where too few speakers have three utterances.
    """
    kept = hold_out_within(train.rows, settings.held_out_percent / 100, 2, rng)
    rows = tuple(train.rows[place] for places in kept for place in places)
    labels = tuple(row.speaker for row in rows)
    learnt, validation, test = _sides_of(kept)
    if len(set(labels)) < 2:
        raise InspectionError("Fewer than two training speakers have three utterances, so nobody can be told apart.")
    together = points[np.concatenate(kept)]
    fold = Fold("test", learnt, (Choice(learnt, validation),), test)
    left = sorted({row.speaker for row in train.rows} - set(labels))
    notes = (f"Of {name_some(left)} there are fewer than three utterances; they are left out.",) if left else ()
    return Question(standardise_by(together, together[learnt]), rows, labels, fold, notes)


def _sides_of(kept: Sequence[Sequence[int] | Rows]) -> tuple[Rows, Rows, Rows]:
    ends = np.cumsum([0, *map(len, kept)])
    return np.arange(ends[1]), np.arange(ends[1], ends[2]), np.arange(ends[2], ends[3])


def _check(labeling: str, labels: Sequence[str], train: Rows, test: Rows) -> None:
    for side, places in (("training", train), ("test", test)):
        there = sorted({labels[place] for place in places})
        if len(there) < 2:
            what = f"is {there[0]}" if there else "is known"
            raise InspectionError(
                f"On the {side} side {'every' if there else 'no'} {labeling} {what}, so that there is nothing to "
                "tell apart."
            )


def _leave_speakers_out(
    rows: Sequence[OutputRow], labels: Sequence[str], train: Rows, groups: int
) -> tuple[tuple[Choice, ...], str]:
    """How kernel and cost are chosen where validation cannot say, and a sentence on it."""
    names = sorted({rows[place].speaker for place in train})
    choices = []
    for first in range(min(groups, len(names))):
        is_out = np.isin([rows[place].speaker for place in train], names[first::groups])
        if len({labels[place] for place in train[~is_out]}) == len({labels[place] for place in train}):
            choices.append(Choice(train[~is_out], train[is_out]))
    if {labels[place] for choice in choices for place in choice.validation} == {labels[place] for place in train}:
        return tuple(choices), "Kernel and cost were chosen within the training speakers: validation has one class."
    within = stratified_choices([labels[place] for place in train], groups)
    return within, "Kernel and cost were chosen on the training utterances: too few speakers for anything better."


def _left_out(sides: Sequence[ModuleOutputs], labeling: str, learnt: set[str]) -> str:
    every = [label for side in sides for label in side.labels(labeling)]
    unknown, others = sum(not label for label in every), sorted({label for label in every if label} - learnt)
    notes = [f"The {labeling} of {unknown:,} items is unknown; they are left out."] if unknown else []
    if others:
        notes.append(f"{name_some(others)} is not on the training side and is left out.")
    return " ".join(notes)


def _lacking(labels: Sequence[str], train: Rows, test: Rows) -> str:
    lacking = sorted({labels[place] for place in train} - {labels[place] for place in test})
    return f"On the test side there is no {name_some(lacking)}." if lacking else ""
