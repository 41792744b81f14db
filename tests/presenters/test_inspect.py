# SPDX-License-Identifier: MIT
"""What the Inspect panel decides, on runs of seconds."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.inspection.outputs import LABELINGS
from ser_workbench.presenters.inspect import NO_RUN, NO_WORKSPACE
from ser_workbench.presenters.inspect_items import FAINT, HIDDEN, SHOWN
from ser_workbench.presenters.inspect_sliders import NO_NOISE, NOT_KEPT
from ser_workbench.runs.whole_file import read_table
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.run_outputs import SNR_GRID_DB
from tests.presenters.inspect_desk import InspectDesk, make_inspected


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, str, str]:
    return make_inspected(tmp_path_factory.mktemp("inspected"))


@pytest.fixture
def desk(made: tuple[Workspace, str, str]) -> InspectDesk:
    made_desk = InspectDesk(made[0])
    made_desk.look()
    return made_desk


def test_that_without_a_workspace_or_a_run_the_page_says_what_to_do(tmp_path: Path):
    desk = InspectDesk(None)
    assert desk.view.page == (NO_WORKSPACE, "Open a workspace")
    desk.session.take_workspace(Workspace(tmp_path / "empty"))
    desk.jobs.finish()
    assert desk.view.page == (NO_RUN, "Train a network")
    desk.presenter.go_to_work()
    assert desk.session.panel == "training"


def test_that_nothing_is_computed_before_somebody_looks(made: tuple[Workspace, str, str]):
    desk = InspectDesk(made[0])
    assert "Inspecting" not in desk.jobs.names
    desk.look()
    assert desk.jobs.names.count("Inspecting") == 1
    desk.look()
    assert desk.jobs.names.count("Inspecting") == 1


def test_that_the_newest_run_is_shown_in_nine_plots_with_its_probes(desk: InspectDesk, made):
    view = desk.view
    assert desk.presenter.run == made[1]
    assert view.page == ("", "")
    assert [view.clouds[row, 0].labeling for row in range(3)] == list(LABELINGS)
    assert [view.clouds[0, column].module for column in range(3)] == ["cnn", "blstm", "mlp"]
    look = desk.presenter.look
    assert len(view.clouds[0, 0].items) == len(look.items.rows)
    assert {row.side for row in look.items.rows} == {"train", "test"}
    inertia = look.inspection.modules["mlp"].inertia["emotion"]
    assert view.clouds[0, 2].title.startswith(f"ρ {inertia.rho:.3f}")
    assert view.table.columns == ("raw", "CNN", "BLSTM", "MLP")
    probe = look.inspection.modules["cnn"].probes["emotion"]
    assert view.table.cells[0][1].ua == f"{100 * probe.ua:.2f}"
    assert view.subtitles[-1].startswith("FST-CLDNN (log-Mel)")


def test_that_noise_moves_the_same_utterances_and_leaves_the_centres(desk: InspectDesk):
    clean = desk.view.clouds[0, 1]
    desk.presenter.choose_snr(0)
    desk.jobs.finish()
    noisy = desk.view.clouds[0, 1]
    assert not desk.session.complaint
    assert {row.snr_db for row in desk.presenter.look.items.rows} == {SNR_GRID_DB[0]}
    assert noisy.centres == clean.centres
    np.testing.assert_array_equal(noisy.items, clean.items)
    assert np.abs(noisy.xs - clean.xs).max() > 0.1
    assert noisy.reach[0] <= clean.xs.min()
    assert desk.view.snrs.names[desk.view.snrs.chosen] == "−10 dB"
    desk.presenter.choose_snr(len(SNR_GRID_DB))
    desk.jobs.finish()
    np.testing.assert_array_equal(desk.view.clouds[0, 1].xs, clean.xs)
    assert desk.jobs.names.count("Inspecting") == 2  # The clean look was remembered.


def test_that_the_noisy_condition_adds_the_noisy_set(desk: InspectDesk):
    clean = len(desk.presenter.look.items.rows)
    desk.presenter.choose_option("condition", "noisy")
    desk.jobs.finish()
    assert len(desk.presenter.look.items.rows) == 3 * clean
    assert desk.view.snrs.names == ()
    assert len(desk.view.clouds[2, 2].items) == 3 * clean


def test_that_the_training_goes_by_in_projections_of_each_epoch(desk: InspectDesk):
    end = desk.view.clouds[0, 2]
    assert desk.view.epochs.names == ("before", "epoch 1", "epoch 2", "best network")
    desk.presenter.choose_option("view", "pca")
    desk.presenter.choose_epoch(0)
    desk.jobs.finish()
    first = desk.view.clouds[0, 2]
    assert desk.presenter.options.view == "lda"
    assert desk.view.epochs.chosen == 0
    np.testing.assert_array_equal(first.items, end.items)
    assert not np.allclose(first.xs, end.xs)
    desk.presenter.choose_layer(0, "conv1")
    desk.jobs.finish()
    assert desk.view.clouds[0, 0] is None
    assert "keeps CNN, BLSTM and MLP" in desk.view.texts[0, 0]


def test_that_another_layer_takes_the_place_of_a_column(desk: InspectDesk):
    desk.presenter.choose_layer(1, "dense2")
    desk.jobs.finish()
    assert [desk.view.clouds[0, column].module for column in range(3)] == ["cnn", "dense2", "mlp"]
    assert ("conv1", "conv1") in desk.view.layers


def test_that_a_run_without_noise_or_kept_epochs_says_so_at_the_sliders(desk: InspectDesk, made):
    desk.presenter.choose_option("state", "noisy")
    desk.presenter.choose_run(made[2])
    desk.jobs.finish()
    assert desk.presenter.look.run == made[2]
    assert desk.presenter.options.state == "clean"
    assert (desk.view.snrs.why_not, desk.view.epochs.why_not) == (NO_NOISE, NOT_KEPT)
    assert not desk.view.has_noise


def test_that_a_run_chosen_elsewhere_is_looked_into(desk: InspectDesk, made):
    desk.session.select_runs([made[2]])
    desk.jobs.finish()
    assert desk.presenter.look.run == made[2]
    assert desk.view.run == made[2]


def test_that_only_the_last_of_several_wishes_is_shown(desk: InspectDesk):
    for view in ("pca", "lda", "pca"):
        desk.presenter.choose_option("view", view)
    desk.presenter.choose_layer(0, "raw")
    desk.jobs.finish()
    assert desk.presenter.look.options == desk.presenter.options
    assert desk.view.clouds[0, 0].view == "pca"
    assert desk.view.clouds[0, 0].module == "raw"


def test_that_a_click_marks_and_plays_and_a_second_stops(desk: InspectDesk):
    picking = desk.presenter.picking
    picking.click(3)
    desk.jobs.finish()
    assert desk.view.items["marked"] == 3
    assert desk.view.words.name == desk.presenter.look.items.rows[3].utterance
    assert desk.view.is_playing
    picking.play()
    assert not desk.view.is_playing
    picking.hover(5)
    assert desk.view.words.name == desk.presenter.look.items.rows[5].utterance
    picking.hover(-1)
    assert desk.view.words.name == desk.presenter.look.items.rows[3].utterance


def test_that_the_marked_utterance_is_heard_under_the_noise_of_the_slider(desk: InspectDesk):
    desk.presenter.picking.mark(2)
    desk.presenter.choose_snr(1)
    desk.jobs.finish()
    assert desk.presenter.picking.marked == 2
    assert "−5 dB" in desk.view.words.where
    desk.presenter.picking.play()
    desk.jobs.finish()
    assert not desk.session.complaint
    assert desk.view.is_playing


def test_that_classes_and_sides_can_be_left_out_and_a_lasso_lists_its_utterances(desk: InspectDesk):
    picking, rows = desk.presenter.picking, desk.presenter.look.items.rows
    emotion = rows[0].emotion
    picking.turn_class("emotion", emotion)
    assert {rows[item].emotion for item in np.flatnonzero(desk.view.standing == FAINT)} == {emotion}
    assert desk.view.groups["emotion"].left_out == {emotion}
    picking.only_class("speaker", rows[0].speaker)
    picking.all_classes()
    assert (desk.view.standing == SHOWN).all()
    picking.choose_side("train")
    assert {rows[item].side for item in np.flatnonzero(desk.view.standing == HIDDEN)} == {"test"}
    picking.take(np.array([4, 1, 4]))
    assert [one.item for one in desk.view.taken] == [1, 4]
    assert desk.view.taken_text.startswith("2 utterances of ")
    picking.take_nothing()
    assert len(desk.view.taken) == 0


def test_that_a_lasso_stays_while_noise_comes_in(desk: InspectDesk):
    desk.presenter.picking.take(np.array([1, 4]))
    desk.presenter.choose_snr(2)
    desk.jobs.finish()
    assert (desk.view.standing == SHOWN).sum() == 2


def test_that_the_confusions_of_a_probe_can_be_heard(desk: InspectDesk):
    desk.presenter.open_probe("emotion", "cnn")
    desk.jobs.finish()
    probe = desk.presenter.look.inspection.modules["cnn"].probes["emotion"]
    assert desk.view.matrix_names == probe.classes
    assert desk.view.confusions == "What an SVM on CNN took for what: emotion"
    assert desk.view.cell_rows


def test_that_figures_points_and_the_selection_are_written(desk: InspectDesk, tmp_path: Path):
    export, rows = desk.presenter.export, desk.presenter.look.items.rows
    export.ask_figure((0, 2), ".pdf")
    assert desk.view.asked == ("figure", "emotion-mlp.pdf")
    export.write("figure", tmp_path / "one.pdf")
    export.ask_points()
    export.write("points", tmp_path / "points.csv")
    desk.presenter.picking.take(np.array([0]))
    export.ask_selection()
    assert desk.view.asked == ("selection", "selection.csv")
    export.write("selection", tmp_path / "selection.csv")
    desk.jobs.finish()
    assert (tmp_path / "one.pdf").read_text() == "(0, 2)"
    points = read_table(tmp_path / "points.csv")
    assert len(points) == 9 * len(rows)
    assert {line["y"] == "" for line in points if line["labeling"] == "gender"} == {True}
    cloud = desk.view.clouds[1, 1]
    mine = [line for line in points if (line["labeling"], line["module"]) == ("speaker", "blstm")]
    assert float(mine[5]["y"]) == pytest.approx(float(cloud.ys[5]))
    assert mine[5]["utterance"] == rows[5].utterance
    selection = read_table(tmp_path / "selection.csv")
    assert [line["utterance"] for line in selection] == [rows[0].utterance]


def test_that_a_damaged_run_is_told_and_leaves_what_was_shown(made, tmp_path: Path):
    shutil.copytree(made[0].folder, tmp_path / "workspace")
    workspace = Workspace(tmp_path / "workspace")
    desk = InspectDesk(workspace)
    desk.look()
    shown = desk.presenter.look
    shutil.rmtree(workspace.outputs_folder)
    (workspace.run_folder(made[2]) / "partition.csv").write_text("gone")
    desk.presenter.choose_run(made[2])
    desk.jobs.finish()
    assert desk.session.complaint
    assert desk.view.page[0] == desk.session.complaint
    desk.presenter.choose_run(made[1])
    desk.jobs.finish()
    assert desk.presenter.look.run == shown.run
    assert desk.view.page == ("", "")
