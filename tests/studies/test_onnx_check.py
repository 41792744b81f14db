# SPDX-License-Identifier: MIT
"""A network in ONNX is held against torch's."""

from dataclasses import replace

import numpy as np
import pytest

from ser_workbench.errors import RunError
from ser_workbench.models.onnx_model import make_onnx_model
from ser_workbench.progress import run_steps
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.selected import load_selected
from ser_workbench.studies.onnx_check import check_onnx, choose_recordings, draw_noises


def test_that_a_network_of_slightly_other_weights_is_refused_with_its_difference(trained):
    workspace, run = trained
    selected = load_selected(RunFolder(workspace.run_folder(run)).best("clean"))
    other = replace(selected, weights={name: tensor * 1.02 for name, tensor in selected.weights.items()})
    model = make_onnx_model(other.build_network(), other.scaling.training, None).SerializeToString()
    with pytest.raises(RunError, match=r"differs from torch's by \d\.\de-0[1-4], more than 0.0001"):
        run_steps(check_onnx(model, selected, []))


def test_that_recordings_are_chosen_evenly_among_those_that_are_there(tmp_path):
    names = [f"{number:04d}.wav" for number in range(1000)]
    for name in names[500:]:
        (tmp_path / name).touch()
    files = choose_recordings(tmp_path, names)
    assert len(files) == 50
    assert files[-1].name == "0999.wav"
    assert len(choose_recordings(tmp_path, names[990:])) == 10


def test_that_drawn_noises_begin_at_one_window_and_are_always_the_same():
    noises = list(draw_noises(400))
    assert [len(noise) for noise in noises][:1] + [len(noise) for noise in noises][-1:] == [400, 48400]
    assert all(np.array_equal(one, other) for one, other in zip(noises, draw_noises(400), strict=True))
    assert all(0 < np.abs(noise).max() < 1 for noise in noises)
