# SPDX-License-Identifier: MIT
"""Two rows of Table 4 against each other, in words."""

import pytest

from ser_workbench.errors import RunError
from ser_workbench.paper.pairing import pair_rows, words_of
from ser_workbench.paper.table_4 import build_table_4
from ser_workbench.progress import run_steps
from ser_workbench.runs.workspace import Workspace
from tests.paper.entered import enter, settings_of, with_noise
from tests.runs.answers import answers_of, draw_answers

RIGHT, WRONG = ("anger", "anger"), ("anger", "fear")


def rows_of(workspace):
    return {row.model: row for row in run_steps(build_table_4(workspace)).rows}


def speakers_with(*right_of_four):
    answers = []
    for number, right in enumerate(right_of_four):
        answers += answers_of(f"s{number:02}", [RIGHT] * right + [WRONG] * (4 - right))
    return answers


def test_that_the_sentence_names_the_better_model_whichever_comes_first(tmp_path):
    workspace = Workspace(tmp_path)
    enter(workspace, settings_of("ldnn-mfcc"), speakers_with(*[1] * 6))
    enter(workspace, settings_of("st-cldnn-log-mel"), speakers_with(*[3] * 6))
    rows = rows_of(workspace)
    for first, second in (("ldnn-mfcc", "st-cldnn-log-mel"), ("st-cldnn-log-mel", "ldnn-mfcc")):
        (paired,) = run_steps(pair_rows(rows[first], rows[second]))
        assert paired.sentence == (
            "Clean: ST-CLDNN (log-Mel) has 50.00 points of UA more than LDNN (MFCC) (95 % interval 50.00 to 50.00, "
            "p = 0.0312); WA +50.00 points (95 % interval 50.00 to 50.00, p = 0.0312)."
        )
        assert paired.basis == "Permutation test over 6 speakers (all 64 exchanges), 1 seed each."


def test_that_two_speakers_are_told_to_be_too_few_whatever_the_models_do(tmp_path):
    workspace = Workspace(tmp_path)
    enter(workspace, settings_of("ldnn-mfcc"), speakers_with(0, 0))
    enter(workspace, settings_of("t-cldnn-mfcc"), speakers_with(4, 4))
    rows = rows_of(workspace)
    (paired,) = run_steps(pair_rows(rows["ldnn-mfcc"], rows["t-cldnn-mfcc"]))
    assert "p cannot fall below 0.5 here, whatever the models do: it takes six speakers" in paired.basis
    assert paired.to_json()["ua"] == {"difference": -1.0, "interval": [-1.0, -1.0], "p": 0.5}


def test_that_both_conditions_are_tested_and_alike_models_have_the_same_ua(tmp_path):
    workspace = Workspace(tmp_path)
    answers = draw_answers(7, 1, 0.6)
    for model in ("ldnn-mfcc", "t-cldnn-mfcc"):
        enter(workspace, settings_of(model, noise__folder="/data/rain"), answers, with_noise(answers))
    paired = run_steps(pair_rows(*rows_of(workspace).values()))
    assert [one.condition for one in paired] == ["clean", "noisy"]
    assert "have the same UA" in paired[1].sentence
    assert len(words_of(paired)) == 3  # How it was tested is said once.


def test_that_a_model_trained_without_noise_is_tested_on_clean_speech_alone(tmp_path):
    workspace = Workspace(tmp_path)
    answers = draw_answers(7, 1, 0.6)
    enter(workspace, settings_of("ldnn-mfcc", noise__folder="/data/rain"), answers, with_noise(answers))
    enter(workspace, settings_of("t-cldnn-mfcc"), answers)
    paired = run_steps(pair_rows(*rows_of(workspace).values()))
    assert [one.condition for one in paired] == ["clean"]


def test_that_models_tested_on_different_utterances_are_refused(tmp_path):
    workspace = Workspace(tmp_path)
    enter(workspace, settings_of("ldnn-mfcc"), draw_answers(7, 1, 0.6))
    enter(workspace, settings_of("t-cldnn-mfcc"), draw_answers(7, 1, 0.6, each=9))
    with pytest.raises(RunError, match="tested on different utterances"):
        run_steps(pair_rows(*rows_of(workspace).values()))
