# SPDX-License-Identifier: MIT
"""Table 4 of runs whose answers are known."""

import numpy as np
import pytest

from ser_workbench.errors import RunError
from ser_workbench.paper.published import TABLE_4_UA_PERCENT
from ser_workbench.paper.table_4 import build_table_4
from ser_workbench.progress import run_steps
from ser_workbench.runs.folder import RunFolder, RunIdentity
from ser_workbench.runs.intervals import ua_interval
from ser_workbench.runs.workspace import Workspace
from tests.paper.entered import EMOTIONS, enter, settings_of, with_noise
from tests.runs.answers import answers_of, draw_answers


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


def table_of(workspace, runs=None):
    return run_steps(build_table_4(workspace, runs))


def right_of_six(speaker, right):
    true = EMOTIONS * 2
    return answers_of(speaker, [(e, e if n < right else EMOTIONS[n % 3 - 1]) for n, e in enumerate(true)])


def test_that_seeds_of_one_model_are_one_row_with_mean_and_sample_deviation(workspace):
    # All speakers alike: 6, 3 and 3 of 6 recognised, so UA 1, 1/2, 1/2 and a deviation of √(1/12).
    for seed, right in enumerate((6, 3, 3)):
        enter(workspace, settings_of(seed=seed), [a for s in ("s00", "s01") for a in right_of_six(s, right)])
    (row,) = table_of(workspace).rows
    ua = row.cells["clean"].ua
    assert (row.title, row.seeds, row.speakers) == ("FST-CLDNN (log-Mel)", (0, 1, 2), ("s00", "s01"))
    assert ua.mean == pytest.approx(2 / 3)
    assert ua.mean == pytest.approx(np.mean([workspace.store.scores(run)["clean"].ua for run in row.runs]))
    assert ua.sd == pytest.approx((1 / 12) ** 0.5)
    assert ua.interval == pytest.approx((2 / 3, 2 / 3))
    assert row.cells["clean"].utterances == 12
    assert "only 2 test speakers, so the interval is unreliable" in row.remarks
    assert row.differs == ""


def test_that_ua_and_wa_differ_where_classes_are_unequal(workspace):
    said = [("anger", "anger")] * 3 + [("fear", "anger")]
    enter(workspace, settings_of(), answers_of("s00", said) + answers_of("s01", said))
    (row,) = table_of(workspace).rows
    assert row.cells["clean"].ua.mean == 0.5
    assert row.cells["clean"].wa.mean == 0.75
    assert row.cells["clean"].ua.sd is None


def test_that_one_speaker_has_no_interval_and_is_told(workspace):
    enter(workspace, settings_of(), right_of_six("s00", 4))
    (row,) = table_of(workspace).rows
    assert row.cells["clean"].ua.interval is None
    assert row.remarks == ("one test speaker, so no interval",)


def test_that_models_stand_in_the_paper_s_order_with_its_numbers_beside_them(workspace):
    answers = draw_answers(6, 1, 0.6)
    for model in ("fst-cldnn-log-mel", "ldnn-mfcc", "st-cldnn-log-mel"):
        enter(workspace, settings_of(model), answers)
    custom = settings_of().changed({"model.name": "custom", "model.layers": 3})
    enter(workspace, custom, answers)
    rows = table_of(workspace).rows
    assert [row.model for row in rows] == ["ldnn-mfcc", "st-cldnn-log-mel", "fst-cldnn-log-mel", "custom"]
    assert rows[0].published_percent == {"noisy": 75.51, "clean": 88.33}
    assert rows[3].published_percent == {}
    assert rows[3].title == "custom, FST-Conv (log-Mel)"
    assert len(TABLE_4_UA_PERCENT) == 8


def test_that_the_noisy_condition_is_counted_by_itself(workspace):
    clean, heard = right_of_six("s00", 6), right_of_six("s00", 3)
    enter(workspace, settings_of(noise__folder="/data/rain"), clean, [*clean, *with_noise(heard)[len(heard) :]])
    (row,) = table_of(workspace).rows
    assert row.cells["clean"].ua.mean == 1
    assert row.cells["noisy"].ua.mean == pytest.approx(0.75)
    assert row.cells["noisy"].utterances == 12


def test_that_runs_of_another_protocol_make_another_row_that_says_by_what(workspace):
    answers = draw_answers(6, 1, 0.6)
    enter(workspace, settings_of(), answers)
    enter(workspace, settings_of(seed=1, training__patience=5), answers)
    enter(workspace, settings_of(seed=2, noise__folder="/data/rain"), answers, with_noise(answers))
    assert sorted(row.differs for row in table_of(workspace).rows) == [
        "patience 3 epochs",
        "patience 3 epochs, no noise",
        "patience 5 epochs, no noise",
    ]


