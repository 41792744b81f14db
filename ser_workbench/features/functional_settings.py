# SPDX-License-Identifier: MIT
"""Which functionals of a whole utterance are computed (paper.md, Section 6)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from ser_workbench.settings import Settings, setting

FunctionalSet = Literal["EC", "PC", "SSC", "STC", "ComParE", "eGeMAPS"]

TITLES: Mapping[str, str] = {
    "EC": "IS09 Emotion Challenge",
    "PC": "IS10 Paralinguistic Challenge",
    "SSC": "IS11 Speaker State Challenge",
    "STC": "IS12 Speaker Trait Challenge",
    "ComParE": "IS13 Computational Paralinguistics Challenge",
    "eGeMAPS": "extended Geneva Minimalistic Acoustic Parameter Set v02",
}


class FunctionalSettings(Settings):
    """A feature set of an INTERSPEECH challenge, eGeMAPS, or a configuration file of openSMILE.

    Deviation: STC has 6,125 features here and 5,757 in the paper; `opensmile` ships the compatible set alone.
    """

    feature_set: FunctionalSet = setting(
        "ComParE", "Feature set", help="EC 384, PC 1582, SSC 4368, STC 6125, ComParE 6373, eGeMAPS 88 features."
    )
    config: str = setting(
        "", "openSMILE configuration", help="A .conf file of your own, in place of the feature set; empty: none."
    )
    level: str = setting(
        "func",
        "Level read (configuration)",
        help="The data level of your configuration that holds one row of features an utterance.",
        is_advanced=True,
    )

    @property
    def name(self) -> str:
        """What the features are called in tables: the feature set, or the configuration file."""
        return Path(self.config).stem if self.config else self.feature_set
