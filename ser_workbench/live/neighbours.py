# SPDX-License-Identifier: MIT
"""Which training utterances lie nearest in the BLSTM's space: the network's own examples for what it says.

Why so: what is near is told from utterances of *other* speakers in training, since whoever speaks live is a speaker
that the network has not heard; one's own utterances always lie nearer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]
FAR_SHARE = 0.99
BLOCK_ROWS = 256
"""So many distances to all others are held at once."""


@dataclass(frozen=True, slots=True)
class Known:
    """A training utterance, as it was heard."""

    utterance: str
    """Its path below the corpus folder."""
    emotion: str
    speaker: str
    gender: str
    """Empty where it is not known."""
    side: str
    noise: str = ""
    """What lay over it; empty for a clean one."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A training utterance near to what was just heard."""

    utterance: str
    file: Path
    """The clean recording; it may have gone since."""
    emotion: str
    speaker: str
    gender: str
    side: str
    noise: str
    distance: float
    """Euclidean, between BLSTM outputs."""
    rank_share: float
    """How many training utterances, 0 to 1, lie nearer than this to another speaker's nearest."""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """The training utterances in the BLSTM's space."""

    corpus: Path
    rows: tuple[Known, ...]
    blstm: Points
    """(items, 2 · cells)"""
    usual: Points
    """(items,) how far from each one lies the nearest utterance of another speaker, rising."""

    @classmethod
    def of(cls, corpus: Path, rows: Sequence[Known], blstm: Points) -> Self:
        """Where a single speaker was trained on, the nearest other utterance counts instead."""
        return cls(corpus, tuple(rows), blstm, np.sort(_nearest_of_others(rows, blstm)))

    def nearest(self, blstm: Points, count: int = 5) -> tuple[Neighbour, ...]:
        """The nearest utterances, the nearest first, each utterance once; blstm: (2 · cells,)."""
        distances = np.sqrt(np.square(self.blstm - blstm).sum(axis=1))
        found: dict[str, Neighbour] = {}
        for place in np.argsort(distances, kind="stable"):
            row, distance = self.rows[place], float(distances[place])
            if row.utterance not in found:
                share = float(np.searchsorted(self.usual, distance)) / len(self.usual)
                who = (row.emotion, row.speaker, row.gender, row.side, row.noise)
                found[row.utterance] = Neighbour(row.utterance, self.corpus / row.utterance, *who, distance, share)
            if len(found) == count:
                break
        return tuple(found.values())

    def doubts(self, nearest: Sequence[Neighbour]) -> tuple[str, ...]:
        """A sentence where even the nearest lies farther than nearly all training utterances from each other."""
        if not nearest or nearest[0].rank_share <= FAR_SHARE:
            return ()
        share = f"{100 * FAR_SHARE:.0f} %"
        how_far = f"farther away than {share} of the training utterances lie from another speaker's nearest"
        return (f"Nothing in training was like this: the nearest utterance lies {how_far}.",)


def _nearest_of_others(rows: Sequence[Known], blstm: Points) -> Points:
    """(items,) the distance of each to the nearest of another speaker; of another utterance where all are one's."""
    speakers = np.array([row.speaker for row in rows])
    groups = speakers if len(set(speakers)) > 1 else np.array([row.utterance for row in rows])
    squares = np.square(blstm).sum(axis=1)
    found = np.empty(len(rows), np.float32)
    for first in range(0, len(rows), BLOCK_ROWS):
        part = slice(first, first + BLOCK_ROWS)
        between = squares[part, None] - 2 * blstm[part] @ blstm.T + squares
        between[groups[part, None] == groups] = np.inf
        found[part] = np.sqrt(np.maximum(between.min(axis=1), 0))
    return found
