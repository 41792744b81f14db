# SPDX-License-Identifier: MIT
"""All settings of one experiment; a TOML file of them is all that a run needs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from pydantic import model_validator

from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.corpus.partition import PartitionSettings
from ser_workbench.errors import SettingsError
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.home import with_home
from ser_workbench.models.catalog import MODEL_NAMES, check_model, feature_kind_of
from ser_workbench.models.settings import CUSTOM_KEYS, ModelSettings, convolution_of
from ser_workbench.settings import Settings, load_settings, setting
from ser_workbench.training.settings import TrainingSettings


class CorpusSettings(Settings):
    """Which recordings are learnt from."""

    folder: str = setting("", "Corpus folder", help="In a file of settings: absolute, or relative to that file.")
    reader: str = setting("", "Reader", help="Empty: recognised by what the folder holds.")


class ExperimentSettings(Settings):
    """One experiment: data, noise, partition, features, network, training.

    Naming one of the eight models brings its convolution and its features along. An empty noise folder
    means that there is no noisy condition.
    """

    name: str = setting("", "Name", help="What the run is called in tables; empty: the model's name.")
    corpus: CorpusSettings = CorpusSettings()
    noise: NoiseSettings = NoiseSettings()
    partition: PartitionSettings = PartitionSettings()
    features: FeatureSettings = FeatureSettings()
    model: ModelSettings = ModelSettings()
    training: TrainingSettings = TrainingSettings()

    @model_validator(mode="before")
    @classmethod
    def _bring_features(cls, values: Any) -> Any:
        model = values.get("model") if isinstance(values, dict) else None
        features = values.get("features", {}) if isinstance(values, dict) else None
        if isinstance(model, dict) and model.get("name") in MODEL_NAMES and isinstance(features, dict):
            return {**values, "features": {"kind": feature_kind_of(model["name"]), **features}}
        return values

    @model_validator(mode="after")
    def _check_model(self) -> Self:
        check_model(self.model, self.features)
        return self

    def changed(self, changes: Mapping[str, Any]) -> Self:
        """A copy with other values, by dotted name; `model.name` brings the features of that model along.

        Raises SettingsError for a name that does not exist, a value that cannot be, or a type of convolution
        or another part that the named model does not have.
        """
        name = changes.get("model.name", self.model.name)
        wanted = changes.get("model.convolution")
        if wanted is not None and name in MODEL_NAMES and wanted != convolution_of(name):
            raise SettingsError(
                f"{name} has its own type of convolution, not '{wanted}'; set model.name=custom to choose one freely."
            )
        for key in CUSTOM_KEYS if name in MODEL_NAMES else ():
            if changes.get(f"model.{key}", default := ModelSettings.model_fields[key].default) != default:
                raise SettingsError(
                    f"{name} is built as in the paper (model.{key} is {default}); set model.name=custom to change it."
                )
        name = changes.get("model.name")
        if name in MODEL_NAMES:
            changes = {"features.kind": feature_kind_of(name), **changes}
        return super().changed(changes)

    @property
    def title(self) -> str:
        """What the run is called."""
        return self.name or self.model.name

    @property
    def has_noise(self) -> bool:
        """Whether there is a noisy condition."""
        return bool(self.noise.folder)


def configure(file: Path | None, changes: Mapping[str, Any]) -> ExperimentSettings:
    """Settings from a TOML file (None: the defaults) and changes by dotted name over them.

    Relative folders start at the file's own folder, those among the changes at the current one.
    Raises SettingsError when the file cannot be read, is not TOML, or any value cannot be.
    """
    settings = ExperimentSettings() if file is None else load_experiment(file)
    return with_absolute_folders(settings.changed(changes))


def load_experiment(file: Path) -> ExperimentSettings:
    """Read a TOML file; relative folders in it start at the file's own folder.

    Raises SettingsError when the file cannot be read, is not TOML, or holds an impossible value.
    """
    return with_absolute_folders(load_settings(ExperimentSettings, file), file.resolve().parent)


def with_absolute_folders(settings: ExperimentSettings, start: Path | None = None) -> ExperimentSettings:
    """The same with absolute folders and list of sides; relative ones start at `start` (None: the current folder)."""
    folders = {
        "corpus.folder": settings.corpus.folder,
        "noise.folder": settings.noise.folder,
        "partition.file": settings.partition.file,
    }
    named = {key: place for key, place in folders.items() if place}
    start = start or Path.cwd()
    return settings.changed({key: str((start / with_home(place)).resolve()) for key, place in named.items()})
