# SPDX-License-Identifier: MIT
"""Runs beside each other: where their settings differ, their curves and their scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ser_workbench.models.catalog import FEATURE_TITLES, MODEL_NAMES, title_of
from ser_workbench.models.plan import TYPE_TITLES
from ser_workbench.runs.result import Score
from ser_workbench.runs.run_row import RunRow
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from ser_workbench.settings import SettingField, fields_of
from ser_workbench.training.events import EpochEnded


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several runs, each list in the order in which they were named."""

    runs: tuple[RunRow, ...]
    differences: Mapping[str, tuple[Any, ...]]
    """Dotted setting to its value in each run; only settings that differ."""
    curves: tuple[tuple[EpochEnded, ...], ...]
    scores: tuple[Mapping[str, Score], ...]


def compare_runs(workspace: Workspace, runs: Sequence[str]) -> Comparison:
    """Put runs beside each other, each named by id, unique start of an id, or `last`.

    Raises RunError for a run that is not there.
    """
    rows = tuple(workspace.store.find(name) for name in runs)
    return Comparison(
        runs=rows,
        differences=difference_of_settings([row.settings for row in rows]),
        curves=tuple(workspace.store.epochs(row.id) for row in rows),
        scores=tuple(workspace.store.scores(row.id) for row in rows),
    )


def difference_of_settings(several: Sequence[ExperimentSettings]) -> dict[str, tuple[Any, ...]]:
    """Dotted setting to its value in each; only settings that differ."""
    values = {field.key: tuple(value_of(settings, field.key) for settings in several) for field in _fields()}
    return {key: row for key, row in values.items() if any(value != row[0] for value in row[1:])}


def value_of(settings: ExperimentSettings, key: str) -> Any:
    """The value of one setting by its dotted name."""
    place: Any = settings
    for name in key.split("."):
        place = getattr(place, name)
    return place


def model_title(settings: ExperimentSettings) -> str:
    """The network in words: `FST-CLDNN (log-Mel)` as the paper writes it, `custom, FST-Conv (log-Mel)`."""
    if settings.model.name in MODEL_NAMES:
        return title_of(settings.model.name)
    return f"custom, {TYPE_TITLES[settings.model.convolution]} ({FEATURE_TITLES[settings.features.kind]})"


def value_in_words(value: object, field: SettingField) -> str:
    """A value of a setting as a person writes it, with its unit."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{text} {field.unit}".strip() if text else "–"


def _fields() -> list[SettingField]:
    return [field for field in fields_of(ExperimentSettings) if field.key != "name"]
