# SPDX-License-Identifier: MIT
"""How the emotions are spread over the sides of a partition, and where one is missing."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ser_workbench.corpus.partition_row import PartitionRow
from ser_workbench.corpus.utterance import EMOTIONS


def emotion_counts(rows: Sequence[PartitionRow], sides: Sequence[str]) -> dict[str, dict[str, int]]:
    """Utterances per emotion on each side; every side has every emotion that occurs, in the order of all tables."""
    counts = Counter((row.side, row.emotion) for row in rows)
    present = {emotion for _, emotion in counts}
    emotions = [*(e for e in EMOTIONS if e in present), *sorted(present - set(EMOTIONS))]
    return {side: {emotion: counts[side, emotion] for emotion in emotions} for side in sides}


def missing_emotions(rows: Sequence[PartitionRow], sides: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The emotions that a side lacks though another has them, for each side."""
    return {
        side: tuple(emotion for emotion, count in counts.items() if not count)
        for side, counts in emotion_counts(rows, sides).items()
    }
