# SPDX-License-Identifier: MIT
"""How sure the score of a run is: the bootstrap over speakers, asked of its predictions."""

from collections.abc import Sequence

import numpy as np

from ser_workbench.runs.result import Answer, PredictionRow
from ser_workbench.runs.tally import Tally
from ser_workbench.training.intervals import (
    ENOUGH_SPEAKERS,
    FEWEST_SPEAKERS,
    LEVEL,
    RELIABLE_SPEAKERS,
    Resampled,
    interval_of,
    resample_speakers,
)

__all__ = [
    "ENOUGH_SPEAKERS",
    "FEWEST_SPEAKERS",
    "LEVEL",
    "RELIABLE_SPEAKERS",
    "Resampled",
    "interval_of",
    "resample_speakers",
    "ua_interval",
]


def ua_interval(
    rows: Sequence[PredictionRow], rng: np.random.Generator, level: float = LEVEL
) -> tuple[float, float] | None:
    """The bootstrap interval of one run's UA, 0 to 1; None where fewer than two speakers were tested."""
    answers = (Answer(r.utterance, r.speaker, r.emotion, r.predicted, r.noise, r.snr_db) for r in rows)
    tally = Tally.count(answers)
    if len(tally.speakers) < FEWEST_SPEAKERS:
        return None
    return interval_of(resample_speakers(tally.spoken, tally.recognised, rng).ua[0], level)
