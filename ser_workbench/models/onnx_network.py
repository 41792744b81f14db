# SPDX-License-Identifier: MIT
"""A trained network as a graph of ONNX: the same layers with the same weights, for one utterance of any length.

Why so: the graph is written step by step. torch's exporter traces one length and would have to be told that another
is possible at every splice; the steps are few, and each stands here beside its fellow in `convolution` and `lstm`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.convolution import ConvLayer
from ser_workbench.models.onnx_graph import END, OnnxGraph
from ser_workbench.models.settings import Activation

OPERATORS: dict[Activation, str] = {"relu": "Relu", "leaky-relu": "LeakyRelu", "elu": "Elu", "tanh": "Tanh"}
"""ONNX's slopes are torch's: 0.01 for LeakyRelu, 1 for Elu."""

GATES = (0, 3, 1, 2)
"""torch keeps a LSTM's gates as input, forget, cell, output; ONNX as input, output, forget, cell."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows (time, width) in the graph, how many more they are than the frames, and which make up one frame."""

    name: str
    more: int
    columns: int
    step: int


def add_network(graph: OnnxGraph, frames: str, network: Cldnn) -> str:
    """Features (frames, height) → logits, (1, emotions)."""
    if network.is_blstm_first:
        width = network.features.width
        replicated = _add_edges(graph, frames, network)
        spliced = _add_splice(graph, _Rows(replicated, width - 1, width, 1))
        heard = _add_blstm(graph, spliced, network)
        both = graph.add("Flatten", heard, axis=1)  # (frames, 2 · cells)
        summary = graph.add("ReduceMean", _add_conv(graph, both, network), axes=[0], keepdims=1)
    else:
        heard = _add_blstm(graph, _add_conv(graph, frames, network), network)
        summary = graph.add("Flatten", graph.add("ReduceMean", heard, axes=[0], keepdims=1), axis=1)  # (1, 2 · cells)
    return _add_dense(graph, summary, network)


def _add_edges(graph: OnnxGraph, frames: str, network: Cldnn) -> str:
    """The first and the last frame repeated; (left + frames + right, height)."""
    left, right = network.features.splice_left, network.features.splice_right
    return graph.add("Pad", frames, graph.whole(left, 0, right, 0), mode="edge")


def _add_splice(graph: OnnxGraph, rows: _Rows) -> str:
    """The rows t, t + step, t + 2 step … of each frame t side by side; (frames, columns · width)."""
    columns = []
    for column in range(rows.columns):
        first = column * rows.step
        columns.append(graph.cut(rows.name, 0, first, first - rows.more or END))
    return columns[0] if len(columns) == 1 else graph.add("Concat", *columns, axis=1)


def _add_conv(graph: OnnxGraph, frames: str, network: Cldnn) -> str:
    """What the Conv layers make of each spliced frame, or without them the spliced frame; (frames, width)."""
    conv, more = network.conv, network.features.width - 1
    rows = _add_edges(graph, frames, network)
    if len(conv.layers):
        maps = graph.add("Transpose", rows, perm=[1, 0])  # (height, time)
        maps = graph.add("Unsqueeze", maps, graph.whole(0, 1))  # (1, 1, height, time)
        for layer in conv.layers:
            assert isinstance(layer, ConvLayer)
            maps = _add_conv_layer(graph, maps, layer)
            more -= (layer.plan.filter_width + layer.plan.pool_width - 2) * layer.dilation
        rows = graph.add("Flatten", graph.add("Transpose", maps, perm=[3, 0, 1, 2]), axis=1)  # (time, maps · bands)
    return _add_splice(graph, _Rows(rows, more, conv.columns, conv.step))


def _add_conv_layer(graph: OnnxGraph, maps: str, layer: ConvLayer) -> str:
    """Convolution, pooling, activation, all on (1, maps, bands, time)."""
    plan = layer.plan
    weight, bias = graph.constant(_array(layer.weight)), graph.constant(_array(layer.bias))
    maps = graph.add("Conv", maps, weight, bias, dilations=[1, layer.dilation])
    if plan.pooling == "mean":
        maps = graph.add(OPERATORS[plan.activation], maps)
    for axis, bands, size, stride, step in (
        (2, plan.convolved[1], plan.pool_height, plan.stride_height, 1),
        (3, None, plan.pool_width, 1, layer.dilation),
    ):
        if size * stride > 1:
            windows = _add_windows(graph, maps, axis, bands, size, stride, step)
            maps = graph.add("Mean" if plan.pooling == "mean" else "Max", *windows)
    return maps if plan.pooling == "mean" else graph.add(OPERATORS[plan.activation], maps)


def _add_windows(
    graph: OnnxGraph, maps: str, axis: int, length: int | None, size: int, stride: int, step: int
) -> list[str]:
    """The first values of all windows, their second ones …; `length` of the axis where it is known."""
    reach = (size - 1) * step
    if length is None:
        return [graph.cut(maps, axis, first, first - reach or END, stride) for first in range(0, reach + 1, step)]
    last = (length - reach - 1) // stride * stride
    return [graph.cut(maps, axis, first, first + last + 1, stride) for first in range(0, reach + 1, step)]


def _add_blstm(graph: OnnxGraph, rows: str, network: Cldnn) -> str:
    """Both directions at each frame; (frames, 2, 1, cells)."""
    lstms = network.blstm.forward_lstm, network.blstm.backward_lstm
    weights = (
        graph.constant(np.stack([_gates(lstm.weight_ih_l0) for lstm in lstms])),
        graph.constant(np.stack([_gates(lstm.weight_hh_l0) for lstm in lstms])),
        graph.constant(np.stack([np.concatenate([_gates(b) for b in (s.bias_ih_l0, s.bias_hh_l0)]) for s in lstms])),
    )
    one = graph.add("Unsqueeze", rows, graph.whole(1))  # (frames, 1, width)
    return graph.add("LSTM", one, *weights, direction="bidirectional", hidden_size=network.model.cells)


def _add_dense(graph: OnnxGraph, summary: str, network: Cldnn) -> str:
    for layer in network.dense:
        assert isinstance(layer, nn.Linear)
        if layer is not network.dense[0]:
            summary = graph.add(OPERATORS[network.model.activation], summary)
        weight, bias = graph.constant(_array(layer.weight)), graph.constant(_array(layer.bias))
        summary = graph.add("Gemm", summary, weight, bias, transB=1)
    return summary


def _gates(parameter: object) -> NDArray[np.float32]:
    assert isinstance(parameter, Tensor)
    parts = np.split(_array(parameter), len(GATES))
    return np.concatenate([parts[gate] for gate in GATES])


def _array(parameter: Tensor) -> NDArray[np.float32]:
    array: NDArray[np.float32] = parameter.detach().cpu().numpy()
    return array
