# SPDX-License-Identifier: MIT
"""One cell of a table of scores: mean and deviation over seeds, interval over speakers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ser_workbench.runs.intervals import FEWEST_SPEAKERS, Resampled, interval_of, resample_speakers
from ser_workbench.runs.tally import Counts, Tally


@dataclass(frozen=True, slots=True)
class Accuracy:
    """UA or WA of a model, 0 to 1."""

    mean: float
    """Over seeds."""
    sd: float | None
    """Sample standard deviation over seeds; None of one seed."""
    interval: tuple[float, float] | None
    """95 %, of the mean over seeds, from a bootstrap over speakers; None of one speaker."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A model under one condition."""

    ua: Accuracy
    wa: Accuracy
    utterances: int
    """That each seed was tested on."""
    lacking: float
    """The share of the bootstrap's draws that lacked an emotion, which was left out of their mean."""


def cell_of(tally: Tally, rng: np.random.Generator) -> Cell:
    """Score a model under one condition from the counts of its test."""
    drawn = None
    if len(tally.speakers) >= FEWEST_SPEAKERS:
        drawn = resample_speakers(tally.spoken, tally.recognised.mean(axis=0)[None], rng)
    return Cell(
        ua=_accuracy(tally.ua(), None if drawn is None else drawn.ua),
        wa=_accuracy(tally.wa(), None if drawn is None else drawn.wa),
        utterances=tally.utterances,
        lacking=_lacking(drawn),
    )


def _accuracy(of_seeds: Counts, draws: NDArray[np.float64] | None) -> Accuracy:
    sd = float(of_seeds.std(ddof=1)) if len(of_seeds) > 1 else None
    return Accuracy(float(of_seeds.mean()), sd, None if draws is None else interval_of(draws[0]))


def _lacking(drawn: Resampled | None) -> float:
    return 0.0 if drawn is None else drawn.lacking
