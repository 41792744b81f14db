# SPDX-License-Identifier: MIT
"""An inspection of a trained run: what it holds, and that it is asked once."""

from pathlib import Path

import numpy as np
import pytest

from ser_workbench.corpus.genders import FILE_NAME, save_genders
from ser_workbench.errors import BadInputError, RunError
from ser_workbench.inspection.inertia import measure_inertia
from ser_workbench.inspection.outputs import LABELINGS, MODULES
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.progress import Progress, run_steps
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.run_row import CANCELLED
from ser_workbench.studies.inspect_run import inspect_run, run_outputs
from ser_workbench.studies.report_section import add_to_report

QUICK = InspectionSettings().changed({"shuffles": 1, "svm.kernel": "linear", "svm.costs": "0.1, 1"})


def test_that_every_module_is_asked_about_every_labeling(trained):
    workspace, run = trained
    told = []
    inspection = run_steps(inspect_run(workspace, run, QUICK), told.append)
    assert tuple(inspection.modules) == MODULES
    assert set(inspection.projections) == {(labeling, module) for labeling in LABELINGS for module in MODULES}
    train = run_steps(run_outputs(workspace, run, "train"))
    for module, findings in inspection.modules.items():
        assert set(findings.probes) == set(LABELINGS)
        for labeling, inertia in findings.inertia.items():
            assert inertia == measure_inertia(train.arrays[module], train.labels(labeling))
    assert len(inspection.train_rows) == len(inspection.projections["emotion", "cnn"].train)
    assert {row.side for row in inspection.held_out_rows} == {"test"}
    asked = [event for event in told if isinstance(event, Progress) and event.unit == "questions"]
    assert (asked[0].done, asked[-1].done, asked[-1].total) == (0, 16, 16)


def test_that_every_module_is_asked_of_the_same_held_out_utterances(trained):
    workspace, run = trained
    inspection = run_steps(inspect_run(workspace, run, QUICK))
    for labeling in LABELINGS:
        answers = [module.probes[labeling].answers for module in inspection.modules.values()]
        assert len({tuple((one.utterance, one.truth) for one in said) for said in answers}) == 1


def test_that_it_is_asked_once_and_comes_back_as_it_was(trained):
    workspace, run = trained
    first = run_steps(inspect_run(workspace, run, QUICK))
    told = []
    again = run_steps(inspect_run(workspace, "last", QUICK), told.append)
    assert told == []
    assert again.to_json() == first.to_json()
    assert (again.modules, again.train_rows, again.held_out_rows) == (
        first.modules,
        first.train_rows,
        first.held_out_rows,
    )
    for key, shown in first.projections.items():
        np.testing.assert_array_equal(again.projections[key].train, shown.train)


@pytest.mark.parametrize("change", ["settings", "genders", "damage"])
def test_that_it_is_asked_anew_where_anything_it_follows_from_has_changed(trained, tones, change):
    workspace, run = trained
    run_steps(inspect_run(workspace, run, QUICK))
    settings = QUICK
    if change == "settings":
        settings = QUICK.changed({"seed": 1})
    elif change == "genders":
        corpus = Path(tones.corpus.folder).resolve().as_posix()
        save_genders(workspace.folder / FILE_NAME, {(corpus, "s01"): "male"})
    else:
        for file in workspace.outputs_folder.rglob("cnn-*.safetensors"):
            file.write_bytes(file.read_bytes()[:-1])
    told = []
    run_steps(inspect_run(workspace, run, settings), told.append)
    assert any(isinstance(event, Progress) and event.unit == "questions" for event in told)


def test_that_the_same_seed_finds_the_same(trained):
    workspace, run = trained
    first = run_steps(inspect_run(workspace, run, QUICK))
    for file in workspace.outputs_folder.glob(f"{run}/*.json"):
        file.unlink()
    assert run_steps(inspect_run(workspace, run, QUICK)).to_json() == first.to_json()


def test_that_one_that_is_broken_off_goes_on_with_the_module_it_stopped_in(trained):
    workspace, run = trained
    steps = inspect_run(workspace, run, QUICK)
    for event in steps:
        if isinstance(event, Progress) and event.unit == "questions" and event.done == 9:
            break
    steps.close()
    told = []
    inspection = run_steps(inspect_run(workspace, run, QUICK), told.append)
    asked = [event for event in told if isinstance(event, Progress) and event.unit == "questions"]
    assert asked[0].total == 8  # raw and cnn were known.
    for file in workspace.outputs_folder.glob(f"{run}/*.json"):
        file.unlink()
    assert run_steps(inspect_run(workspace, run, QUICK)).to_json() == inspection.to_json()


def test_that_further_layers_stand_at_their_depth_and_do_not_ask_the_others_again(trained):
    workspace, run = trained
    first = run_steps(inspect_run(workspace, run, QUICK))
    told = []
    inspection = run_steps(inspect_run(workspace, run, QUICK.changed({"layers": "conv1"})), told.append)
    asked = [event for event in told if isinstance(event, Progress) and event.unit == "questions"]
    assert asked[0].total == 4
    assert inspection.modules["cnn"] == first.modules["cnn"]
    inspection = run_steps(inspect_run(workspace, run, QUICK.changed({"layers": "dense1, conv1"})))
    assert tuple(inspection.modules) == ("raw", "conv1", "cnn", "blstm", "dense1", "mlp")
    with pytest.raises(BadInputError, match="no layer 'conv5'"):
        run_steps(inspect_run(workspace, run, QUICK.changed({"layers": "conv5"})))


def test_that_the_report_of_the_run_shows_it(trained):
    workspace, run = trained
    inspection = run_steps(inspect_run(workspace, run, QUICK))
    add_to_report(workspace, inspection)
    report = RunFolder(workspace.run_folder(run)).report.read_text(encoding="utf-8")
    assert "What each module knows" in report
    assert "What was taken for what" in report


@pytest.mark.parametrize("state", ["clean", "noisy"])
def test_that_a_run_whose_weights_are_gone_is_told_so_and_no_other_state_speaks_for_it(trained, state):
    workspace, run = trained
    RunFolder(workspace.run_folder(run)).best(state).unlink()
    with pytest.raises(RunError, match=f"best_{state}.safetensors, the weights of a finished run, is gone"):
        run_steps(inspect_run(workspace, run, QUICK.changed({"state": state})))


def test_that_a_run_without_a_network_is_told_so(trained):
    workspace, run = trained
    RunFolder(workspace.run_folder(run)).best("clean").unlink()
    workspace.store.end(run, CANCELLED, 1.0)
    with pytest.raises(RunError, match="has no network yet"):
        run_steps(inspect_run(workspace, run, QUICK))
