# SPDX-License-Identifier: MIT
"""Which functionals of a whole utterance are computed (paper.md, Section 6)."""

from collections.abc import Mapping
from typing import Literal

from ser_workbench.settings import Settings, setting

FunctionalSet = Literal["EC", "PC", "SSC", "STC", "ComParE", "eGeMAPS"]

TITLES: Mapping[str, str] = {
    "EC": "IS09 Emotion Challenge",
    "PC": "IS10 Paralinguistic Challenge",
    "SSC": "IS11 Speaker State Challenge",
    "STC": "IS12 Speaker Trait Challenge",
    "ComParE": "IS13 Computational Paralinguistic Challenge",
    "eGeMAPS": "Extended Geneva Minimalistic Acoustic Parameter Set",
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
