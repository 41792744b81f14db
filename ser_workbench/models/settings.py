# SPDX-License-Identifier: MIT
"""Which network listens, and how large its parts are (paper.md, Sections 2 and 3)."""

from typing import Any, Literal, get_args

from pydantic import model_validator

from ser_workbench.settings import Settings, setting

Convolution = Literal["none", "s", "t", "st", "fst"]
"""None (the LDNN), spectral, temporal, spectral-temporal, full-spectrum temporal."""

Activation = Literal["relu", "leaky-relu", "elu", "tanh"]
"""All of them grow monotonically, so that the largest value before is the largest behind."""

Pooling = Literal["max", "mean", "none"]
Order = Literal["cnn-blstm", "blstm-cnn"]
Computation = Literal["shared", "per-patch"]

ModelName = Literal[
    "ldnn-mfcc",
    "ldnn-log-mel",
    "t-cldnn-mfcc",
    "fst-cldnn-mfcc",
    "t-cldnn-log-mel",
    "s-cldnn-log-mel",
    "st-cldnn-log-mel",
    "fst-cldnn-log-mel",
    "custom",
]

MODEL_NAMES: tuple[str, ...] = tuple(name for name in get_args(ModelName) if name != "custom")
"""The paper's eight, in the paper's order (i) to (viii)."""

CUSTOM_KEYS = ("order", "layers", "activation", "pooling", "pool_size", "pool_stride")
"""What is beyond the paper wherever it differs from its default, and so is free in custom networks only."""


class ModelSettings(Settings):
    """One of the paper's eight networks, or a free one, and the sizes of its parts.

    A named model has its own convolution and the paper's order, number of Conv layers, activation and pooling,
    whatever else was asked; `custom` is free. Heights count bands, widths count frames; a type of convolution uses
    only those that Table 1 leaves variable.
    """

    name: ModelName = setting("fst-cldnn-log-mel", "Model", help="One of the paper's eight, or custom.")
    convolution: Convolution = setting(
        "fst", "Type of convolution", help="Follows from the model; free only where the model is custom."
    )
    order: Order = setting(
        "cnn-blstm", "Order of the modules", help="blstm-cnn: the open question of Section 8; T and FST only."
    )
    layers: int = setting(2, "Conv layers", low=1, high=4, help="Those after the second have its filters.")
    # Choice: the paper tunes these four but does not say which values won; these are mid-range.
    height_1: int = setting(6, "Height of the first filters", unit="bands", low=1, high=128, help="S and ST only.")
    width_1: int = setting(4, "Width of the first filters", unit="frames", low=2, high=101, help="T, ST and FST only.")
    height_2: int = setting(3, "Height of the second filters", unit="bands", low=1, high=128, help="S and ST only.")
    width_2: int = setting(2, "Width of the second filters", unit="frames", low=1, high=101, help="T, ST, FST only.")
    maps: int = setting(32, "Feature maps a layer", low=1, high=512)
    activation: Activation = setting("relu", "Activation", is_advanced=True, help="Of Conv and fully connected layers.")
    pooling: Pooling = setting("max", "Pooling", is_advanced=True, help="Along the direction(s) of convolution.")
    pool_size: int = setting(3, "Size of the pooling", low=2, high=9, is_advanced=True)
    pool_stride: int = setting(2, "Stride of the pooling", low=1, high=4, is_advanced=True)
    pool_shrinks: bool = setting(
        True,
        "Short pooling",
        is_advanced=True,
        help="Where fewer values are left than it takes the pooling window shrinks; off: such filters are refused.",
    )
    cells: int = setting(128, "BLSTM cells a direction", low=1, high=2048)
    dense_1: int = setting(128, "First fully connected layer", unit="units", low=1, high=4096, is_advanced=True)
    dense_2: int = setting(32, "Second fully connected layer", unit="units", low=1, high=4096, is_advanced=True)
    dense_3: int = setting(32, "Third fully connected layer", unit="units", low=1, high=4096, is_advanced=True)
    dropout: float = setting(0.2, "Dropout", low=0, high=0.95, help="Share of the BLSTM's mean that is left out.")
    first_weights: Literal["keras", "torch"] = setting(
        "keras", "First weights", is_advanced=True, help="Whose way of drawing the weights before training."
    )
    computation: Computation = setting(
        "shared",
        "Computation of the Conv layers",
        is_advanced=True,
        help="shared: once over the utterance; per-patch: each spliced frame by itself, as the paper defines it, with "
        "the same numbers and many times slower.",
    )

    @model_validator(mode="before")
    @classmethod
    def _let_the_name_decide(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        name = values.get("name", cls.model_fields["name"].default)
        if name not in MODEL_NAMES:
            return values
        of_the_paper = {key: cls.model_fields[key].default for key in CUSTOM_KEYS}
        return {**values, **of_the_paper, "convolution": convolution_of(name)}

    @property
    def dense(self) -> tuple[int, int, int]:
        """Units of the three hidden fully connected layers."""
        return self.dense_1, self.dense_2, self.dense_3


def convolution_of(name: str) -> Convolution:
    """The type of convolution of one of the eight models: `st-cldnn-log-mel` has `st`."""
    types: dict[str, Convolution] = {"ldnn": "none", "s": "s", "t": "t", "st": "st", "fst": "fst"}
    return types[name.split("-", maxsplit=1)[0]]
