# SPDX-License-Identifier: MIT
"""Mini-batches of similar length in a seeded order that favours nobody."""

import numpy as np
import torch

from ser_workbench.training.batches import epoch_batches, epoch_rng, load_batch, shuffle_labels, sorted_batches
from tests.training.toy import toy_examples


def lengths_of(count: int) -> np.ndarray:
    return np.random.default_rng(0).integers(100, 900, size=count)


def test_that_an_epoch_holds_every_example_once():
    batches = epoch_batches(lengths_of(503), 10, epoch_rng(0, 1))
    assert sorted(np.concatenate(batches)) == list(range(503))
    assert sorted(map(len, batches))[:2] == [3, 10]


def test_that_mini_batches_hold_similar_lengths():
    lengths = lengths_of(1000)
    batches = epoch_batches(lengths, 10, epoch_rng(0, 1))
    padded = sum(len(batch) * lengths[batch].max() for batch in batches)
    assert padded / lengths.sum() < 1.05


def test_that_an_epoch_follows_from_seed_and_number_alone():
    def drawn(seed: int, epoch: int) -> list[int]:
        return np.concatenate(epoch_batches(lengths_of(100), 10, epoch_rng(seed, epoch))).tolist()

    assert drawn(0, 3) == drawn(0, 3)
    assert drawn(0, 3) != drawn(0, 4)
    assert drawn(0, 3) != drawn(1, 3)


def test_that_neither_short_nor_long_utterances_tend_to_come_first():
    lengths = lengths_of(205)
    first_half = [
        lengths[np.concatenate(epoch_batches(lengths, 10, epoch_rng(0, epoch)))[:100]].mean() for epoch in range(300)
    ]
    # Standard error of the mean over 300 epochs is about 4 frames.
    assert abs(np.mean(first_half) - lengths.mean()) < 15


def test_that_every_example_is_as_likely_to_stand_in_the_short_mini_batch():
    short = np.zeros(13)
    for epoch in range(2600):
        batches = epoch_batches(range(13), 6, epoch_rng(0, epoch))
        short[np.concatenate([batch for batch in batches if len(batch) == 1])] += 1
    assert short[0] > 400
    assert short[6] > 400
    assert short[12] > 400


def test_that_sorted_mini_batches_are_without_chance():
    batches = sorted_batches([5, 3, 4, 1, 2], 2)
    assert [batch.tolist() for batch in batches] == [[3, 4], [1, 2], [0]]


def test_that_a_mini_batch_is_padded_at_the_end():
    examples = toy_examples(6, seed=4)
    batch = load_batch(examples, np.array([4, 1]))
    assert batch.labels.tolist() == [1, 1]
    assert batch.lengths.tolist() == [examples[4].frames, examples[1].frames]
    assert batch.frames == examples[4].frames + examples[1].frames
    for row, place in enumerate((4, 1)):
        assert torch.equal(batch.features[row, : examples[place].frames], torch.from_numpy(examples[place].load()))
        assert not batch.features[row, examples[place].frames :].any()


def test_that_shuffled_labels_are_the_same_ones_in_another_order():
    examples = toy_examples(60, seed=1)
    dealt = shuffle_labels(examples, seed=0)
    labels, before = [e.label for e in dealt], [e.label for e in examples]
    assert sorted(labels) == sorted(before)
    assert labels != before
    assert [e.id for e in dealt] == [e.id for e in examples]
    assert labels == [e.label for e in shuffle_labels(examples, seed=0)]
