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
    trials: int = setting(
        20,
        "Combinations at most",
        low=1,
        high=10000,
        help="For random and tpe; all tries every one.",
    )
    seeds: int = setting(1, "Seeds a combination", unit="seeds", low=1, high=100)
    top: int = setting(
        2,
        "Best of S and T for ST",
        unit="each",
        low=1,
        high=12,
        help="ST combines so many of each; for the method all.",
    )
    seed: int = setting(0, "Seed of the search", low=0, high=2**31 - 1, help="For random and tpe.")
    height_1: str = setting("", "Heights, Conv 1", unit="bands", help=RANGE_HELP)
    width_1: str = setting("", "Widths, Conv 1", unit="frames", help=RANGE_HELP)
    height_2: str = setting("", "Heights, Conv 2", unit="bands", help=RANGE_HELP)
    width_2: str = setting("", "Widths, Conv 2", unit="frames", help=RANGE_HELP)


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
