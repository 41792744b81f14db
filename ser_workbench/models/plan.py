# SPDX-License-Identifier: MIT
"""How the filters and pooling windows of the Conv layers lie (paper.md, Section 2, Table 1). No torch."""

from dataclasses import dataclass
from itertools import chain, islice, repeat

from ser_workbench.errors import SettingsError
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.settings import Activation, ModelSettings, Pooling

TYPE_TITLES = {"none": "no convolution", "s": "S-Conv", "t": "T-Conv", "st": "ST-Conv", "fst": "FST-Conv"}

NO_LOCALITY = "the DCT leaves no spectral locality (Section 3.3)"
NO_ORDER = "the cells of a BLSTM stand in no order"
NOTHING_BEHIND = "the LDNN has no Conv layers that could follow its BLSTM"


@dataclass(frozen=True, slots=True)
class ConvPlan:
    """One Conv layer on one spliced frame: convolution of stride 1 without padding, activation, pooling."""

    maps_in: int
    maps: int
    filter_height: int
    filter_width: int
    pool_height: int
    pool_width: int
    stride_height: int
    stride_width: int
    convolved: tuple[int, int, int]
    """(maps, bands, frames) after the convolution."""
    pooled: tuple[int, int, int]
    """(maps, bands, frames) after the pooling."""
    is_pool_short: bool = False
    activation: Activation = "relu"
    pooling: Pooling = "max"
    """`none`: size and stride are 1."""

    @property
    def parameters(self) -> int:
        """Weights and biases."""
        return self.maps * (self.maps_in * self.filter_height * self.filter_width + 1)


def plan_convolutions(model: ModelSettings, features: FeatureSettings) -> tuple[ConvPlan, ...]:
    """The Conv layers of a model on such features; none for the LDNN.

    Raises SettingsError where the type cannot work on the features or a filter is larger than its input.
    """
    if model.convolution == "none":
        if model.order == "blstm-cnn":
            raise SettingsError(f"A BLSTM before the CNN needs one: {NOTHING_BEHIND}; choose T-Conv or FST-Conv.")
        return ()
    if model.convolution in ("s", "st") and model.order == "blstm-cnn":
        title = TYPE_TITLES[model.convolution]
        raise SettingsError(f"{title} cannot follow the BLSTM: {NO_ORDER}; choose T-Conv, FST-Conv or cnn-blstm.")
    if model.convolution in ("s", "st") and features.kind == "mfcc":
        title = TYPE_TITLES[model.convolution]
        raise SettingsError(f"{title} cannot work on MFCC: {NO_LOCALITY}; choose T-Conv, FST-Conv or log-Mel.")
    shape = (1, height_before(model, features), features.width)
    plans = []
    for number, (height, width) in enumerate(filter_sizes(model, features), start=1):
        plan = _plan(number, shape, height, width, model)
        plans.append(plan)
        shape = plan.pooled
    return tuple(plans)


def height_before(model: ModelSettings, features: FeatureSettings) -> int:
    """Rows that the first Conv layer meets: the features' values, or behind the BLSTM its cells of both directions."""
    return features.height if model.order == "cnn-blstm" else 2 * model.cells


def filter_sizes(model: ModelSettings, features: FeatureSettings) -> list[tuple[int, int]]:
    """Height and width of each layer's filters, as Table 1 has them for the type."""
    height_1, width_1, height_2, width_2 = model.height_1, model.width_1, model.height_2, model.width_2
    if model.convolution == "s":
        width_1 = width_2 = 1
    if model.convolution == "t":
        height_1 = height_2 = 1
    if model.convolution == "fst":
        height_1, height_2 = height_before(model, features), 1
    return list(islice(chain([(height_1, width_1)], repeat((height_2, width_2))), model.layers))


def _plan(number: int, shape: tuple[int, int, int], height: int, width: int, model: ModelSettings) -> ConvPlan:
    maps_in, bands, frames = shape
    _check_fit(number, "high", "bands", height, bands)
    _check_fit(number, "wide", "frames", width, frames)
    if number == 1 and model.convolution == "st" and not 2 <= height <= bands - 1:
        raise SettingsError(
            f"Filters of ST-Conv must be 2 to {bands - 1} bands high, not {height}; for all bands choose FST-Conv."
        )
    convolved = (model.maps, bands - height + 1, frames - width + 1)
    along_bands, along_time = model.convolution in ("s", "st"), model.convolution in ("t", "st", "fst")
    size, stride = (1, 1) if model.pooling == "none" else (model.pool_size, model.pool_stride)
    pool_height = min(size, convolved[1]) if along_bands else 1
    pool_width = min(size, convolved[2]) if along_time else 1
    is_short = (along_bands and pool_height < size) or (along_time and pool_width < size)
    if is_short and not model.pool_shrinks:
        raise SettingsError(
            f"Conv layer {number} leaves {convolved[1]}×{convolved[2]} values, fewer than its pooling takes; "
            "choose smaller filters or switch 'Short pooling' on."
        )
    stride_height, stride_width = (stride if along_bands else 1), (stride if along_time else 1)
    pooled = (
        model.maps,
        (convolved[1] - pool_height) // stride_height + 1,
        (convolved[2] - pool_width) // stride_width + 1,
    )
    return ConvPlan(
        maps_in, model.maps, height, width, pool_height, pool_width, stride_height, stride_width,
        convolved, pooled, is_short, model.activation, model.pooling,
    )  # fmt: skip


def _check_fit(number: int, adjective: str, unit: str, size: int, available: int) -> None:
    if size > available:
        raise SettingsError(
            f"The filters of Conv layer {number} are {size} {unit} {adjective}, but their input has only {available}; "
            "choose a smaller filter."
        )
