# SPDX-License-Identifier: MIT
"""Speakers onto sides."""

from collections import Counter

import pytest

from ser_workbench.corpus.division import PartitionSettings, divide_speakers, share_out
from ser_workbench.errors import PartitionError, SettingsError

PAPER = PartitionSettings()


def sizes(count, settings=PAPER):
    sides = Counter(divide_speakers([f"s{n:02d}" for n in range(count)], settings).values())
    return sides["train"], sides["validation"], sides["test"]


def test_that_the_papers_42_subjects_give_30_4_and_8():
    assert sizes(42) == (30, 4, 8)


def test_that_the_ten_speakers_of_emodb_give_7_1_and_2():
    assert sizes(10) == (7, 1, 2)


@pytest.mark.parametrize(("count", "expected"), [(3, (1, 1, 1)), (4, (2, 1, 1)), (5, (3, 1, 1)), (24, (17, 2, 5))])
def test_that_no_side_is_empty_and_the_rest_goes_by_largest_remainder(count, expected):
    assert sizes(count) == expected


def test_that_the_shares_count_relative_to_their_sum():
    assert share_out(10, [0.7, 0.1, 0.2]) == share_out(10, [70, 10, 20]) == [7, 1, 2]


def test_that_the_seed_decides_and_the_order_of_names_does_not():
    names = [f"s{n}" for n in range(20)]
    assert divide_speakers(names, PAPER) == divide_speakers(names[::-1] + names, PAPER)
    assert divide_speakers(names, PAPER) != divide_speakers(names, PartitionSettings(seed=1))


def test_that_every_speaker_comes_to_be_tested_under_some_seed():
    names = [f"s{n}" for n in range(10)]
    tested = {
        name
        for seed in range(60)
        for name, side in divide_speakers(names, PartitionSettings(seed=seed)).items()
        if side == "test"
    }
    assert tested == set(names)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["s1"], r"only one speaker \(s1\).*at least 2 more"),
        (["s1", "s2"], "only 2 speakers.*at least 1 more"),
    ],
)
def test_that_fewer_than_three_speakers_are_refused(names, message):
    with pytest.raises(PartitionError, match=message):
        divide_speakers(names, PAPER)


def test_that_loso_tests_the_one_left_out_alone():
    settings = PartitionSettings(scheme="loso", held_out="s3")
    sides = divide_speakers([f"s{n}" for n in range(10)], settings)
    assert [name for name, side in sides.items() if side == "test"] == ["s3"]
    assert Counter(sides.values()) == {"train": 8, "validation": 1, "test": 1}


def test_that_loso_without_a_name_leaves_out_the_first_and_refuses_a_stranger():
    sides = divide_speakers(["b", "a", "c"], PartitionSettings(scheme="loso"))
    assert sides["a"] == "test"
    with pytest.raises(PartitionError, match="There is no speaker 'x' to leave out; there are: a, b, c"):
        divide_speakers(["a", "b", "c"], PartitionSettings(scheme="loso", held_out="x"))


def test_that_a_share_of_nothing_is_no_setting():
    with pytest.raises(SettingsError, match="Validation share"):
        PartitionSettings(validation_share=0)


def named(validation: str, test: str) -> PartitionSettings:
    return PartitionSettings(scheme="named", validation_speakers=validation, test_speakers=test)


def test_that_named_speakers_stand_where_they_are_named_and_the_rest_is_trained_on():
    sides = divide_speakers(["d", "a", "c", "b"], named("b", " d , c,"))
    assert sides == {"a": "train", "b": "validation", "c": "test", "d": "test"}


@pytest.mark.parametrize(
    ("validation", "test", "message"),
    [
        ("b", "x", "There is no speaker 'x' for the test; there are: a, b, c"),
        ("", "c", "No speaker is left for the validation; name partition.validation_speakers"),
        ("b", "", "No speaker is left for the test; name partition.test_speakers"),
        ("a,b", "c", "No speaker is left for the train; name one speaker less"),
    ],
)
def test_that_names_that_leave_a_side_empty_or_are_unknown_are_refused(validation, test, message):
    with pytest.raises(PartitionError, match=message):
        divide_speakers(["a", "b", "c"], named(validation, test))


def test_that_a_speaker_cannot_be_named_twice():
    with pytest.raises(SettingsError, match="The speaker b is named for validation and for test"):
        named("a, b", "b")
