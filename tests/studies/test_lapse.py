# SPDX-License-Identifier: MIT
"""The time-lapse of a run: all its epochs, turned so that points move and do not jump."""

from dataclasses import replace

import numpy as np
import pytest

from ser_workbench.errors import RunError
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.lapse_files import load_epoch
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.lapse import has_lapse, load_lapse, turn_towards
from tests.inspection.shown import make_projection


def test_that_a_projection_turned_mirrored_and_moved_is_turned_back():
    shown = make_projection()
    angle = 2.0
    turn = np.array([[np.cos(angle), np.sin(angle)], [np.sin(angle), -np.cos(angle)]], np.float32)
    turned = replace(
        shown,
        train=shown.train @ turn + 3,
        held_out=shown.held_out @ turn + 3,
        centres={name: centre @ turn + 3 for name, centre in shown.centres.items()},
    )
    back = turn_towards(turned, shown)
    moved = np.array([3, 3], np.float32) @ np.linalg.inv(turn)
    np.testing.assert_allclose(back.train, shown.train + moved, atol=1e-5)
    np.testing.assert_allclose(back.held_out, shown.held_out + moved, atol=1e-5)
    np.testing.assert_allclose(back.centres["fear"], shown.centres["fear"] + moved, atol=1e-5)


def test_that_a_line_is_mirrored_where_that_brings_it_nearer():
    shown = make_projection(components=1)
    assert turn_towards(replace(shown, train=-shown.train), shown).train.tolist() == shown.train.tolist()


def test_that_no_distance_changes(tones, tmp_path):
    workspace = Workspace(tmp_path)
    run = run_steps(run_experiment(tones.changed({"training.keep_epochs": True}), workspace)).run
    assert has_lapse(workspace, run)
    lapse = run_steps(load_lapse(workspace, "last"))
    assert list(lapse.epochs) == [0, 1, 2]
    assert {row.side for row in lapse.held_out_rows} == {"test"}
    last = load_epoch(RunFolder(workspace.run_folder(run)), 2)
    for key, shown in lapse.epochs[2].items():
        np.testing.assert_array_equal(shown.train, last[key].train)
    for epoch in (0, 1):
        kept = load_epoch(RunFolder(workspace.run_folder(run)), epoch)
        for key, shown in lapse.epochs[epoch].items():
            assert len(shown.train) == len(lapse.train_rows)
            before, after = (np.linalg.norm(one[:, None] - one, axis=2) for one in (kept[key].train, shown.train))
            np.testing.assert_allclose(after, before, rtol=1e-3, atol=1e-3 * before.max())


def test_that_a_run_that_kept_nothing_says_how_to_keep_it(trained):
    workspace, run = trained
    assert not has_lapse(workspace, run)
    with pytest.raises(RunError, match=r"training\.keep_epochs"):
        run_steps(load_lapse(workspace, run))
