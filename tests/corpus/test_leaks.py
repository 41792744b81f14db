# SPDX-License-Identifier: MIT
"""What stands on several sides, counted by hand."""

import pytest

from ser_workbench.corpus.leaks import check_leaks, find_leaks, shorten
from ser_workbench.corpus.partition_row import PartitionRow
from ser_workbench.errors import LeakError


def row(name, speaker, side, content=None):
    return PartitionRow(name, speaker, "male", "anger", side, content or name, 1.0)


GOOD = (row("a", "s1", "train"), row("b", "s2", "validation"), row("c", "s3", "test"), row("d", "s3", "test"))


def test_that_a_partition_by_speaker_has_no_leak():
    report = find_leaks(GOOD)
    assert not report.speakers
    assert not report.contents
    assert (report.sentences(), report.tested, report.of_shared_speakers) == ((), 2, 0)
    check_leaks(GOOD)


def test_that_shared_speakers_are_named_with_the_share_of_the_test():
    rows = (*GOOD, row("e", "s1", "test"), row("f", "s1", "test"), row("g", "s2", "train"))
    report = find_leaks(rows)
    assert report.speakers == {"s1": ("train", "test"), "s2": ("validation", "train")}
    (sentence,) = report.sentences()
    assert sentence == (
        "2 of 3 speakers (s1, s2) stand on several sides: 2 of 4 test utterances (50%) are of speakers who are also "
        "trained on."
    )
    with pytest.raises(LeakError, match=r"2 of 3 speakers \(s1, s2\) .* \(50%\) .*; put all recordings"):
        check_leaks(rows)


def test_that_a_content_on_two_sides_is_named_with_both_files():
    rows = (*GOOD, row("e", "s4", "test", content="a"))
    report = find_leaks(rows)
    (sentence,) = report.sentences()
    assert sentence == (
        "The same content stands on two sides (a in train, e in test): 1 of 3 test utterances (33%) are heard before "
        "the test."
    )
    with pytest.raises(LeakError, match=r"a in train, e in test.*; keep one of each"):
        check_leaks(rows)


def test_that_one_recording_listed_on_two_sides_is_called_so():
    report = find_leaks((*GOOD, row("a", "s1", "test")))
    assert "a is listed as train and as test" in report.sentences()[1]


def test_that_two_copies_on_one_side_are_no_leak():
    check_leaks((*GOOD, row("e", "s3", "test", content="c")))


def test_that_near_duplicates_apart_are_told_but_refuse_nothing():
    report = find_leaks(GOOD, [("a", "c"), ("c", "d"), ("a", "gone")])
    assert report.copies == ((GOOD[0], GOOD[2]),)
    assert report.sentences() == (
        "A recording and its copy stand on two sides (a in train, c in test), found by their sound.",
    )
    assert not report.speakers
    assert not report.contents
    assert report.of_shared_contents == 1
    assert find_leaks(GOOD).copies is None


def test_that_each_fold_is_the_test_in_turn():
    rows = (row("a", "s1", "1"), row("b", "s1", "2"), row("c", "s2", "2"), row("d", "s3", "3"))
    report = find_leaks(rows, is_folds=True)
    assert (report.tested, report.of_shared_speakers, report.folds) == (4, 2, 3)
    (sentence,) = report.sentences()
    assert sentence == (
        "1 of 3 speakers (s1) stands in several folds: 2 of 4 test utterances over the 3 folds (50%) are of speakers "
        "who are also trained on."
    )


def test_that_a_long_list_of_names_is_shortened():
    assert shorten(["a", "b", "c"], 2) == "a, b and 1 more"
    assert shorten(["a", "b"], 2) == "a, b"
