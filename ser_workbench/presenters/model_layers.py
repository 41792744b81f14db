# SPDX-License-Identifier: MIT
"""The layers of a network in the words and numbers of the drawing: shapes, parameters, filters."""

from collections.abc import Sequence
from dataclasses import dataclass

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.plan import plan_convolutions
from ser_workbench.models.settings import ModelSettings
from ser_workbench.models.shapes import ACTIVATION_TITLES, LayerShape, describe_layers

TITLES = {"splice": "Spliced frame", "splice 2": "Spliced BLSTM", "flatten": "Flatten", "mean": "Mean over frames"}
WORDS = {
    "input": "What the network sees of one moment",
    "conv": "A convolution on each spliced frame",
    "pool": "One value of each window",
    "flatten": "All maps of a spliced frame in one row",
    "blstm": "Reads the frames forwards and backwards",
    "mean": "One vector an utterance from here on",
    "dense": "Fully connected",
}


@dataclass(frozen=True, slots=True)
class DrawnLayer:
    """One layer as the drawing shows it."""

    title: str
    kind: str
    """One of input, conv, pool, flatten, blstm, mean, dense."""
    shape: tuple[int, ...]
    shape_text: str
    parameters_text: str
    note: str
    tooltip: str
    is_per_frame: bool
    window: tuple[int, int] | None = None
    """Height and width of the filter or pooling window that the next layer slides over this one."""


def draw_layers(model: ModelSettings, features: FeatureSettings, emotions: Sequence[str]) -> tuple[DrawnLayer, ...]:
    """The layers from the splice to the emotions.

    Raises SettingsError where such a network cannot be.
    """
    layers = describe_layers(model, features, len(emotions))
    windows: dict[str, tuple[int, int]] = {}
    for number, plan in enumerate(plan_convolutions(model, features), start=1):
        windows[f"Conv {number}"] = (plan.filter_height, plan.filter_width)
        windows[f"Pool {number}"] = (plan.pool_height, plan.pool_width)
    notes = _short_notes(model, features)
    following = [*layers[1:], None]
    return tuple(
        _draw(
            layer,
            notes.get(layer.name, layer.note),
            windows.get(after.name) if after is not None else None,
            emotions if after is None else (),
        )
        for layer, after in zip(layers, following, strict=True)
    )


def _short_notes(model: ModelSettings, features: FeatureSettings) -> dict[str, str]:
    """Notes that fit into the narrow columns of the drawing; the layers' own words stand in the tooltips."""
    notes = {
        "splice": f"{features.splice_left} before, {features.splice_right} after",
        "splice 2": f"{features.splice_left} before, {features.splice_right} after",
        "flatten": "one vector a frame",
        "BLSTM": f"{model.cells} cells a direction",
        "mean": f"dropout {model.dropout:g}",
        "FC 4": "softmax",
    }
    for number, plan in enumerate(plan_convolutions(model, features), start=1):
        activation = ACTIVATION_TITLES[plan.activation]
        notes[f"Conv {number}"] = f"{plan.filter_height}×{plan.filter_width} filters, {activation}"
        stride = f"{plan.stride_height}×{plan.stride_width}"
        notes[f"Pool {number}"] = f"{plan.pooling} {plan.pool_height}×{plan.pool_width}, stride {stride}"
    return notes


def number_text(number: int) -> str:
    """A count with thousands parted: 214,470."""
    return f"{number:,}"


def _draw(layer: LayerShape, note: str, window: tuple[int, int] | None, emotions: Sequence[str]) -> DrawnLayer:
    title = f"{layer.name} · emotions" if emotions else TITLES.get(layer.name, layer.name)
    shape_text = " × ".join(map(str, layer.shape))
    parameters = f"{number_text(layer.parameters)} parameters" if layer.parameters else "no parameters"
    return DrawnLayer(
        title=title,
        kind=layer.kind,
        shape=layer.shape,
        shape_text=shape_text,
        parameters_text=parameters,
        note=note,
        tooltip=_tooltip(layer, title, shape_text, parameters, emotions),
        is_per_frame=layer.is_per_frame,
        window=window,
    )


def _tooltip(layer: LayerShape, title: str, shape_text: str, parameters: str, emotions: Sequence[str]) -> str:
    if len(layer.shape) == 3:
        output = f"{shape_text} (maps × bands × frames), for each spliced frame"
    elif layer.is_per_frame:
        output = f"{shape_text}, for each spliced frame"
    else:
        output = f"{shape_text}, for each utterance"
    lines = [f"{title}: {WORDS[layer.kind].lower()}", layer.note, f"Output: {output}", parameters.capitalize()]
    if layer.multiply_adds:
        each = "spliced frame" if layer.is_per_frame else "utterance"
        lines.append(f"{number_text(layer.multiply_adds)} multiply-adds for each {each}")
    if emotions:
        lines.append(", ".join(emotions))
    return "\n".join(lines)
