# SPDX-License-Identifier: MIT
"""The filter of problems."""

from ser_workbench.corpus.utterance import Problem
from ser_workbench.presenters.corpus_problem_rows import amount_text, file_text, kinds_of, matching_problems

PROBLEMS = (
    Problem("a.wav", "is clipped: 3% of its samples stand at full scale.", "clipped"),
    Problem("b.wav", "is silent.", "silent"),
    Problem("c.wav", "is clipped: 5%.", "clipped"),
    Problem(".", "has only one speaker.", "balance"),
)


def test_that_kinds_are_offered_with_their_numbers_in_a_fixed_order():
    assert [(kind.kind, kind.title, kind.amount) for kind in kinds_of(PROBLEMS)] == [
        ("", "All kinds", 4),
        ("silent", "Silent", 1),
        ("clipped", "Clipped", 2),
        ("balance", "Balance", 1),
    ]


def test_that_kind_and_words_filter_together():
    assert matching_problems(PROBLEMS, "", "") == [0, 1, 2, 3]
    assert matching_problems(PROBLEMS, "clipped", "") == [0, 2]
    assert matching_problems(PROBLEMS, "clipped", "C.WAV 5%") == [2]
    assert matching_problems(PROBLEMS, "", "whole corpus") == [3]
    assert matching_problems(PROBLEMS, "silent", "a.wav") == []


def test_that_amounts_and_files_are_named():
    assert amount_text(1, 4) == "1 of 4 problems"
    assert amount_text(1, 1) == "1 problem"
    assert (file_text("."), file_text("a.wav")) == ("the whole corpus", "a.wav")