def test_that_other_recordings_sides_or_noises_are_not_mixed_though_all_settings_agree(workspace):
    answers = draw_answers(6, 1, 0.6)
    noisy = settings_of(noise__folder="/data/rain")
    enter(workspace, noisy, answers, with_noise(answers))
    enter(workspace, noisy.changed({"training.seed": 1}), answers, with_noise(answers, snr_db=6.0))
    enter(workspace, noisy.changed({"training.seed": 2}), answers, with_noise(answers), hashes={"t1/1.wav": "cut"})
    rows = table_of(workspace).rows
    assert [row.seeds for row in rows] != [(0, 1, 2)]
    assert len({row.differs for row in rows}) == 3
    assert all(row.differs.startswith("data ") for row in rows)


def test_that_the_way_of_computing_and_the_place_of_the_data_do_not_part_seeds(workspace):
    answers = draw_answers(6, 1, 0.6)
    enter(workspace, settings_of(), answers)
    elsewhere = {"training__device": "cpu", "training__threads": 1, "corpus__folder": "/mnt/tones", "name": "other"}
    enter(workspace, settings_of(seed=1, model__height_1=9, **elsewhere), answers)  # FST-Conv has no height.
    (row,) = table_of(workspace).rows
    assert row.seeds == (0, 1)


def test_that_a_seed_trained_twice_counts_once_and_the_newer_run_is_taken(workspace):
    enter(workspace, settings_of(), right_of_six("s00", 0), minute=1)
    newer = enter(workspace, settings_of(), right_of_six("s00", 6), minute=2)
    (row,) = table_of(workspace).rows
    assert row.runs == (newer,)
    assert row.cells["clean"].ua.mean == 1
    assert "1 repetition of a seed left out" in row.remarks


def test_that_leave_one_speaker_out_is_pooled_over_speakers_and_told_while_it_is_not_whole(workspace):
    for speaker, right in (("s00", 6), ("s01", 2)):
        loso = settings_of(partition__scheme="loso", partition__held_out=speaker)
        enter(workspace, loso, right_of_six(speaker, right))
    (row,) = table_of(workspace).rows
    assert row.speakers == ("s00", "s01")
    assert len(row.runs) == 2
    assert row.seeds == (0,)
    assert row.cells["clean"].wa.mean == pytest.approx(8 / 12)
    assert row.cells["clean"].ua.interval is not None
    assert row.remarks[0] == "2 of 5 speakers left out in turn so far"


def test_that_seeds_that_tested_fewer_speakers_are_left_out_by_name(workspace):
    for seed, speaker in ((0, "s00"), (0, "s01"), (7, "s00")):
        loso = settings_of(seed=seed, partition__scheme="loso", partition__held_out=speaker)
        enter(workspace, loso, right_of_six(speaker, 3))
    (row,) = table_of(workspace).rows
    assert row.seeds == (0,)
    assert "seed 7 left out: tested on fewer or other utterances" in row.remarks


def test_that_an_emotion_missing_from_many_draws_is_told(workspace):
    answers = [*answers_of("s00", [("anger", "anger")] * 2), *answers_of("s01", [("fear", "anger")] * 2)]
    enter(workspace, settings_of(), answers)
    (row,) = table_of(workspace).rows
    assert any("50% of the draws of speakers lacked an emotion" in remark for remark in row.remarks)


def test_that_the_interval_of_one_seed_is_that_of_its_report(workspace):
    run = enter(workspace, settings_of(), draw_answers(7, 1, 0.6))
    (row,) = table_of(workspace).rows
    reported = ua_interval(workspace.store.predictions(run, "clean"), np.random.default_rng(0))
    assert row.cells["clean"].ua.interval == pytest.approx(reported)


def test_that_only_the_runs_named_are_in_it_and_what_cannot_be_is_told(workspace):
    first = enter(workspace, settings_of(), right_of_six("s00", 6))
    enter(workspace, settings_of(seed=1), right_of_six("s00", 6))
    workspace.store.add(RunIdentity("run-x", "2026-01-02T00:00:00+00:00", "tones", EMOTIONS), settings_of(seed=2))
    table = table_of(workspace, [first, "run-x"])
    assert table.rows[0].runs == (first,)
    assert table.notes == ("run-x is left out: it is running, not finished.",)
    assert table_of(workspace).notes == ()


def test_that_a_damaged_folder_costs_its_run_alone(workspace):
    lost = enter(workspace, settings_of(), right_of_six("s00", 6))
    enter(workspace, settings_of(seed=1), right_of_six("s00", 6))
    RunFolder(workspace.run_folder(lost)).partition.unlink()
    table = table_of(workspace)
    assert table.rows[0].seeds == (1,)
    assert "partition.csv is missing" in table.notes[0]


def test_that_without_a_finished_run_there_is_no_table(workspace):
    with pytest.raises(RunError, match="no finished run"):
        table_of(workspace)
