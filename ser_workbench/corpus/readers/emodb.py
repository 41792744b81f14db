# SPDX-License-Identifier: MIT
"""EmoDB, the Berlin Database of Emotional Speech (Burkhardt et al. 2005): 10 speakers, 7 emotions, in German.

`03a01Fa.wav` is speaker 03, text a01, emotion F (Freude), version a.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from ser_workbench.corpus.readers.by_name import NameReader, Spoken
from ser_workbench.corpus.utterance import FEMALE, MALE

EMOTION_LETTERS = {
    "W": "anger",
    "L": "boredom",
    "E": "disgust",
    "A": "fear",
    "F": "happiness",
    "T": "sadness",
    "N": "neutral",
}
GENDERS = dict.fromkeys(("03", "10", "11", "12", "15"), MALE) | dict.fromkeys(("08", "09", "13", "14", "16"), FEMALE)


def _understand(match: re.Match[str]) -> Spoken:
    return Spoken(speaker=match[1], emotion=EMOTION_LETTERS[match[3].upper()])


def _find_genders(_folder: Path) -> Mapping[str, str]:
    return GENDERS


EMODB = NameReader(
    name="emodb",
    title="EmoDB",
    layout="wav/03a01Fa.wav: speaker 03, text a01, emotion F (W L E A F T N), version a.",
    pattern=re.compile(r"/([0-9]{2})([ab][0-9]{2})([WLEAFTN])([a-z])$", re.IGNORECASE),
    understand=_understand,
    find_genders=_find_genders,
)
