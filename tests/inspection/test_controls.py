# SPDX-License-Identifier: MIT
"""Shuffled labels, and utterances held out within speakers."""

from collections import Counter

import numpy as np
import pytest

from ser_workbench.inspection.controls import hold_out_within, shuffle_labels
from ser_workbench.inspection.outputs import OutputRow


def rows_of(*counts, copies=1):
    return [
        OutputRow(f"s{s}/{u}.wav", f"s{s}", "anger", "", "train", noise=f"n{copy}")
        for s, count in enumerate(counts)
        for u in range(count)
        for copy in range(copies)
    ]


def test_that_shuffling_keeps_how_often_each_label_occurs_and_moves_them():
    rows, labels = rows_of(30), ["anger"] * 10 + ["fear"] * 20
    dealt = shuffle_labels(rows, labels, np.random.default_rng(0))
    assert Counter(dealt) == Counter(labels)
    assert list(dealt) != labels


def test_that_each_class_is_dealt_every_label_in_proportion():
    rows, labels = rows_of(60), np.array(["anger"] * 20 + ["fear"] * 40)
    for seed in range(20):
        dealt = np.array(shuffle_labels(rows, labels, np.random.default_rng(seed)))
        assert (dealt[:20] == "anger").sum() == pytest.approx(20 / 3, abs=1.01)
        assert (dealt[20:] == "anger").sum() == pytest.approx(40 / 3, abs=1.01)


def test_that_another_seed_deals_labels_otherwise():
    rows, labels = rows_of(30), ["anger"] * 10 + ["fear"] * 20
    assert shuffle_labels(rows, labels, np.random.default_rng(0)) != shuffle_labels(
        rows, labels, np.random.default_rng(1)
    )


def test_that_all_noisy_copies_of_an_utterance_get_the_same_label():
    rows = rows_of(12, copies=3)
    dealt = shuffle_labels(rows, [row.utterance for row in rows], np.random.default_rng(0))
    assert all(len({dealt[at] for at in range(first, first + 3)}) == 1 for first in range(0, 36, 3))
    assert len(set(dealt)) == 12


def test_that_unknown_labels_stay_unknown():
    rows, labels = rows_of(20), ["", "female", "male", ""] * 5
    dealt = shuffle_labels(rows, labels, np.random.default_rng(0))
    assert [label == "" for label in dealt] == [label == "" for label in labels]
    assert Counter(dealt) == Counter(labels)


def test_that_a_quarter_of_each_speaker_is_held_out():
    rows = rows_of(40, 8)
    kept, held = hold_out_within(rows, 0.25, 1, np.random.default_rng(0))
    assert sorted([*kept, *held]) == list(range(48))
    assert Counter(rows[place].speaker for place in held) == {"s0": 10, "s1": 2}


def test_that_two_shares_are_held_out_beside_what_is_kept():
    rows = rows_of(12, 3)
    kept, first, second = hold_out_within(rows, 0.25, 2, np.random.default_rng(0))
    assert sorted([*kept, *first, *second]) == list(range(15))
    for places, count in ((kept, 6), (first, 3), (second, 3)):
        assert Counter(rows[place].speaker for place in places) == {"s0": count, "s1": 1}


@pytest.mark.parametrize("share", [0.05, 0.5])
def test_that_every_speaker_is_on_every_part_however_small_or_large_the_share(share):
    rows = rows_of(3, 4, 5, 7)
    for places in hold_out_within(rows, share, 2, np.random.default_rng(1)):
        assert {rows[place].speaker for place in places} == {"s0", "s1", "s2", "s3"}


def test_that_speakers_of_too_few_utterances_are_left_out():
    rows = rows_of(1, 2, 9)
    parts = hold_out_within(rows, 0.25, 2, np.random.default_rng(0))
    assert {rows[place].speaker for places in parts for place in places} == {"s2"}


def test_that_another_seed_holds_out_others():
    rows = rows_of(40)
    first, again, other = (hold_out_within(rows, 0.25, 1, np.random.default_rng(seed))[1] for seed in (0, 0, 1))
    assert first.tolist() == again.tolist() != other.tolist()


def test_that_copies_of_an_utterance_are_on_one_part():
    rows = rows_of(10, copies=4)
    kept, held = hold_out_within(rows, 0.3, 1, np.random.default_rng(0))
    assert not {rows[place].utterance for place in kept} & {rows[place].utterance for place in held}
    assert len(held) == 12
