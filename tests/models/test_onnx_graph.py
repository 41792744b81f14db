# SPDX-License-Identifier: MIT
"""The words a graph of ONNX is written in."""

import numpy as np
import onnx
import pytest

from tests.models.onnx_sound import listen, make_model

SEVEN = np.arange(7, dtype=np.float32)


@pytest.mark.parametrize(
    ("words", "expected"), [((0, 2), [2, 3, 4, 5, 6]), ((0, 1, -2), [1, 2, 3, 4]), ((0, 1, 6, 2), [1, 3, 5])]
)
def test_that_a_cut_is_a_slice(words, expected):
    (said,) = listen(make_model(lambda graph, samples: graph.cut(samples, *words), said_axes=1), SEVEN).values()
    assert said.tolist() == expected


def test_that_a_graph_which_cannot_be_is_refused():
    with pytest.raises(onnx.checker.ValidationError, match="NoSuchStep"):
        make_model(lambda graph, samples: graph.add("NoSuchStep", samples))


def test_that_a_graph_asks_for_no_newer_runtime_than_of_2022():
    model = make_model(lambda graph, samples: graph.cut(samples, 0, 1), said_axes=1)
    assert [(opset.domain, opset.version) for opset in model.opset_import] == [("", 17)]
    assert model.ir_version == 8
