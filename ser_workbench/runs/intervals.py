# SPDX-License-Identifier: MIT
"""How sure a score is: speakers, not utterances, are what was drawn at random."""

from collections.abc import Sequence

import numpy as np

from ser_workbench.runs.result import PredictionRow

DRAWS = 2000


def ua_interval(
    rows: Sequence[PredictionRow], emotions: Sequence[str], rng: np.random.Generator, share: float = 0.95
) -> tuple[float, float] | None:
    """The bootstrap interval of UA over speakers, 0 to 1; None where fewer than two speakers were tested.

    Speakers are drawn with replacement, each with all its utterances; an emotion that a draw lacks is
    left out of that draw's mean.
    """
    speakers = sorted({row.speaker for row in rows})
    if len(speakers) < 2:
        return None
    counts = np.zeros((len(speakers), len(emotions), len(emotions)))  # (speakers, true, predicted)
    place = {emotion: i for i, emotion in enumerate(emotions)}
    for row in rows:
        counts[speakers.index(row.speaker), place[row.emotion], place[row.predicted]] += 1
    drawn = rng.multinomial(len(speakers), np.full(len(speakers), 1 / len(speakers)), size=DRAWS)  # (draws, speakers)
    confusion = np.einsum("ds,stp->dtp", drawn.astype(np.float64), counts)
    totals = confusion.sum(axis=2)
    right = np.diagonal(confusion, axis1=1, axis2=2)
    recalls = np.divide(right, totals, out=np.full_like(right, np.nan), where=totals > 0)
    ua = np.nanmean(recalls, axis=1)
    low, high = np.quantile(ua, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)
