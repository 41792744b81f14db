# SPDX-License-Identifier: MIT
"""Utterances on their way to the network: examples, the order of an epoch, padded mini-batches.

Why no prefetching thread: reading, normalising and padding ten utterances from the memory map takes
under a millisecond, a step on the CPU thirty and more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

POOL_BATCHES = 16
"""Mini-batches of similar length are cut from random pools of so many: little padding, yet a fresh mix each epoch."""

ORDER_STREAM, SHUFFLE_STREAM = 0, 2
"""Set the random numbers for the order, and for shuffled labels, apart from others of the same seed."""


@dataclass(frozen=True, slots=True)
class Example:
    """One utterance of one condition as the network learns it."""

    id: str
    label: int
    frames: int
    load: Callable[[], NDArray[np.float32]]
    """Reads the normalised features (frames, height), from the memory map each time."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded features (batch, frames, height), lengths (batch,) and labels (batch,), on the CPU."""

    features: Tensor
    lengths: Tensor
    labels: Tensor

    @property
    def frames(self) -> int:
        """All frames, padding left out."""
        return int(self.lengths.sum())

    def split(self, parts: int) -> list["Batch"]:
        """So many mini-batches, or as many as there are utterances, of nearly one size; padding cut off."""
        places = np.array_split(np.arange(len(self.labels)), min(parts, len(self.labels)))
        return [self._cut_out(slice(part[0], part[-1] + 1)) for part in places]

    def _cut_out(self, part: slice) -> "Batch":
        lengths = self.lengths[part]
        return Batch(self.features[part, : int(lengths.max())], lengths, self.labels[part])


def epoch_rng(seed: int, epoch: int, stream: int = ORDER_STREAM) -> np.random.Generator:
    """The random numbers of one epoch: they follow from (seed, epoch), so a resumed run draws the same."""
    return np.random.default_rng((seed, epoch, stream))


def epoch_batches(lengths: Sequence[int], batch_size: int, rng: np.random.Generator) -> list[NDArray[np.int64]]:
    """The places of the examples in each mini-batch of an epoch; every example once.

    Random pools are sorted by length and cut; which cut is the short one, and the order of the
    mini-batches, is random again, so that neither short nor long utterances tend to come first.
    """
    known = np.asarray(lengths)
    order = rng.permutation(len(known))
    batches: list[NDArray[np.int64]] = []
    for start in range(0, len(order), batch_size * POOL_BATCHES):
        pool = order[start : start + batch_size * POOL_BATCHES]
        pool = pool[np.argsort(known[pool], kind="stable")]
        batches += _cut(pool, batch_size, rng)
    return [batches[place] for place in rng.permutation(len(batches))]


def sorted_batches(lengths: Sequence[int], batch_size: int) -> list[NDArray[np.int64]]:
    """The places of the examples in mini-batches of similar length, without chance; for testing."""
    order = np.argsort(np.asarray(lengths), kind="stable")
    return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]


def load_batch(examples: Sequence[Example], places: NDArray[np.int64]) -> Batch:
    """Read and pad the examples at these places."""
    chosen = [examples[place] for place in places]
    loaded = [example.load() for example in chosen]
    longest = max(len(features) for features in loaded)
    padded = np.zeros((len(loaded), longest, loaded[0].shape[1]), dtype=np.float32)
    for row, features in zip(padded, loaded, strict=True):
        row[: len(features)] = features
    lengths = torch.tensor([len(features) for features in loaded])
    return Batch(torch.from_numpy(padded), lengths, torch.tensor([example.label for example in chosen]))


def shuffle_labels(examples: Sequence[Example], seed: int) -> list[Example]:
    """The same utterances with the labels dealt out anew, each label as often as before."""
    dealt = np.random.default_rng((seed, 0, SHUFFLE_STREAM)).permutation([example.label for example in examples])
    return [Example(e.id, int(label), e.frames, e.load) for e, label in zip(examples, dealt, strict=True)]


def _cut(pool: NDArray[np.int64], batch_size: int, rng: np.random.Generator) -> list[NDArray[np.int64]]:
    sizes = [batch_size] * (len(pool) // batch_size)
    if len(pool) % batch_size:
        sizes.insert(int(rng.integers(len(sizes) + 1)), len(pool) % batch_size)
    return np.split(pool, np.cumsum(sizes)[:-1])
