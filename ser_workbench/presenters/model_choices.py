# SPDX-License-Identifier: MIT
"""What may be chosen on the Model panel: the eight models of the paper, and the sizes of their filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ser_workbench.models.catalog import MODEL_NAMES, SIZE_KEYS, TABLE_2, Refusal, title_of
from ser_workbench.models.plan import TYPE_TITLES
from ser_workbench.models.settings import ModelSettings, convolution_of
from ser_workbench.settings import fields_of

NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
GREYED_SHOWN = 2
"""How many impossible sizes are listed above the largest possible one, so that the reason can be read."""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """One model to choose."""

    name: str
    numeral: str
    title: str
    features: str
    convolution: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class SizeOption:
    """One value of a filter's height or width; with a reason it cannot be chosen."""

    value: int
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SizeChoice:
    """The values of one filter size; `unused` says why the type of convolution has no such size."""

    key: str
    title: str
    unit: str
    value: int
    options: tuple[SizeOption, ...]
    unused: str = ""


def model_cards() -> tuple[ModelCard, ...]:
    """The paper's eight in its order, then `custom`."""
    cards = []
    for numeral, name in zip(NUMERALS, MODEL_NAMES, strict=True):
        convolution = convolution_of(name)
        features = "MFCC" if name.endswith("-mfcc") else "log-Mel"
        type_title = TYPE_TITLES[convolution]
        tooltip = f"Model ({numeral}) of the paper: {title_of(name)}, {type_title} on {features}"
        cards.append(ModelCard(name, f"({numeral})", title_of(name).split(" ")[0], features, type_title, tooltip))
    tooltip = "Choose the type of convolution, the filters and the features yourself"
    return (*cards, ModelCard("custom", "", "Custom", "any features", "any type", tooltip))


def size_choices(model: ModelSettings, refused: Iterable[Refusal]) -> tuple[SizeChoice, ...]:
    """The four filter sizes: Table 2's values, what geometry allows beyond them, and a few that it does not."""
    reasons: dict[str, dict[int, str]] = {key: {} for key in SIZE_KEYS}
    unused: dict[str, str] = {}
    for refusal in refused:
        if refusal.key in reasons and refusal.value is None:
            unused[refusal.key] = refusal.reason
        elif refusal.key in reasons and isinstance(refusal.value, int):
            reasons[refusal.key][refusal.value] = refusal.reason
    fields = {field.key: field for field in fields_of(ModelSettings)}
    choices = []
    for key in SIZE_KEYS:
        field = fields[key]
        assert field.low is not None
        assert field.high is not None
        values = range(int(field.low), int(field.high) + 1)
        tuned = TABLE_2[model.convolution].get(key, range(0))
        options = () if key in unused else _options(values, tuned, reasons[key])
        value = int(getattr(model, key))
        choices.append(SizeChoice(key, field.title, field.unit, value, options, unused.get(key, "")))
    return tuple(choices)


def choice_refusals(refused: Iterable[Refusal]) -> dict[str, dict[str, str]]:
    """What cannot be chosen of convolution, order and features: {key: {choice: reason}}."""
    found: dict[str, dict[str, str]] = {"model.convolution": {}, "model.order": {}, "features.kind": {}}
    for refusal in refused:
        key = refusal.key if "." in refusal.key else f"model.{refusal.key}"
        if key in found and isinstance(refusal.value, str):
            found[key][refusal.value] = refusal.reason
    return found


def _options(values: Iterable[int], tuned: range, reasons: Mapping[int, str]) -> tuple[SizeOption, ...]:
    options: list[SizeOption] = []
    greyed = 0
    for value in values:
        reason = reasons.get(value, "")
        greyed = greyed + 1 if reason else 0
        if greyed > GREYED_SHOWN:
            continue
        text = str(value) if value in tuned else f"{value} – beyond Table 2"
        options.append(SizeOption(value, text, reason))
    return tuple(options)
