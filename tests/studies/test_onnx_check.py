# SPDX-License-Identifier: MIT
"""A network in ONNX is held against torch's."""

from dataclasses import replace

import numpy as np
import pytest

from ser_workbench.errors import RunError
from ser_workbench.models.onnx_model import make_onnx_model
from ser_workbench.progress import run_steps
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.integrity import load_decisions
from ser_workbench.runs.selected import load_selected
from ser_workbench.studies.onnx_check import check_onnx, draw_noises, find_recordings


@pytest.fixture
def opened(trained):
    workspace, run = trained
    folder = RunFolder(workspace.run_folder(run))
    return load_selected(folder.best("clean")), load_decisions(folder)


def test_that_a_network_of_slightly_other_weights_is_refused_with_its_difference(opened):
    selected, decided = opened
    other = replace(selected, weights={name: tensor * 1.02 for name, tensor in selected.weights.items()})
    model = make_onnx_model(other.build_network(), other.scaling.training, None).SerializeToString()
    with pytest.raises(RunError, match=r"differs from torch's by \d\.\de-0[1-4], more than 0.0001"):
        run_steps(check_onnx(model, selected, decided))


def test_that_utterances_of_all_speakers_are_heard(opened):
    _, decided = opened
    assert {file.parent.name for file in find_recordings(decided)} == {f"s{number:02d}" for number in range(1, 9)}


def test_that_drawn_noises_begin_at_one_window_and_are_always_the_same():
    noises = list(draw_noises(400))
    assert [len(noise) for noise in noises][:1] + [len(noise) for noise in noises][-1:] == [400, 48400]
    assert all(np.array_equal(one, other) for one, other in zip(noises, draw_noises(400), strict=True))
    assert all(0 < np.abs(noise).max() < 1 for noise in noises)
