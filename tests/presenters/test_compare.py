# SPDX-License-Identifier: MIT
"""The Compare panel's decisions: which runs stand beside each other, their cells, and what is heard."""

import shutil

import numpy as np
import pytest

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import power_db
from ser_workbench.presenters.compare_sound import hear
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.workspace import Workspace
from tests.presenters.compare_desk import make_runs, sit_down


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    return make_runs(tmp_path_factory.mktemp("compare"))


@pytest.fixture
def desk(runs):
    return sit_down(runs[0])


def finished_ids(desk):
    return [line.id for line in desk.view.lines if line.state == "finished"]


def test_that_without_a_workspace_the_table_says_so():
    desk = sit_down(None)
    assert "No workspace" in desk.view.empty
    desk.presenter.go_to_work()
    assert desk.session.panel == "start"


def test_that_an_empty_workspace_leads_to_training(tmp_path):
    desk = sit_down(Workspace(tmp_path / "empty"))
    assert "no run yet" in desk.view.empty
    assert desk.view.button == "Train a network"
    desk.presenter.go_to_work()
    assert desk.session.panel == "training"


def test_that_runs_are_listed_newest_first_with_scores_in_percent(desk):
    lines = desk.view.lines
    assert [line.state for line in lines] == ["cancelled", "finished", "finished"]
    assert lines[1].title == "other seed"
    assert lines[2].title == "FST-CLDNN (log-Mel)"
    assert lines[1].seed == 7
    assert 0 <= lines[1].ua_noisy <= 100
    assert lines[0].ua_clean is None
    assert lines[1].noise == "1 × 1, −10 to 15 dB"
    assert desk.view.empty == ""


def test_that_the_newest_run_is_chosen_by_itself(desk):
    assert desk.view.chosen_ids == [desk.view.lines[0].id]
    assert desk.view.confusion is None
    assert "Not tested" in desk.view.score_text


def test_that_chosen_runs_lie_over_each_other_and_only_differences_are_told(desk):
    desk.presenter.choose(finished_ids(desk))
    desk.jobs.finish()
    assert [line.colour_index for line in desk.view.accuracy] == [0, 1]
    assert all(line.x == (1.0, 2.0) for line in desk.view.accuracy + desk.view.loss)
    assert [(d.key, d.values) for d in desk.view.differences] == [("training.seed", ("7", "0"))]
    assert [title.split(" · ")[0] for title in desk.view.titles] == ["other seed", "FST-CLDNN (log-Mel)"]


def test_that_the_condition_changes_curves_and_confusions(desk):
    desk.presenter.choose(finished_ids(desk)[:1])
    desk.jobs.finish()
    noisy = desk.view.accuracy[0].y
    assert desk.view.condition == "noisy"
    assert "24 test utterances" in desk.view.score_text
    desk.presenter.choose_condition("clean")
    assert desk.view.condition == "clean"
    assert "12 test utterances" in desk.view.score_text
    epochs = desk.session.workspace.store.epochs(desk.view.chosen_ids[0])
    assert desk.view.accuracy[0].y == tuple(100 * epoch.ua_clean for epoch in epochs)
    assert noisy == tuple(100 * epoch.ua_noisy for epoch in epochs)


def test_that_the_cells_together_list_every_test_utterance_once(desk):
    desk.presenter.choose(finished_ids(desk)[:1])
    desk.jobs.finish()
    matrix = desk.view.confusion.scores["noisy"].confusion
    seen = []
    for true, row in enumerate(matrix):
        for predicted, count in enumerate(row):
            desk.cells.choose_cell(true, predicted)
            desk.jobs.finish()
            assert len(desk.view.cell) == count
            seen += [(item.utterance, item.noise, item.snr_db) for item in desk.view.cell]
    assert len(seen) == len(set(seen)) == 24


def test_that_the_most_frequent_mistake_is_listed_by_itself(desk):
    desk.presenter.choose(finished_ids(desk)[:1])
    desk.jobs.finish()
    matrix = np.array(desk.view.confusion.scores["noisy"].confusion)
    true, predicted = desk.view.chosen_cell
    assert true != predicted
    assert matrix[true, predicted] == (matrix - np.diag(np.diag(matrix))).max() == len(desk.view.cell)


def test_that_a_listing_stays_while_nothing_of_the_run_changes(desk):
    desk.presenter.choose(finished_ids(desk)[:1])
    desk.jobs.finish()
    desk.cells.choose_cell(0, 0)
    desk.jobs.finish()
    title = desk.view.cell_title
    desk.session.tell_runs_changed()
    desk.jobs.finish()
    assert desk.view.cell_title == title


