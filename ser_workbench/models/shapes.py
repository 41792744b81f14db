# SPDX-License-Identifier: MIT
"""What every layer of a network looks like, by arithmetic alone: shapes, parameters, multiply-adds. No torch.

Shapes are those of one spliced frame: (maps, bands, frames). Parameters are counted as Keras counts
them, with one bias a gate of the LSTM.
"""

from dataclasses import dataclass

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.plan import ConvPlan, plan_convolutions
from ser_workbench.models.settings import ModelSettings

LSTM_GATES = 4
ACTIVATION_TITLES = {"relu": "ReLU", "leaky-relu": "leaky ReLU", "elu": "ELU", "tanh": "tanh"}


@dataclass(frozen=True, slots=True)
class LayerShape:
    """One layer as the Model panel draws it."""

    name: str
    """The paper's word for it: `splice`, `Conv 1`, `BLSTM` …"""
    kind: str
    """One of input, conv, pool, flatten, blstm, mean, dense."""
    shape: tuple[int, ...]
    """Of its output, a spliced frame or, after the mean, an utterance."""
    parameters: int
    note: str
    multiply_adds: int = 0
    """For each frame; for layers after the mean, for each utterance."""
    is_per_frame: bool = True


@dataclass(frozen=True, slots=True)
class ReceptiveField:
    """How much of the signal a spliced frame's representation sees."""

    frames: int
    milliseconds: float


def describe_layers(model: ModelSettings, features: FeatureSettings, emotions: int) -> list[LayerShape]:
    """The layers from the splice to the logits.

    Raises SettingsError where a filter is larger than what it meets.
    """
    splice = f"each frame with its {features.splice_left} left and {features.splice_right} right neighbours"
    layers = [LayerShape("splice", "input", (1, features.height, features.width), 0, splice)]
    if model.order == "blstm-cnn":
        layers.append(_describe_blstm(features.height * features.width, model))
        layers.append(LayerShape("splice 2", "input", (1, 2 * model.cells, features.width), 0, splice))
    for number, plan in enumerate(plan_convolutions(model, features), start=1):
        layers += _describe_convolution(number, plan)
    last = layers[-1].shape
    width = last[0] * last[1] * last[2]
    layers.append(LayerShape("flatten", "flatten", (width,), 0, "one vector a frame"))
    if model.order == "cnn-blstm":
        layers.append(_describe_blstm(width, model))
        width = 2 * model.cells
    note = f"over the frames; dropout {model.dropout:g}"
    layers.append(LayerShape("mean", "mean", (width,), 0, note, is_per_frame=False))
    layers += _describe_dense(width, (*model.dense, emotions), model)
    return layers


def count_parameters(model: ModelSettings, features: FeatureSettings, emotions: int) -> int:
    """All trained numbers of the network, as Keras counts them."""
    return sum(layer.parameters for layer in describe_layers(model, features, emotions))


def count_multiply_adds(model: ModelSettings, features: FeatureSettings, emotions: int) -> int:
    """Multiply-adds for one second of audio, forward, each utterance convolved once; without the few after the mean."""
    layers = describe_layers(model, features, emotions)
    a_frame = sum(layer.multiply_adds for layer in layers if layer.is_per_frame)
    return round(a_frame * 1000 / features.hop_ms)


def receptive_field(model: ModelSettings, features: FeatureSettings) -> ReceptiveField:
    """The frames, of those spliced, that reach the BLSTM at one time step.

    Fewer than the splice holds where a pooling of stride 2 leaves the last column over.
    """
    plans = plan_convolutions(model, features)
    frames = features.width
    if plans:  # Before the BLSTM, or behind it: then of the BLSTM's frames, each of which has heard all.
        seen, step = 1, 1
        for plan in plans:
            seen += (plan.filter_width - 1) * step + (plan.pool_width - 1) * step
            step *= plan.stride_width
        frames = seen + (plans[-1].pooled[2] - 1) * step
    return ReceptiveField(frames, features.window_ms + (frames - 1) * features.hop_ms)


def estimate_memory_mib(
    model: ModelSettings, features: FeatureSettings, emotions: int, batch: int, seconds: float
) -> float:
    """About the memory of one training step: weights, gradients, Adam's two moments, and what is kept for the gradient.

    batch: utterances in a mini-batch; seconds: their length
    """
    layers = describe_layers(model, features, emotions)
    frames = seconds * 1000 / features.hop_ms
    weights = 4 * sum(layer.parameters for layer in layers)
    a_frame = 2 * layers[0].shape[1]
    if model.order == "blstm-cnn":
        a_frame += 2 * features.height * features.width
    for plan in plan_convolutions(model, features):
        # Kept for a layer, at each frame: its output before pooling and the pooled one, at every column
        # where columns are shared; the gradient doubles both.
        a_frame += 4 * plan.maps * (plan.convolved[1] + plan.pooled[1])
    flat = next(layer.shape[0] for layer in layers if layer.kind == "flatten")
    a_frame += 2 * flat + 2 * 2 * model.cells * (LSTM_GATES * 2 + 4)
    return float(4 * (weights + a_frame * frames * batch) / 2**20)


def _describe_convolution(number: int, plan: ConvPlan) -> list[LayerShape]:
    maps, height, width = plan.convolved
    # Along time a shared column is computed once a frame; that is what the dilated network does.
    products = maps * height * plan.maps_in * plan.filter_height * plan.filter_width
    activation = ACTIVATION_TITLES[plan.activation]
    conv_note = f"{maps} filters of {plan.filter_height}×{plan.filter_width}, {activation}"
    conv = LayerShape(f"Conv {number}", "conv", (maps, height, width), plan.parameters, conv_note, products)
    if plan.pooling == "none":
        return [conv]
    window, stride = f"{plan.pool_height}×{plan.pool_width}", f"{plan.stride_height}×{plan.stride_width}"
    pool_note = f"{plan.pooling} over {window}, stride {stride}"
    if plan.is_pool_short:
        pool_note += "; the window shrinks to what is left"
    return [conv, LayerShape(f"Pool {number}", "pool", plan.pooled, 0, pool_note)]


def _describe_blstm(width: int, model: ModelSettings) -> LayerShape:
    cells = model.cells
    products = 2 * LSTM_GATES * cells * (width + cells)
    parameters = products + 2 * LSTM_GATES * cells
    return LayerShape("BLSTM", "blstm", (2 * cells,), parameters, f"{cells} cells a direction", products)


def _describe_dense(width: int, sizes: tuple[int, ...], model: ModelSettings) -> list[LayerShape]:
    layers = []
    for number, units in enumerate(sizes, start=1):
        note = "softmax over the emotions" if number == len(sizes) else ACTIVATION_TITLES[model.activation]
        layers.append(
            LayerShape(f"FC {number}", "dense", (units,), (width + 1) * units, note, width * units, is_per_frame=False)
        )
        width = units
    return layers
