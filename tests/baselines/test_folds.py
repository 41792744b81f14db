# SPDX-License-Identifier: MIT
"""Who is learnt from, who chooses and who is tested."""

import numpy as np

from ser_workbench.baselines.folds import fold_of_sides, folds_by_speaker, stratified_choices

SPEAKERS = ["b", "a", "c", "a", "d", "b", "d", "c"]


def test_that_tvt_learns_chooses_and_tests_on_its_three_sides():
    fold = fold_of_sides(["test", "train", "validation", "train"])
    assert fold.train.tolist() == [1, 3]
    assert fold.test.tolist() == [0]
    assert [(c.train.tolist(), c.validation.tolist()) for c in fold.choices] == [([1, 3], [2])]


def test_that_loso_tests_each_speaker_once_by_name_and_learns_from_all_others():
    folds = folds_by_speaker(SPEAKERS, groups=2)
    assert [fold.name for fold in folds] == ["a", "b", "c", "d"]
    assert sorted(row for fold in folds for row in fold.test) == list(range(8))
    for fold in folds:
        assert {SPEAKERS[row] for row in fold.test} == {fold.name}
        assert sorted([*fold.train, *fold.test]) == list(range(8))


def test_that_a_choice_under_loso_never_hears_the_tested_speaker_nor_a_speaker_on_both_sides():
    for fold in folds_by_speaker(SPEAKERS, groups=2):
        heard = []
        for choice in fold.choices:
            train, validation = ({SPEAKERS[row] for row in rows} for rows in (choice.train, choice.validation))
            assert not train & validation
            assert fold.name not in train | validation
            heard += choice.validation.tolist()
        assert sorted(heard) == fold.train.tolist()


def test_that_there_are_no_more_groups_than_training_speakers():
    assert [len(fold.choices) for fold in folds_by_speaker(SPEAKERS, groups=5)] == [3, 3, 3, 3]
    assert [len(fold.choices) for fold in folds_by_speaker(SPEAKERS, groups=2)] == [2, 2, 2, 2]


def test_that_stratified_choices_leave_out_every_row_once_and_share_out_each_class():
    labels = ["x"] * 6 + ["y"] * 3
    choices = stratified_choices(labels, 3)
    assert sorted(row for choice in choices for row in choice.validation) == list(range(9))
    for choice in choices:
        assert sorted(np.array(labels)[choice.validation]) == ["x", "x", "y"]
        assert not set(choice.train) & set(choice.validation)
