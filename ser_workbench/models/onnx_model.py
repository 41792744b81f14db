# SPDX-License-Identifier: MIT
"""A whole recogniser as one model of ONNX: samples in, probabilities out; features and normalisation are inside."""

import onnx
from onnx import TensorProto, helper

from ser_workbench.features.normalisation import Normaliser
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.onnx_features import add_features, add_normalisation
from ser_workbench.models.onnx_graph import OnnxGraph
from ser_workbench.models.onnx_network import add_network

SAMPLES, LOGITS, PROBABILITIES, CALIBRATED = "samples", "logits", "probabilities", "calibrated"


def make_onnx_model(network: Cldnn, normaliser: Normaliser | None, temperature: float | None) -> onnx.ModelProto:
    """Input `samples` (n,) float32, mono at 16 kHz, full scale ±1, of any length from one window up.

    Outputs, (emotions,) float32 each: `logits`, `probabilities`, and with a temperature `calibrated`, the softmax of
    the logits divided by it.
    normaliser: for features normalised by the training side, or per speaker: then of whom to take the speaker for;
    None for the other kinds
    Raises ValueError where one is there and not wanted, or the other way round.
    """
    kind = network.features.normalisation
    if (kind in ("training", "speaker")) != (normaliser is not None):
        raise ValueError(f"normalisation is '{kind}', and a normaliser {'came' if normaliser else 'did not come'}")
    graph = OnnxGraph()
    features = add_features(graph, SAMPLES, network.features)
    if kind != "none":
        features = add_normalisation(graph, features, normaliser)
    logits = graph.add("Reshape", add_network(graph, features, network), graph.whole(network.emotions), called=LOGITS)
    names = [LOGITS, graph.add("Softmax", logits, axis=0, called=PROBABILITIES)]
    if temperature is not None:
        cooled = graph.add("Div", logits, graph.constant(temperature))
        names.append(graph.add("Softmax", cooled, axis=0, called=CALIBRATED))
    given = helper.make_tensor_value_info(SAMPLES, TensorProto.FLOAT, ["n"])
    said = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [network.emotions]) for name in names]
    return graph.finish([given], said, "Speech emotion recognition: samples of one utterance in, probabilities out.")
