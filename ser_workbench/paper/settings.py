# SPDX-License-Identifier: MIT
"""What is asked of the paper in one button: an experiment that is done with all eight models, and at what scale."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import model_validator

from ser_workbench.errors import SettingsError
from ser_workbench.models.catalog import MODEL_NAMES
from ser_workbench.runs.settings import ExperimentSettings, with_absolute_folders
from ser_workbench.settings import Settings, load_settings, setting

Scale = Literal["quick", "full"]

QUICK_CHANGES: Mapping[str, Any] = {
    "noise.noises": 1,
    "noise.snrs": 1,
    "training.max_epochs": 8,
}
"""What a first look changes of the paper's settings; `full` changes nothing."""


class PaperSettings(Settings):
    """How much of the paper is done."""

    scale: Scale = setting(
        "quick",
        "Scale",
        help="quick is a first look: one noisy copy an utterance, eight epochs at most; full is the paper's protocol.",
    )
    models: str = setting("", "Models", help="Names with commas between them; empty: all eight.")
    seeds: int = setting(1, "Seeds a model", unit="seeds", low=1, high=100, help="Trainings of each of the models.")
    baselines: bool = setting(
        True, "Baselines", help="Table 3 and the rivals of Table 4: SVM on functionals, and SKRRR."
    )
    inspection: bool = setting(True, "Inspection", help="Table 5 and Figures 2 to 8.")

    @model_validator(mode="after")
    def _check_models(self) -> Self:
        for name in self.named:
            if name not in MODEL_NAMES:
                raise SettingsError(f"There is no model '{name}'; there are: {', '.join(MODEL_NAMES)}.")
        return self

    @property
    def named(self) -> tuple[str, ...]:
        """Those that are trained, in the paper's order unless they are named."""
        asked = tuple(name.strip() for name in self.models.split(",") if name.strip())
        return tuple(dict.fromkeys(asked)) or MODEL_NAMES


class PaperPlan(ExperimentSettings):
    """An experiment that is done with all eight models; its TOML file has a [paper] table."""

    paper: PaperSettings = PaperSettings()

    @property
    def experiment(self) -> ExperimentSettings:
        """The experiment that each of the models is trained in."""
        return ExperimentSettings.model_validate(self.model_dump(exclude={"paper"}))


def plan_paper(corpus: Path, noise: Path | None, scale: Scale, changes: Mapping[str, Any] | None = None) -> PaperPlan:
    """The settings of a scale, with changes by dotted name over them; folders become absolute.

    Raises SettingsError for a name that does not exist or a value that cannot be.
    """
    folders = {"corpus.folder": str(corpus), "noise.folder": str(noise) if noise is not None else ""}
    presets = QUICK_CHANGES if scale == "quick" else {}
    plan = PaperPlan().changed({**presets, **folders, "paper.scale": scale, **(changes or {})})
    absolute = with_absolute_folders(plan)
    assert isinstance(absolute, PaperPlan)
    return absolute


def load_paper_plan(file: Path) -> PaperPlan:
    """Read a TOML file; relative folders in it start at the file's own folder.

    Raises SettingsError when the file cannot be read, is not TOML, or holds an impossible value.
    """
    plan = with_absolute_folders(load_settings(PaperPlan, file), file.resolve().parent)
    assert isinstance(plan, PaperPlan)
    return plan
