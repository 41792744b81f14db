# SPDX-License-Identifier: MIT
"""The paper's eight models, Table 2's ranges, and what cannot be, with the reason. No torch."""

from dataclasses import dataclass
from typing import Literal, get_args

from ser_workbench.errors import SettingsError
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.plan import NO_LOCALITY, NO_ORDER, NOTHING_BEHIND, TYPE_TITLES, plan_convolutions
from ser_workbench.models.settings import CUSTOM_KEYS, MODEL_NAMES, Convolution, ModelSettings
from ser_workbench.settings import fields_of

__all__ = [
    "FEATURE_TITLES",
    "MODEL_NAMES",
    "SIZE_KEYS",
    "TABLE_2",
    "Refusal",
    "check_model",
    "feature_kind_of",
    "refusals",
    "settings_for",
    "title_of",
]

FeatureKind = Literal["log-mel", "mfcc"]
FEATURE_TITLES: dict[str, str] = {"log-mel": "log-Mel", "mfcc": "MFCC"}
SIZE_KEYS = ("height_1", "width_1", "height_2", "width_2")

TABLE_2: dict[str, dict[str, range]] = {
    "none": {},
    "s": {"height_1": range(4, 10), "height_2": range(3, 5)},
    "t": {"width_1": range(3, 9), "width_2": range(2, 4)},
    "st": {"height_1": range(4, 10), "width_1": range(3, 9), "height_2": range(3, 5), "width_2": range(2, 4)},
    "fst": {"width_1": range(3, 9), "width_2": range(2, 4)},
}
"""The tuned range of each size that a type of convolution leaves variable (Table 2)."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value that a setting cannot take beside the others; `value` None: the setting as a whole is not used."""

    key: str
    """The setting's name below `model`, or `features.kind`."""
    value: str | int | None
    reason: str


def feature_kind_of(name: str) -> FeatureKind:
    """The features of one of the eight models."""
    return "mfcc" if name.endswith("-mfcc") else "log-mel"


def settings_for(name: str) -> tuple[ModelSettings, FeatureKind]:
    """The settings of one of the eight models and the kind of features it works on.

    Raises SettingsError for a name that is none of the eight.
    """
    if name not in MODEL_NAMES:
        raise SettingsError(f"There is no model '{name}'; there are: {', '.join(MODEL_NAMES)}.")
    return ModelSettings.model_validate({"name": name}), feature_kind_of(name)


def title_of(name: str) -> str:
    """The model's name as the paper writes it: `FST-CLDNN (log-Mel)`."""
    if name not in MODEL_NAMES:
        return "custom"
    network = name.removesuffix("-mfcc").removesuffix("-log-mel").upper()
    return f"{network} ({FEATURE_TITLES[feature_kind_of(name)]})"


def check_model(model: ModelSettings, features: FeatureSettings) -> None:
    """Raise SettingsError where such a model cannot be built on such features."""
    if model.name != "custom" and feature_kind_of(model.name) != features.kind:
        raise SettingsError(
            f"{title_of(model.name)} works on {FEATURE_TITLES[feature_kind_of(model.name)]}, not on "
            f"{FEATURE_TITLES[features.kind]}; change features.kind or choose another model."
        )
    plan_convolutions(model, features)


def refusals(model: ModelSettings, features: FeatureSettings) -> tuple[Refusal, ...]:
    """What cannot be chosen beside these settings, each with its reason; for greying out in the window."""
    return (
        *_refused_types(model, features),
        *_refused_kinds(model),
        *_refused_orders(model),
        *_refused_sizes(model, features),
    )


def _refused_types(model: ModelSettings, features: FeatureSettings) -> list[Refusal]:
    if model.name != "custom":
        reason = f"{title_of(model.name)} has {TYPE_TITLES[model.convolution]}; choose custom to change it"
        return [Refusal("convolution", c, reason) for c in get_args(Convolution) if c != model.convolution]
    found = []
    if model.order == "blstm-cnn":
        found.append(Refusal("convolution", "none", NOTHING_BEHIND))
        found += [Refusal("convolution", convolution, NO_ORDER) for convolution in ("s", "st")]
    elif features.kind == "mfcc":
        found += [Refusal("convolution", convolution, NO_LOCALITY) for convolution in ("s", "st")]
    return found


def _refused_kinds(model: ModelSettings) -> list[Refusal]:
    if model.name != "custom":
        kind = feature_kind_of(model.name)
        other = "log-mel" if kind == "mfcc" else "mfcc"
        return [Refusal("features.kind", other, f"{title_of(model.name)} works on {FEATURE_TITLES[kind]}")]
    if model.convolution in ("s", "st"):
        return [Refusal("features.kind", "mfcc", NO_LOCALITY)]
    return []


def _refused_orders(model: ModelSettings) -> list[Refusal]:
    if model.name != "custom":
        reason = f"{title_of(model.name)} is built as in the paper; choose custom to change it"
        return [Refusal("order", "blstm-cnn", reason), *(Refusal(key, None, reason) for key in CUSTOM_KEYS)]
    if model.convolution == "none":
        return [Refusal("order", "blstm-cnn", NOTHING_BEHIND)]
    return [Refusal("order", "blstm-cnn", NO_ORDER)] if model.convolution in ("s", "st") else []


def _refused_sizes(model: ModelSettings, features: FeatureSettings) -> list[Refusal]:
    found = []
    for key in SIZE_KEYS:
        if key not in TABLE_2[model.convolution]:
            found.append(Refusal(key, None, _why_unused(key, model.convolution)))
            continue
        if key.endswith("_2") and model.layers == 1:
            found.append(Refusal(key, None, "there is only one Conv layer"))
            continue
        for value in _possible_values(key):
            reason = _why_not(model.model_copy(update={key: value}), features)
            if reason:
                found.append(Refusal(key, value, reason))
    return found


def _possible_values(key: str) -> range:
    field = next(field for field in fields_of(ModelSettings) if field.key == key)
    return range(int(field.low or 1), int(field.high or 1) + 1)


def _why_not(model: ModelSettings, features: FeatureSettings) -> str:
    try:
        plan_convolutions(model, features)
    except SettingsError as error:
        return str(error)
    return ""


def _why_unused(key: str, convolution: str) -> str:
    if convolution == "none":
        return "the LDNN has no Conv layers"
    if convolution == "s":
        return "filters of S-Conv are one frame wide (Table 1)"
    if convolution == "fst" and key == "height_1":
        return "the first filters of FST-Conv cover all bands (Table 1)"
    if convolution == "fst":
        return "one band is left after the first layer of FST-Conv (Table 1)"
    return "filters of T-Conv are one band high (Table 1)"
