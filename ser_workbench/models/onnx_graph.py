# SPDX-License-Identifier: MIT
"""The words that a graph of ONNX is written in: constants, steps, slices."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import ArrayLike, DTypeLike
from onnx import helper, numpy_helper

OPSET, IR_VERSION = 17, 8
"""Of 2022: whatever runs ONNX today can run these."""

END = 2**62
"""Behind the last place of any axis."""


class OnnxGraph:
    """A graph while it grows; what a step makes is known by the name that is returned."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def constant(self, values: ArrayLike, of: DTypeLike = np.float32) -> str:
        """Add numbers that do not change; int64 where they are places or sizes."""
        name = f"constant_{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(np.asarray(values, of)), name))
        return name

    def whole(self, *values: int) -> str:
        """Add places or sizes, (values,) int64."""
        return self.constant(values, np.int64)

    def add(self, operator: str, *inputs: str, called: str = "", **attributes: Any) -> str:
        """Add a step and return the name of its result."""
        name = called or f"{operator.lower()}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, inputs, [name], name=f"{operator} {name}", **attributes))
        return name

    def cut(self, values: str, axis: int, first: int, end: int = END, step: int = 1) -> str:
        """A slice along one axis; a negative `end` counts from the last place."""
        return self.add("Slice", values, self.whole(first), self.whole(end), self.whole(axis), self.whole(step))

    def finish(
        self, inputs: Sequence[onnx.ValueInfoProto], outputs: Sequence[onnx.ValueInfoProto], description: str
    ) -> onnx.ModelProto:
        """The whole graph as a model that has passed ONNX's own check, shapes included.

        Raises onnx.checker.ValidationError or onnx.shape_inference.InferenceError: that would be our bug.
        """
        graph = helper.make_graph(self._nodes, "ser_workbench", inputs, outputs, self._constants, description)
        opset = helper.make_opsetid("", OPSET)
        model = helper.make_model(graph, opset_imports=[opset], ir_version=IR_VERSION, producer_name="SER Workbench")
        onnx.checker.check_model(model, full_check=True)
        return model
