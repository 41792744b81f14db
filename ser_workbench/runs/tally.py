# SPDX-License-Identifier: MIT
"""A test, counted: how many utterances of each emotion each test speaker spoke, and how many were recognised."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ser_workbench.runs.result import Answer

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tally:
    """What one network, or one model under several seeds, did on each test speaker.

    spoken: (speakers, emotions); recognised: (seeds, speakers, emotions)
    """

    speakers: tuple[str, ...]
    """Sorted."""
    emotions: tuple[str, ...]
    """Sorted; only those that occur in the test."""
    items: tuple[str, ...]
    """A digest of each speaker's test items: equal where two tests heard the same."""
    spoken: Counts
    recognised: Counts

    @classmethod
    def count(cls, answers: Iterable[Answer]) -> Self:
        """Count the answers of one network."""
        by_speaker = defaultdict(list)
        for answer in answers:
            by_speaker[answer.speaker].append(answer)
        speakers = tuple(sorted(by_speaker))
        emotions = tuple(sorted({answer.emotion for heard in by_speaker.values() for answer in heard}))
        column = {emotion: place for place, emotion in enumerate(emotions)}
        spoken = np.zeros((len(speakers), len(emotions)))
        recognised = np.zeros((1, len(speakers), len(emotions)))
        for row, speaker in enumerate(speakers):
            for answer in by_speaker[speaker]:
                spoken[row, column[answer.emotion]] += 1
                recognised[0, row, column[answer.emotion]] += answer.emotion == answer.predicted
        return cls(speakers, emotions, tuple(_digest(by_speaker[s]) for s in speakers), spoken, recognised)

    @property
    def seeds(self) -> int:
        """How many networks were tested."""
        return len(self.recognised)

    @property
    def utterances(self) -> int:
        """How many utterances each of them heard."""
        return int(self.spoken.sum())

    @property
    def cover(self) -> tuple[tuple[str, str], ...]:
        """Who was tested on what; equal where two tests can be held against each other as a whole."""
        return tuple(zip(self.speakers, self.items, strict=True))

    def ua(self) -> Counts:
        """Unweighted accuracy of each seed, 0 to 1; (seeds,)."""
        recalls: Counts = self.recognised.sum(axis=1) / self.spoken.sum(axis=0)  # (seeds, emotions)
        ua: Counts = recalls.mean(axis=1)
        return ua

    def wa(self) -> Counts:
        """Weighted accuracy of each seed, 0 to 1; (seeds,)."""
        shares: Counts = self.recognised.sum(axis=(1, 2)) / self.spoken.sum()
        return shares

    def only(self, speakers: Collection[str]) -> Self:
        """The test of these speakers alone."""
        rows = [row for row, speaker in enumerate(self.speakers) if speaker in speakers]
        spoken, recognised = self.spoken[rows], self.recognised[:, rows]
        columns = np.flatnonzero(spoken.sum(axis=0))
        return type(self)(
            tuple(self.speakers[row] for row in rows),
            tuple(self.emotions[column] for column in columns),
            tuple(self.items[row] for row in rows),
            spoken[:, columns],
            recognised[:, :, columns],
        )


def pool_speakers(folds: Sequence[Tally]) -> Tally:
    """Folds of one seed as one test: each speaker stands in one fold only."""
    emotions = tuple(sorted({emotion for fold in folds for emotion in fold.emotions}))
    place = {emotion: column for column, emotion in enumerate(emotions)}
    rows = sorted((speaker, fold, row) for fold, f in enumerate(folds) for row, speaker in enumerate(f.speakers))
    spoken = np.zeros((len(rows), len(emotions)))
    recognised = np.zeros((1, len(rows), len(emotions)))
    for target, (_speaker, fold, row) in enumerate(rows):
        columns = [place[emotion] for emotion in folds[fold].emotions]
        spoken[target, columns] = folds[fold].spoken[row]
        recognised[0, target, columns] = folds[fold].recognised[0, row]
    items = tuple(folds[fold].items[row] for _speaker, fold, row in rows)
    return Tally(tuple(speaker for speaker, _fold, _row in rows), emotions, items, spoken, recognised)


def join_seeds(seeds: Sequence[Tally]) -> Tally:
    """Tests of the same utterances, one a seed, as one."""
    first = seeds[0]
    recognised = np.concatenate([seed.recognised for seed in seeds])
    return Tally(first.speakers, first.emotions, first.items, first.spoken, recognised)


def _digest(answers: Iterable[Answer]) -> str:
    items = sorted((a.utterance, a.emotion, a.noise, "" if a.snr_db is None else f"{a.snr_db:.6f}") for a in answers)
    return hashlib.sha256(repr(items).encode()).hexdigest()
