# SPDX-License-Identifier: MIT
"""Which runs count as seeds of one model; what parts them in a table is in tests/paper/test_table_4.py."""

import dataclasses

import pytest

from ser_workbench.corpus.partition import Partition
from ser_workbench.errors import RunError
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.protocol import protocol_of
from ser_workbench.runs.workspace import Workspace
from tests.paper.entered import enter, settings_of
from tests.runs.answers import draw_answers


def protocol_in(folder, settings, change=None):
    workspace = Workspace(folder)
    run_folder = RunFolder(workspace.run_folder(enter(workspace, settings, draw_answers(3, 0, 0.5))))
    if change is not None:
        rows = run_folder.load_partition().rows
        Partition(tuple(dataclasses.replace(row, **change(row)) for row in rows)).save_csv(run_folder.partition)
    return protocol_of(settings, run_folder)


def test_that_a_gender_named_later_parts_no_seeds(tmp_path):
    first = protocol_in(tmp_path, settings_of())
    assert protocol_in(tmp_path, settings_of(seed=3), lambda _row: {"gender": "male"}) == first


def test_that_a_recording_a_label_and_a_side_do(tmp_path):
    first = protocol_in(tmp_path, settings_of())
    louder = protocol_in(tmp_path, settings_of(), lambda row: {"content_hash": f"{row.content_hash}!"})
    happier = protocol_in(tmp_path, settings_of(), lambda row: {"emotion": row.emotion.replace("fear", "joy")})
    moved = protocol_in(tmp_path, settings_of(), lambda row: {"side": row.side.replace("validation", "train")})
    assert len({first, louder, happier, moved}) == 4


def test_that_the_sides_are_the_protocol_and_not_the_settings_that_drew_them(tmp_path):
    drawn, listed = settings_of(partition__seed=4), settings_of(partition__scheme="file", partition__file="/a.csv")
    assert protocol_in(tmp_path, drawn) == protocol_in(tmp_path, listed)


def test_that_of_loso_runs_the_speaker_left_out_does_not_count_but_the_seed_of_the_others_does(tmp_path):
    loso = settings_of(partition__scheme="loso", partition__held_out="s00")
    first = protocol_in(tmp_path, loso)
    assert first.is_loso
    assert protocol_in(tmp_path, loso.changed({"partition.held_out": "s01"})) == first
    assert protocol_in(tmp_path, loso.changed({"partition.seed": 9})) != first


def test_that_noise_settings_without_noise_part_nothing(tmp_path):
    assert protocol_in(tmp_path, settings_of(noise__noises=3)) == protocol_in(tmp_path, settings_of())


def test_that_a_folder_without_its_noisy_set_gets_a_sentence(tmp_path):
    settings = settings_of(noise__folder="/data/rain")
    workspace = Workspace(tmp_path)
    folder = RunFolder(workspace.run_folder(enter(workspace, settings, draw_answers(3, 0, 0.5))))
    folder.noisy_set.unlink()
    with pytest.raises(RunError, match=r"noisy_set\.csv is missing"):
        protocol_of(settings, folder)