def test_that_an_utterance_is_heard_with_its_own_noise_at_its_own_snr(runs):
    workspace, settings = runs
    run = next(run for run in workspace.store.list() if run.state == "finished")
    folder = RunFolder(workspace.run_folder(run.id))
    row = next(row for row in workspace.store.predictions(run.id, "noisy") if row.noise)
    heard, rate = hear(row, run.settings, lambda: folder.load_noisy_set()[0])
    speech = read_audio(folder_of(settings) / row.utterance)
    assert rate == 16000
    assert len(heard) == len(speech)
    # What is left after the best fit of the speech is the noise; both scaled alike if the mixture would clip.
    gain = float(np.dot(heard, speech) / np.dot(speech, speech))
    assert power_db(gain * speech) - power_db(heard - gain * speech) == pytest.approx(row.snr_db, abs=0.3)


def folder_of(settings):
    from pathlib import Path

    return Path(settings.corpus.folder)


def test_that_playing_is_shown_and_a_second_call_stops_it(desk):
    desk.presenter.choose(finished_ids(desk)[:1])
    desk.jobs.finish()
    row = desk.session.workspace.store.predictions(desk.view.chosen_ids[0], "clean")[0]
    desk.cells.play(row)
    desk.jobs.finish()
    assert desk.view.playing == row
    desk.cells.play(row)
    desk.jobs.finish()
    assert desk.view.playing is None


def test_that_at_most_ten_runs_stand_beside_each_other(desk):
    desk.presenter.choose([f"run-{number}" for number in range(12)])
    assert len(desk.session.run_ids) == 10
    assert "10" in desk.session.message


def test_that_answers_to_an_old_choice_are_thrown_away(desk):
    first, second = finished_ids(desk)
    desk.presenter.choose([first])
    desk.presenter.choose([second])
    desk.jobs.finish()
    assert [run.line.id for run in [desk.view.confusion]] == [second]


def test_that_deleting_asks_first_and_then_deletes(runs, tmp_path):
    shutil.copytree(runs[0].folder, tmp_path / "copy")
    desk = sit_down(Workspace(tmp_path / "copy"))
    run_id = finished_ids(desk)[0]
    desk.presenter.choose([run_id])
    desk.jobs.finish()
    desk.presenter.deeds.delete()
    sentence, asked = desk.view.asked
    assert "cannot be undone" in sentence
    assert asked == [run_id]
    assert len(desk.view.lines) == 3
    desk.presenter.deeds.delete_confirmed(asked)
    desk.jobs.finish()
    assert run_id not in {line.id for line in desk.view.lines}
    assert not desk.session.workspace.run_folder(run_id).exists()


def test_that_chosen_runs_are_exported_as_zip_files(desk, tmp_path):
    desk.presenter.choose(finished_ids(desk))
    desk.jobs.finish()
    desk.presenter.deeds.export()
    assert desk.view.folder_asked is not None
    desk.presenter.deeds.export_folder_chosen(tmp_path)
    desk.jobs.finish()
    assert sorted(file.name for file in tmp_path.glob("*.zip")) == sorted(f"{i}.zip" for i in finished_ids(desk))
    desk.presenter.deeds.export_folder_chosen(tmp_path)
    desk.jobs.finish()
    assert "exists already" in desk.session.complaint


def test_that_networks_of_chosen_runs_are_exported_as_onnx_into_folders_of_their_own(desk, tmp_path):
    desk.presenter.choose(finished_ids(desk))
    desk.jobs.finish()
    desk.presenter.deeds.export_networks("noisy")
    assert desk.view.folder_asked is not None
    desk.presenter.deeds.export_folder_chosen(tmp_path)
    desk.jobs.finish()
    assert sorted(file.parent.name for file in tmp_path.glob("*/model.onnx")) == sorted(
        f"{i}-onnx-noisy" for i in finished_ids(desk)
    )
    assert desk.session.message.startswith(f"Exported 2 networks to {tmp_path}. Checked on 36 utterances of the run")
    desk.presenter.deeds.export()
    desk.presenter.deeds.export_folder_chosen(tmp_path)
    desk.jobs.finish()
    assert len(list(tmp_path.glob("*.zip"))) == 2


def test_that_report_and_folder_open_outside(desk):
    desk.presenter.choose(finished_ids(desk)[:1])
    desk.jobs.finish()
    desk.presenter.deeds.open_folder()
    assert desk.view.opened.is_dir()
    desk.presenter.deeds.open_report()
    assert desk.view.opened.name == "report.html"


def test_that_a_run_without_a_report_says_so(desk):
    desk.presenter.choose([line.id for line in desk.view.lines if line.state == "cancelled"])
    desk.jobs.finish()
    desk.presenter.deeds.open_report()
    assert "no report yet" in desk.session.complaint


def test_that_settings_of_a_run_stand_for_the_next_training_but_folders_stay(desk):
    desk.session.change_settings({"corpus.folder": "/mine", "noise.folder": "/my-noise"})
    desk.presenter.choose([desk.view.lines[1].id])
    desk.jobs.finish()
    desk.presenter.deeds.use_settings()
    now = desk.session.settings
    assert (now.training.seed, now.model.maps) == (7, 4)
    assert (now.corpus.folder, now.noise.folder, now.noise.noises) == ("/mine", "/my-noise", 1)
