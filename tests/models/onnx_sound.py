# SPDX-License-Identifier: MIT
"""A sound that changes, and what a graph of ONNX says of it."""

import numpy as np
import onnxruntime
from onnx import TensorProto, helper

from ser_workbench.models.onnx_graph import OnnxGraph


def make_voice(samples, seed=0):
    """A rising tone with harmonics, its loudness going up and down, in a little noise; (samples,) float32."""
    time_s = np.arange(samples) / 16000
    rng = np.random.default_rng(seed)
    phase = 2 * np.pi * (120 + 20 * seed) * (time_s + 0.3 * time_s**2)
    voice = sum(np.sin(harmonic * phase) / harmonic for harmonic in range(1, 12))
    loudness = 0.2 * (1.1 + np.sin(2 * np.pi * 3 * time_s))
    return (0.4 * loudness * voice + 0.002 * rng.standard_normal(samples)).astype(np.float32)


def listen(model, samples):
    """The outputs by name."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 4  # What fails is raised; it need not be told on the terminal too.
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, {"samples": samples}), strict=True))


def make_model(add, given_axes=1, said_axes=2):
    """The graph that `add` writes behind the input `samples`, with one output; of so many axes, of any length each."""
    graph = OnnxGraph()
    said = add(graph, "samples")
    given_type, said_type = (
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [f"{name}_{axis}" for axis in range(axes)])
        for name, axes in (("samples", given_axes), (said, said_axes))
    )
    return graph.finish([given_type], [said_type], "")
