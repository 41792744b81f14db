# SPDX-License-Identifier: MIT
"""What is searched: the sizes of the filters, how, and with how many seeds (paper.md, Section 2, Table 2)."""

from pathlib import Path
from typing import Literal

from ser_workbench.runs.settings import ExperimentSettings, with_absolute_folders
from ser_workbench.settings import Settings, load_settings, setting

RANGE_HELP = "As 4-9 or 4,6,8; empty: Table 2's range."


class SweepSettings(Settings):
    """Which combinations are tried.

    `all` tries every one. For ST-Conv, as in the paper, only combinations of the `top` best of S-Conv and of T-Conv
    are tried, after all of those.
    """

    method: Literal["all", "random", "tpe"] = setting(
        "all", "Method", help="tpe: tree-structured Parzen estimator, which learns from the trials before."
    )
    trials: int = setting(20, "Combinations at most (random, tpe)", unit="combinations", low=1, high=10000)
    seeds: int = setting(1, "Trainings of each combination", unit="seeds", low=1, high=100)
    top: int = setting(2, "Best of S and of T that ST combines", unit="combinations", low=1, high=12)
    seed: int = setting(0, "Seed of the search (random, tpe)", low=0, high=2**31 - 1)
    height_1: str = setting("", "Heights of the first filters", unit="bands", help=RANGE_HELP)
    width_1: str = setting("", "Widths of the first filters", unit="frames", help=RANGE_HELP)
    height_2: str = setting("", "Heights of the second filters", unit="bands", help=RANGE_HELP)
    width_2: str = setting("", "Widths of the second filters", unit="frames", help=RANGE_HELP)


class SweepPlan(ExperimentSettings):
    """An experiment whose network's sizes are searched; its TOML file is that of an experiment with a [sweep] table."""

    sweep: SweepSettings = SweepSettings()

    @property
    def experiment(self) -> ExperimentSettings:
        """The experiment that each trial varies."""
        return ExperimentSettings.model_validate(self.model_dump(exclude={"sweep"}))


def load_plan(file: Path) -> SweepPlan:
    """Read a TOML file; relative folders in it start at the file's own folder.

    Raises SettingsError when the file cannot be read, is not TOML, or holds an impossible value.
    """
    plan = with_absolute_folders(load_settings(SweepPlan, file), file.resolve().parent)
    assert isinstance(plan, SweepPlan)
    return plan
