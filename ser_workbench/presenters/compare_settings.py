# SPDX-License-Identifier: MIT
"""Settings of several runs side by side, in words: only what differs."""

from collections.abc import Sequence
from dataclasses import dataclass

from ser_workbench.runs.compare import difference_of_settings, value_in_words, value_of
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.settings import SettingField, fields_of


@dataclass(frozen=True, slots=True)
class SettingDifference:
    """One setting that is not the same in all chosen runs, its value in each of them."""

    key: str
    title: str
    values: tuple[str, ...]


def differing_settings(runs: Sequence[ExperimentSettings]) -> tuple[SettingDifference, ...]:
    """What is not the same in all runs, in the order of declaration; nothing for fewer than two runs."""
    if len(runs) < 2:
        return ()
    fields = _fields()
    differing = difference_of_settings(runs)
    return tuple(
        SettingDifference(key, fields[key].title, tuple(value_in_words(value, fields[key]) for value in values))
        for key, values in differing.items()
    )


def tell_apart(settings: ExperimentSettings, standing: ExperimentSettings) -> str:
    """What sets these settings off from others, in a phrase: `seed 3, patience 5 epochs`; empty for nothing."""
    fields = _fields()
    keys = difference_of_settings([settings, standing])
    return ", ".join(
        f"{fields[key].title.lower()} {value_in_words(value_of(settings, key), fields[key])}" for key in keys
    )


def _fields() -> dict[str, SettingField]:
    return {field.key: field for field in fields_of(ExperimentSettings)}
